"""One's own password: a form behind the gate, for every role."""

from http import HTTPStatus
from urllib.parse import parse_qs

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse

from coach.errors import UserMistake
from coach.services.accounts import SHORTEST_PASSWORD
from ui.access import home_of
from ui.cookies import Ticket
from ui.rendering import render

router = APIRouter()
_MOST_BYTES = 8192  # three passwords; anything longer stalls us
_TOO_LONG = "A password is too long."
_DIFFER = "The new password and its repetition differ."


@router.get("/password")
async def ask(request: Request) -> HTMLResponse:
    """The form."""
    return _form(request)


@router.post("/password")
async def change(request: Request) -> HTMLResponse:
    """Replace the password of whoever is signed in; their other sign-ins end, this one goes on.

    The gate lets in requests from our own pages only, and the old password is asked again.
    """
    body = await request.body()
    if len(body) > _MOST_BYTES:
        return _form(request, _TOO_LONG, status=HTTPStatus.BAD_REQUEST)
    fields = parse_qs(body.decode("utf-8", errors="replace"), keep_blank_values=True)
    old, new, again = (fields.get(name, [""])[0] for name in ("old", "new", "again"))
    if new != again:
        return _form(request, _DIFFER, status=HTTPStatus.BAD_REQUEST)
    accounts, user = request.app.state.coach.accounts, request.state.user
    try:  # argon2 is slow on purpose: keep it off the event loop
        await run_in_threadpool(accounts.change_password, user, old, new)
    except UserMistake as mistake:
        return _form(request, mistake.sentence, status=HTTPStatus.BAD_REQUEST)
    response = _form(request, done=True)
    request.app.state.cookies.give(response, Ticket(user.id, accounts.epoch(user.id)))
    return response


def _form(
    request: Request, problem: str = "", *, done: bool = False, status: int = HTTPStatus.OK
) -> HTMLResponse:
    page = render(
        "password.html.j2",
        name=request.state.user.name,
        home=home_of(request.state.user),
        shortest=SHORTEST_PASSWORD,
        problem=problem,
        done=done,
    )
    return HTMLResponse(page, status_code=status)
