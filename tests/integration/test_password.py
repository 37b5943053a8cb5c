"""One's own password, as every role, from our own pages only."""

from collections.abc import Iterator
from typing import get_args

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from coach.users import OPERATOR, UserRole
from tests.builders import a_coach
from ui.web import create_app

ROLES: tuple[UserRole, ...] = get_args(UserRole)
PASSWORD = "a long enough password"
ANOTHER = "quite another one"
FORM = {"old": PASSWORD, "new": ANOTHER, "again": ANOTHER}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    with a_coach(tmp_path_factory.mktemp("password")) as coach:
        for name, role in [*((each, each) for each in ROLES), ("slips", "senior")]:
            coach.accounts.create(OPERATOR, name, role, password=PASSWORD)
        for name in ("guesser", "elsewhere"):
            coach.accounts.create(OPERATOR, name, "junior", password=PASSWORD)
        yield create_app(coach, coach.adapters.settings.web, cookie_secret=b"c" * 32)


def signed_in(app: FastAPI, name: str, password: str = PASSWORD) -> TestClient:
    client = TestClient(app, follow_redirects=False)
    client.post("/sign-in", data={"name": name, "password": password})
    return client


def opens(client: TestClient) -> bool:
    return client.get("/password").status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_everybody_changes_their_own_password(app: FastAPI, role: str) -> None:
    here, elsewhere = signed_in(app, role), signed_in(app, role)
    assert 'name="old"' in here.get("/password").text
    assert "Changed" in here.post("/password", data=FORM).text
    assert opens(here), "this sign-in goes on"
    assert not opens(elsewhere), "every other one ends"
    assert not opens(signed_in(app, role))
    assert opens(signed_in(app, role, ANOTHER))


@pytest.mark.parametrize(
    ("form", "says", "why"),
    [
        ({"old": "wrong"}, "old password is wrong", "an open screen is no leave to take over"),
        ({"again": "something else"}, "differ", "a slip would lock them out"),
        ({"new": "short", "again": "short"}, "at least 10", "too short"),
        ({"old": ""}, "old password is wrong", "nothing typed"),
        ({"new": "x" * 9000, "again": "x" * 9000}, "too long", "made to stall us"),
    ],
)
def test_what_changes_no_password(app: FastAPI, form: dict[str, str], says: str, why: str) -> None:
    answer = signed_in(app, "slips").post("/password", data=FORM | form)
    assert (answer.status_code, says in answer.text) == (400, True), why
    assert opens(signed_in(app, "slips")), why


def test_a_password_is_not_changed_from_another_site_nor_by_nobody(app: FastAPI) -> None:
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        client = signed_in(app, "elsewhere")
        assert client.post("/password", data=FORM, headers=headers).status_code == 403
    assert TestClient(app).post("/password", data=FORM).status_code == 401
    assert opens(signed_in(app, "elsewhere"))


def test_the_old_password_cannot_be_guessed_at_an_open_screen(app: FastAPI) -> None:
    guesser = signed_in(app, "guesser")
    for _ in range(6):
        guesser.post("/password", data=FORM | {"old": "a guess"})
    assert "Too many wrong passwords" in guesser.post("/password", data=FORM).text
