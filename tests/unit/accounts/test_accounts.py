from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from coach.errors import InvalidInput, NotAllowed, NotFound
from coach.records.database import Database
from coach.services.accounts import Accounts
from coach.users import OPERATOR, Attributes, User
from tests.builders import a_database, accounts_on
from tests.fakes import StillClock

PASSWORD = "correct horse battery"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with a_database(tmp_path) as database:
        yield database


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def accounts(database: Database, clock: StillClock) -> Accounts:
    return accounts_on(database, clock)


@pytest.fixture
def ana(accounts: Accounts) -> User:
    traits = Attributes("retail", "emea", "0-1")
    made = accounts.create(OPERATOR, "Ana Quill", "junior", password=PASSWORD, attributes=traits)
    return made.user


def _fail(accounts: Accounts, times: int, origin: str = "") -> None:
    for _ in range(times):
        with pytest.raises(NotAllowed, match="Name or password is wrong"):
            accounts.sign_in("Ana Quill", "a wrong password", origin=origin)


def test_who_signs_in_is_who_was_created(accounts: Accounts, ana: User) -> None:
    user = accounts.sign_in("  ana QUILL ", PASSWORD)

    assert user == ana
    assert (user.role, user.attributes.region) == ("junior", "emea")
    assert user.junior_ref.startswith("j")
    assert accounts.user(user.id, epoch=accounts.epoch(user.id)) == user


def test_a_made_up_password_works_and_never_shows(accounts: Accounts) -> None:
    made = accounts.create(OPERATOR, "Bo", "senior")

    assert accounts.sign_in("Bo", made.password).name == "Bo"
    assert made.password not in repr(made)


def test_a_wrong_name_and_a_wrong_password_sound_alike(accounts: Accounts, ana: User) -> None:
    sentences = set()
    for name, password in [("Nobody", PASSWORD), (ana.name, "wrong password"), (ana.name, "")]:
        with pytest.raises(NotAllowed) as caught:
            accounts.sign_in(name, password)
        sentences.add(caught.value.sentence)
    assert len(sentences) == 1


def test_a_closed_account_lets_nobody_in_and_nobody_stay(accounts: Accounts, ana: User) -> None:
    epoch = accounts.epoch(ana.id)
    accounts.disable(OPERATOR, ana.id)

    with pytest.raises(NotAllowed, match="wrong"):
        accounts.sign_in(ana.name, PASSWORD)
    with pytest.raises(NotAllowed, match="sign in again"):
        accounts.user(ana.id, epoch=epoch)

    accounts.enable(OPERATOR, ana.id)
    assert accounts.sign_in(ana.name, PASSWORD) == ana


def test_guessing_is_slowed_down_and_ends_after_a_while(
    accounts: Accounts, ana: User, clock: StillClock
) -> None:
    _fail(accounts, 5)

    with pytest.raises(NotAllowed, match="Too many wrong passwords: try again in 31 seconds"):
        accounts.sign_in(ana.name, PASSWORD)

    clock.advance(timedelta(seconds=31))
    assert accounts.sign_in(ana.name, PASSWORD) == ana


def test_nobody_can_be_kept_out_by_a_strangers_guesses(accounts: Accounts, ana: User) -> None:
    _fail(accounts, 5, origin="203.0.113.9")

    assert accounts.sign_in(ana.name, PASSWORD, origin="192.0.2.1") == ana


def test_slowing_down_survives_a_restart(
    accounts: Accounts, ana: User, database: Database, clock: StillClock
) -> None:
    _fail(accounts, 5)

    with pytest.raises(NotAllowed, match="Too many"):
        accounts_on(database, clock).sign_in(ana.name, PASSWORD)


def test_guesses_at_an_unknown_name_are_slowed_down_alike(accounts: Accounts) -> None:
    for _ in range(5):
        with pytest.raises(NotAllowed, match="wrong"):
            accounts.sign_in("Nobody", "guess guess")
    with pytest.raises(NotAllowed, match="Too many"):
        accounts.sign_in("Nobody", "guess guess")


def test_changing_the_password_ends_other_sign_ins(accounts: Accounts, ana: User) -> None:
    epoch = accounts.epoch(ana.id)

    accounts.change_password(ana, PASSWORD, "another long one")

    with pytest.raises(NotAllowed):
        accounts.user(ana.id, epoch=epoch)
    assert accounts.sign_in(ana.name, "another long one") == ana
    with pytest.raises(NotAllowed, match="old password"):
        accounts.change_password(ana, PASSWORD, "yet another one")


def test_a_reset_gives_a_password_that_works(accounts: Accounts, ana: User) -> None:
    made = accounts.reset_password(OPERATOR, ana.id)

    assert accounts.sign_in(ana.name, made.password) == ana


@pytest.mark.parametrize(
    ("name", "role", "password", "says"),
    [
        pytest.param("", "junior", PASSWORD, "A name has", id="no name"),
        pytest.param("   ", "junior", PASSWORD, "A name has", id="only spaces"),
        pytest.param("x" * 121, "junior", PASSWORD, "A name has", id="a name too long to store"),
        pytest.param("Bo", "boss", PASSWORD, "A role is one of", id="no such role"),
        pytest.param("Bo", "junior", "short", "at least 10", id="a short password"),
        pytest.param("Bo", "junior", "x" * 5000, "at least 10", id="a password made to stall us"),
    ],
)
def test_what_makes_no_account(
    accounts: Accounts, name: str, role: str, password: str, says: str
) -> None:
    with pytest.raises(InvalidInput, match=says):
        accounts.create(OPERATOR, name, role, password=password)
    assert accounts.list(OPERATOR) == []


def test_a_pair_is_a_senior_and_a_junior(accounts: Accounts, ana: User) -> None:
    bo = accounts.create(OPERATOR, "Bo", "senior", password=PASSWORD).user

    pair_ref = accounts.pair(OPERATOR, bo.id, ana.id)

    assert accounts.sign_in("Bo", PASSWORD).pair_refs == (pair_ref,)
    assert [view.pairs for view in accounts.list(OPERATOR)] == [1, 1]
    with pytest.raises(InvalidInput, match="one senior and one junior"):
        accounts.pair(OPERATOR, ana.id, bo.id)
    with pytest.raises(NotFound):
        accounts.pair(OPERATOR, "nobody", ana.id)
