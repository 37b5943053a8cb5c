"""Files in and out of the browser, outside Gradio."""

from http import HTTPStatus
from urllib.parse import quote, unquote

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from coach.errors import CoachError, NotAllowed, NotFound
from ui.uploads import MOST_BYTES

router = APIRouter(prefix="/files")

MEDIA_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "cards": "application/pdf",
    "junior": "application/pdf",
}


async def _receive(request: Request) -> Response:
    """Take one file as the request's body; its name comes in the ``X-Filename`` header."""
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > MOST_BYTES:
            sentence = f"This file is larger than {MOST_BYTES // 2**20} MB. Is it a recording?"
            return PlainTextResponse(sentence, status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        pieces.append(piece)
    filename = unquote(request.headers.get("x-filename", "upload"))
    try:
        ticket = request.app.state.uploads.hold(request.state.user.id, filename, b"".join(pieces))
    except CoachError as error:
        return PlainTextResponse(error.sentence, status_code=HTTPStatus.BAD_REQUEST)
    return JSONResponse({"ticket": ticket})


@router.post("/sessions")
async def receive_session(request: Request) -> Response:
    """A transcript, notes or a roster for a debrief."""
    return await _receive(request)


@router.post("/guides")
async def receive_brief(request: Request) -> Response:
    """A brief, or former questions, for a guide."""
    return await _receive(request)


@router.post("/insights")
async def receive_insights(request: Request) -> Response:
    """Anonymised insights to import."""
    return await _receive(request)


@router.get("/guides/{guide_id}.{kind}")
async def guide(request: Request, guide_id: str, kind: str) -> Response:
    """A guide as a document."""
    preparing = request.app.state.coach.preparing
    return await _download(request, preparing.export, guide_id, kind)


async def _download(request: Request, export: object, key: str, kind: str) -> Response:
    if kind not in MEDIA_TYPES or not callable(export):
        return PlainTextResponse("There is no such format.", status_code=HTTPStatus.NOT_FOUND)
    try:
        filename, data = await run_in_threadpool(export, request.state.user, key, kind)
    except NotAllowed as error:
        return PlainTextResponse(error.sentence, status_code=HTTPStatus.FORBIDDEN)
    except NotFound as error:
        return PlainTextResponse(error.sentence, status_code=HTTPStatus.NOT_FOUND)
    return Response(
        data,
        media_type=MEDIA_TYPES[kind],
        headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(filename)}"},
    )
