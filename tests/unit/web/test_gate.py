"""The gate alone, before any page: who gets through to what."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from coach.users import PERMISSIONS, User, UserRole
from ui.access import PAGES
from ui.gate import Gate

ROLES: tuple[UserRole, ...] = ("senior", "junior", "lnd", "admin")


def inside(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"through {request.url.path}")


def client(role: UserRole | None) -> TestClient:
    user = User(id="u1", name="Somebody", role=role) if role else None

    def who_is_it(request: Request) -> User | None:
        return user

    app = Starlette(
        routes=[Route("/{rest:path}", inside, methods=["GET", "POST"])],
        middleware=[Middleware(Gate, who_is_it=who_is_it)],
    )
    return TestClient(app, follow_redirects=False)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_a_page_opens_for_the_roles_that_hold_its_permission(role: UserRole, page: object) -> None:
    allowed = page.permission in PERMISSIONS[role]  # type: ignore[attr-defined]
    for path in (f"/{page.slug}/", f"/{page.slug}/gradio_api/queue/join"):  # type: ignore[attr-defined]
        assert client(role).get(path).status_code == (200 if allowed else 403)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/prepare/", "a page"),
        ("/debrief/gradio_api/queue/data", "results of others"),
        ("/debrief/gradio_api/heartbeat/x", "Gradio asks no sign-in here"),
        ("/explore/config", "tells the page's structure"),
        ("/files/guides/1.pdf", "a document"),
        ("/nowhere", "must not tell which pages exist"),
    ],
)
def test_nobody_gets_nothing(path: str, why: str) -> None:
    assert client(None).get(path).status_code == 401, why


def test_a_browser_without_sign_in_is_led_to_the_form() -> None:
    answer = client(None).get("/prepare/", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


@pytest.mark.parametrize(
    ("route", "why"),
    [
        ("gradio_api/upload", "raw words in a folder that others can read"),
        ("gradio_api/file=/etc/passwd", "files by path"),
        ("gradio_api/proxy=http://x", "requests in our name"),
        ("gradio_api/call/ask", "handlers without the queue"),
        ("gradio_api/run/predict", "the same, older"),
        ("gradio_api/vibe-edit/", "edits the source of the app"),
        ("gradio_api/info", "tells the handlers"),
        ("gradio_api/anything-new", "what a later version brings"),
        ("login", "Gradio's own sign-in"),
        ("monitoring", "who uses what"),
    ],
)
def test_side_doors_of_gradio_are_shut_for_everybody(route: str, why: str) -> None:
    assert client("lnd").get(f"/explore/{route}").status_code == 404, why
    assert client("lnd").post(f"/explore/{route}").status_code == 404, why


@pytest.mark.parametrize(
    ("headers", "status", "why"),
    [
        ({"sec-fetch-site": "cross-site"}, 403, "another site posts with our cookie"),
        ({"sec-fetch-site": "same-site"}, 403, "a sibling host is not us"),
        ({"origin": "https://evil.example"}, 403, "older browsers send only an origin"),
        ({"sec-fetch-site": "same-origin"}, 200, "our own page"),
        ({"origin": "http://testserver"}, 200, "our own page, older browser"),
        ({}, 200, "no browser at all: a script with the cookie"),
    ],
)
def test_posts_from_elsewhere_are_refused(headers: dict[str, str], status: int, why: str) -> None:
    answer = client("senior").post("/prepare/gradio_api/queue/join", headers=headers)
    assert answer.status_code == status, why


def test_every_answer_carries_the_security_headers() -> None:
    answer = client("senior").get("/prepare/")
    assert answer.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
