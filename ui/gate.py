"""The gate before every route: deny by default, then ask the table in ``ui.access``.

It stands in front of Gradio as well, some of whose routes (heartbeat, cancel, reset, theme)
ask for no sign-in by themselves.
"""

from http import HTTPStatus
from typing import Protocol

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coach.users import User
from ui.access import SIGNED_IN_PATHS, is_public, is_used, permission_for

SECURITY_HEADERS: dict[bytes, bytes] = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cache-control": b"no-store",
    b"content-security-policy": (
        b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        b"style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        b"font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; form-action 'self'"
    ),
}
CACHEABLE = ("/assets/", "/static/", "/svelte/")


class WhoIsIt(Protocol):
    """Finds the signed-in user of a request, or None."""

    def __call__(self, request: Request) -> User | None:
        """Read the session cookie; None when absent, expired, forged or revoked."""


class Gate:
    """ASGI middleware: sign-in, permission, same-origin and security headers."""

    def __init__(self, app: ASGIApp, who_is_it: WhoIsIt) -> None:
        self._app = app
        self._who_is_it = who_is_it

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer it here."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # no page of ours uses websockets
            await send({"type": "websocket.close", "code": 1008})
            return
        request = Request(scope)
        refusal = self._refuse(request)
        answer = refusal if refusal is not None else self._app
        await answer(scope, receive, _with_headers(send, request.url.path))

    def _refuse(self, request: Request) -> Response | None:
        path = request.url.path
        if request.method not in {"GET", "HEAD"} and _is_foreign(request):
            return _plain(HTTPStatus.FORBIDDEN, "This request came from another site.")
        if is_public(path):
            return None
        user = self._who_is_it(request)
        if user is None:
            return _ask_to_sign_in(request)
        request.state.user = user
        return None if path in SIGNED_IN_PATHS else _refuse_role(user, path)


def _refuse_role(user: User, path: str) -> Response | None:
    permission = permission_for(path)
    if permission is None or not is_used(path):
        return _plain(HTTPStatus.NOT_FOUND, "There is no such page.")
    if not user.may(permission):
        return _plain(HTTPStatus.FORBIDDEN, "Your role may not open this page.")
    return None


def _is_foreign(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is not None and origin.rpartition("://")[2] != request.headers.get("host")


def _ask_to_sign_in(request: Request) -> Response:
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse("/sign-in", status_code=HTTPStatus.SEE_OTHER)
    return _plain(HTTPStatus.UNAUTHORIZED, "Sign in first.")


def _plain(status: HTTPStatus, sentence: str) -> Response:
    return PlainTextResponse(sentence, status_code=status)


def _with_headers(send: Send, path: str) -> Send:
    cacheable = any(part in path for part in CACHEABLE)

    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [
                *message["headers"],
                *(
                    (name, value)
                    for name, value in SECURITY_HEADERS.items()
                    if name not in present and not (cacheable and name == b"cache-control")
                ),
            ]
        await send(message)

    return wrapped
