"""Sign in, sign out, and the way home."""

from http import HTTPStatus
from urllib.parse import parse_qs

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.responses import Response as AnyResponse

from coach.errors import UserMistake
from ui.access import home_of
from ui.cookies import Cookies, Ticket
from ui.rendering import render
from ui.theme import ASSETS

router = APIRouter()
_MOST_BYTES = 4096  # a name and a password; anything longer is no sign-in


@router.get("/healthz")
async def alive() -> PlainTextResponse:
    """Tell a supervisor that the app answers; says nothing else."""
    return PlainTextResponse("ok")


@router.get("/favicon.ico")
async def icon() -> FileResponse:
    """The mark, for browsers that ask by habit."""
    return FileResponse(ASSETS / "mark.svg", media_type="image/svg+xml")


@router.get("/")
async def home(request: Request) -> RedirectResponse:
    """Go to the first page this role works on."""
    return RedirectResponse(
        f"/{home_of(request.state.user).slug}/", status_code=HTTPStatus.SEE_OTHER
    )


@router.get("/sign-in")
async def ask(request: Request) -> HTMLResponse:
    """The sign-in form."""
    return _form(request)


@router.post("/sign-in")
async def sign_in(request: Request) -> AnyResponse:
    """Check name and password; wrong ones cost time and are never told apart."""
    body = await request.body()
    if len(body) > _MOST_BYTES:
        return _form(request, "Name or password is too long.", status=HTTPStatus.BAD_REQUEST)
    fields = parse_qs(body.decode("utf-8", errors="replace"))
    name = fields.get("name", [""])[0].strip()
    password = fields.get("password", [""])[0]
    accounts = request.app.state.coach.accounts
    try:  # argon2 is slow on purpose: keep it off the event loop
        origin = request.client.host if request.client else ""
        user = await run_in_threadpool(accounts.sign_in, name, password, origin=origin)
        epoch = accounts.epoch(user.id)
    except UserMistake as mistake:
        return _form(request, mistake.sentence, name=name, status=HTTPStatus.UNAUTHORIZED)
    response = RedirectResponse("/", status_code=HTTPStatus.SEE_OTHER)
    request.app.state.cookies.give(response, Ticket(user.id, epoch))
    return response


@router.get("/sign-out")
async def sign_out() -> RedirectResponse:
    """Forget the cookie."""
    response = RedirectResponse("/sign-in", status_code=HTTPStatus.SEE_OTHER)
    Cookies.take(response)
    return response


def _form(
    request: Request, problem: str = "", *, name: str = "", status: int = HTTPStatus.OK
) -> HTMLResponse:
    outside = request.app.state.coach.adapters.settings.llm.outside
    page = render("sign_in.html.j2", problem=problem, name=name, outside=outside)
    return HTMLResponse(page, status_code=status)
