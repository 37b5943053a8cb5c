"""Every route and every handler of the web app, as every role and as nobody.

Two walls are tried one by one. The gate in front: each route of our app and of each mounted
Gradio app. The services behind: each handler is called as Gradio calls it, in the name of a
person of the wrong role, as if the gate were not there.
"""

import asyncio
import contextvars
import copy
import inspect
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any, get_args

import anyio.to_thread
import gradio as gr
import pytest
from fastapi import FastAPI
from gradio.block_function import BlockFunction
from gradio.blocks import Blocks
from gradio.context import LocalContext
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.testclient import TestClient

from coach.application import Coach
from coach.demo.content import read_talks
from coach.errors import NotFound, UserMistake
from coach.users import OPERATOR, User, UserRole
from tests.builders import a_coach
from tests.unit.debrief.test_debriefing import BRIEF, ROSTER, TALK
from ui.cookies import COOKIE, Ticket
from ui.gate import Gate
from ui.pages.prepare.newest import Newest
from ui.web import create_app

ROLES: tuple[UserRole, ...] = get_args(UserRole)
EVERYBODY = frozenset(ROLES)
PAGES: dict[str, frozenset[str]] = {
    "prepare": frozenset({"senior", "lnd"}),
    "shared": frozenset({"senior"}),
    "debrief": frozenset({"junior"}),
    "talk": frozenset({"junior"}),
    "explore": EVERYBODY,
    "releases": frozenset({"lnd"}),
    "admin": frozenset({"admin"}),
}
"""Who may open which page: written again here on purpose, not read from the app."""
FILES: dict[str, frozenset[str]] = {
    "guides": frozenset({"senior", "lnd"}),
    "sessions": frozenset({"junior"}),
    "insights": frozenset({"lnd", "admin"}),
}
PUBLIC = {"/sign-in", "/healthz", "/favicon.ico", "/assets/x"}
SIGNED_IN = {"/", "/sign-out", "/password"}
OPEN_GRADIO_ROUTES = {
    "/", "/config", "/theme.css", "/manifest.json", "/robots.txt", "/favicon.ico",
    "/static/x", "/assets/x", "/svelte/x", "/gradio_api/app_id", "/gradio_api/theme.css",
    "/gradio_api/startup-events", "/gradio_api/queue/join", "/gradio_api/queue/data",
    "/gradio_api/cancel", "/gradio_api/reset", "/gradio_api/heartbeat/x",
}  # fmt: skip
PASSWORD = "a long enough password"


@dataclass(frozen=True)
class House:
    """The app with one account a role, a session that waits for review, and a guide."""

    coach: Coach
    app: FastAPI
    users: dict[str, User]
    session: str
    guide: str

    def cookie(self, user: User) -> str:
        ticket = Ticket(user.id, self.coach.accounts.epoch(user.id))
        answer = PlainTextResponse()
        self.app.state.cookies.give(answer, ticket)
        return answer.headers["set-cookie"].split("=", 1)[1].split(";")[0]

    def client(self, who: str | None, app: Any = None) -> TestClient:
        cookies = {COOKIE: self.cookie(self.users[who])} if who else {}
        return TestClient(app or self.app, cookies=cookies, follow_redirects=False)

    def blocks(self, slug: str) -> Blocks:
        return _gradio(self.app)[slug].app.get_blocks()  # type: ignore[attr-defined, no-any-return]

    def request(self, user: User | None) -> gr.Request:
        name = str(Ticket(user.id, self.coach.accounts.epoch(user.id))) if user else None
        return gr.Request(username=name, session_hash="s")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with a_coach(tmp_path_factory.mktemp("web")) as coach:
        accounts = coach.accounts
        names: dict[str, str] = {role: role for role in ROLES}
        names |= {"junior 2": "junior", "senior 2": "senior"}
        made = {
            name: accounts.create(OPERATOR, name, role, password=PASSWORD).user
            for name, role in names.items()
        }
        accounts.pair(OPERATOR, made["senior"].id, made["junior"].id)
        users = {
            name: accounts.user(user.id, epoch=accounts.epoch(user.id))
            for name, user in made.items()
        }
        session, guide = asyncio.run(_something_of_everybody(coach, users))
        app = create_app(coach, coach.adapters.settings.web, cookie_secret=b"c" * 32)
        yield House(coach, app, users, session, guide)


async def _something_of_everybody(coach: Coach, users: dict[str, User]) -> tuple[str, str]:
    guide = await coach.preparing.prepare(users["senior"], read_talks()[0].brief, improve=False)
    review = await coach.debriefing.start(
        users["junior"], TALK, "t.txt", brief=BRIEF, roster=ROSTER
    )
    return review.report.session, guide.id


def _gradio(app: FastAPI) -> dict[str, Mount]:
    mounts = [route for route in app.routes if isinstance(route, Mount)]
    return {mount.path[1:]: mount for mount in mounts if hasattr(mount.app, "get_blocks")}


def _paths(app: Any) -> Iterator[tuple[str, str]]:
    """Each (method, path) that an app answers, path parameters filled."""
    for route in app.routes:
        if router := getattr(route, "original_router", None):
            yield from _paths(router)
        elif isinstance(route, Mount):
            yield "GET", f"{route.path}/x"
        else:
            for method in getattr(route, "methods", None) or {"GET"}:
                yield method, _filled(route.path)


def _filled(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "x", path)


def _all_paths(app: FastAPI) -> set[tuple[str, str]]:
    pages = {
        (method, f"/{slug}{path}")
        for slug, mount in _gradio(app).items()
        for method, path in _paths(mount.app)
    }
    return {(method, path) for method, path in _paths(app)} | pages


async def _through(scope: Any, receive: Any, send: Any) -> None:
    await PlainTextResponse("through")(scope, receive, send)


def _gate_alone(app: FastAPI) -> Gate:
    """The app's own gate in front of nothing: what it lets through cannot stream for ever."""
    who = next(each for each in app.user_middleware if "who_is_it" in each.kwargs).kwargs[
        "who_is_it"
    ]
    return Gate(_through, who_is_it=who)  # type: ignore[arg-type]


def _allowed(path: str) -> frozenset[str]:
    first, _, rest = path.lstrip("/").partition("/")
    return FILES.get(rest.partition("/")[0], frozenset()) if first == "files" else PAGES[first]


def test_the_walk_finds_every_page_and_our_own_routes(house: House) -> None:
    assert set(_gradio(house.app)) == set(PAGES)
    paths = {path for _, path in _all_paths(house.app)}
    assert paths >= PUBLIC | SIGNED_IN | {"/files/guides/x.x", "/files/sessions"}
    assert paths >= {f"/{slug}/gradio_api/queue/join" for slug in PAGES}


def test_nobody_gets_through_to_anything_but_the_way_in(house: House) -> None:
    client = house.client(None)
    for method, path in sorted(_all_paths(house.app)):
        if path not in PUBLIC:
            assert client.request(method, path).status_code == 401, (method, path)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_gets_through_to_its_own_routes_only(house: House, role: str) -> None:
    gate = house.client(role, _gate_alone(house.app))
    real = house.client(role)
    for method, path in sorted(_all_paths(house.app)):
        if path in PUBLIC | SIGNED_IN:
            continue
        answer = gate.request(method, path)
        if role not in _allowed(path):
            assert real.request(method, path).status_code in {403, 404}, (method, path)
        elif answer.status_code == 200:
            continue
        else:
            assert answer.status_code == 404, (method, path)


def test_gradio_answers_on_the_routes_our_pages_use_and_no_others(house: House) -> None:
    gate = house.client("lnd", _gate_alone(house.app))
    answered = {
        path.removeprefix("/explore")
        for method, path in _all_paths(house.app)
        if path.startswith("/explore/") and gate.request(method, path).status_code == 200
    }
    assert answered == OPEN_GRADIO_ROUTES, "a new version of Gradio opened or closed a door"


@pytest.mark.parametrize("slug", PAGES)
def test_each_role_opens_its_pages(house: House, slug: str) -> None:
    for role in ROLES:
        status = house.client(role).get(f"/{slug}/").status_code
        assert status == (200 if role in PAGES[slug] else 403), role


@pytest.mark.parametrize("slug", PAGES)
def test_only_a_page_s_roles_can_start_its_handlers(house: House, slug: str) -> None:
    numbers = list(house.blocks(slug).fns)
    assert numbers
    for who in (None, *ROLES):
        client = house.client(who)
        refused = 401 if who is None else 403
        for number in numbers:
            job = {"data": [], "fn_index": number, "session_hash": "s"}
            status = client.post(f"/{slug}/gradio_api/queue/join", json=job).status_code
            assert status == (200 if who in PAGES[slug] else refused), (who, number)
            for path in ("run/predict", "api/predict", "call/ask", f"call/{number}"):
                side_door = client.post(f"/{slug}/gradio_api/{path}", json=job)
                assert side_door.status_code in {401, 403, 404}, (who, path)


ANSWER_EVERYBODY = {
    "greet": "shows the caller their own name and menu",
    "chosen": "hands back the id that was sent; whoever opens it is asked again",
    "folded": "folds the form while a session is open; shows nothing",
    "emptied": "hands back empty fields",
    "<lambda>": "puts an example question into the field",
    "kept_briefs": "lists the caller's own briefs, and those of their pairs",
    "mark": "also a junior notes what opened up, in the guides of their pair",
    "releases show": "what the latest release shows to everybody on Explore",
    "narrowed": "the same, within one family or region",
}
"""Handlers that may answer anybody who is signed in, with the reason for each."""


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
@pytest.mark.parametrize("slug", PAGES)
async def test_behind_the_gate_a_handler_refuses_the_wrong_role(
    house: House, slug: str, role: str
) -> None:
    if role in PAGES[slug]:
        return
    user = house.users.get(role)
    for function in await _functions(house, slug):
        name = _name(function)
        if name in ANSWER_EVERYBODY or f"{slug} {name}" in ANSWER_EVERYBODY:
            continue
        if (name, role) == ("bring", "admin"):
            continue  # administrators may import as well, from the command line
        with pytest.raises((gr.Error, UserMistake)) as refused:
            await _called(house, slug, function, user)
        expected = "may not do this" if user else "no such account"
        assert expected in str(refused.value), (name, refused.value)


@pytest.mark.parametrize(
    ("slug", "role"), [("debrief", "junior 2"), ("prepare", "senior 2"), ("prepare", "lnd")]
)
async def test_what_another_person_opened_is_not_there_for_me(
    house: House, slug: str, role: str
) -> None:
    dynamic = [each for each in await _functions(house, slug) if each.rendered_in]
    assert dynamic, "the opened session or guide has its own handlers"
    for function in [*dynamic, *_panels(house, slug)]:
        with pytest.raises((gr.Error, NotFound), match="no such"):
            await _called(house, slug, function, house.users[role])


def _panels(house: House, slug: str) -> list[BlockFunction]:
    return [each for each in house.blocks(slug).fns.values() if each.renderable]


async def _functions(house: House, slug: str) -> list[BlockFunction]:
    """The handlers of a page, and those of what its owner opened on it."""
    opened = {"debrief": ("junior", house.session), "prepare": ("senior", house.guide)}
    found = list(house.blocks(slug).fns.values())
    if slug in opened:
        owner, key = opened[slug]
        for panel in _panels(house, slug):
            found += await _rendered(house, slug, panel, house.users[owner], key)
    return found


async def _rendered(
    house: House, slug: str, panel: BlockFunction, user: User, key: str
) -> list[BlockFunction]:
    """Draw a panel as Gradio does for one visitor, and return the handlers drawn with it."""
    blocks = house.blocks(slug)

    async def drawn() -> list[BlockFunction]:
        config = copy.copy(blocks.default_config)
        LocalContext.blocks.set(blocks)
        LocalContext.blocks_config.set(config)
        assert panel.renderable
        await anyio.to_thread.run_sync(panel.renderable.apply, key, 0, house.request(user))
        return [each for each in config.fns.values() if each.rendered_in is panel.renderable]

    return await asyncio.create_task(drawn(), context=contextvars.copy_context())


def _name(function: BlockFunction) -> str:
    """The name of the function inside :func:`ui.handlers.handler`."""
    outer: Any = function.fn
    inner = dict(zip(outer.__code__.co_freevars, outer.__closure__ or (), strict=True))
    kept = inner.get("function")
    return str((kept.cell_contents if kept else outer).__name__)


async def _called(house: House, slug: str, function: BlockFunction, user: User | None) -> None:
    if function.renderable:
        await _rendered(house, slug, function, user, house.session)  # type: ignore[arg-type]
        return
    values = [_filled_in(house, each, user) for each in function.inputs]
    answer: Any = function.fn(house.request(user), *values)  # type: ignore[misc]
    if inspect.isasyncgen(answer):
        stream: AsyncIterator[Any] = answer
        async for _ in stream:
            pass
    elif inspect.isawaitable(answer):
        await answer


def _filled_in(house: House, field: Any, user: User | None) -> Any:
    """Something a person could have put into a field."""
    if isinstance(field, gr.HTML):
        uploads = house.app.state.uploads
        return {"ticket": uploads.hold(user.id if user else "", "f", b"{}")}
    if isinstance(field, gr.State) and isinstance(field.value, Newest):
        return Newest()
    if isinstance(field, gr.Dropdown) and field.multiselect:
        return ["x"]
    if isinstance(field, gr.Radio) and field.choices:
        return field.choices[0][1]
    if isinstance(field, gr.Checkbox):
        return True
    return [] if isinstance(field, gr.CheckboxGroup) else "words"


def test_wrong_passwords_are_told_apart_by_nobody_and_cost_time(house: House) -> None:
    client = house.client(None)

    def attempt(name: str, password: str) -> Any:
        return client.post("/sign-in", data={"name": name, "password": password})

    unknown, wrong = attempt("nobody at all", "x"), attempt("admin", "x")
    assert (unknown.status_code, wrong.status_code) == (401, 401)
    assert "Name or password is wrong." in unknown.text
    assert wrong.text.replace('value="admin"', 'value="nobody at all"') == unknown.text
    for _ in range(5):
        last = attempt("admin", "x")
    assert "Too many wrong passwords" in attempt("admin", PASSWORD).text, last.status_code
    assert attempt("lnd", PASSWORD).status_code == 303, "guessing bars nobody else"


def test_a_cookie_ends_with_the_password_with_the_account_and_with_signing_out(
    house: House,
) -> None:
    accounts = house.coach.accounts
    client = TestClient(house.app, follow_redirects=False)
    signed = client.post("/sign-in", data={"name": "junior 2", "password": PASSWORD})
    assert signed.headers["location"] == "/"
    assert client.get("/debrief/").status_code == 200
    stolen = house.client("junior 2")
    accounts.reset_password(OPERATOR, house.users["junior 2"].id)
    assert client.get("/debrief/").status_code == 401
    assert stolen.get("/debrief/").status_code == 401

    again = house.client("junior 2")
    assert again.get("/debrief/").status_code == 200
    accounts.disable(OPERATOR, house.users["junior 2"].id)
    assert again.get("/debrief/").status_code == 401
    accounts.enable(OPERATOR, house.users["junior 2"].id)

    leaving = TestClient(house.app, follow_redirects=False)
    leaving.post("/sign-in", data={"name": "lnd", "password": PASSWORD})
    assert leaving.get("/sign-out").headers["location"] == "/sign-in"
    assert leaving.get("/explore/").status_code == 401
