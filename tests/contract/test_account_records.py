from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coach.errors import InvalidInput, NotFound
from coach.records.accounts import Account, AccountRecords, Pair
from coach.records.database import Database
from coach.records.programme import ProgrammeRecords
from coach.records.throttle import LONGEST_WAIT, Throttle
from coach.records.traces import Traces
from graphs.ports import Usage

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
ANA = Account(
    id="a" * 32,
    name="Ana Quill",
    role="junior",
    password_hash="hash",
    junior_ref="j1",
    function="retail",
    region="emea",
    tenure_band="0-1",
    epoch=1,
    disabled=False,
    created=NOW,
)
BEA = replace(ANA, id="b" * 32, name="Bea", role="senior", junior_ref="j2")
ADA = replace(ANA, id="c" * 32, name="Ada", role="admin", junior_ref="j3")


@pytest.fixture
def records(database: Database) -> AccountRecords:
    made = AccountRecords(database)
    for account in (ANA, BEA, ADA):
        made.add(account)
    return made


def test_an_account_comes_back_as_it_was_kept(records: AccountRecords) -> None:
    assert records.by_id(ANA.id) == ANA
    assert [account.name for account in records.all()] == ["Ada", "Ana Quill", "Bea"]


@pytest.mark.parametrize("name", ["ana quill", " ANA   QUILL ", "Ana Quill"])
def test_a_name_is_taken_however_it_is_written(records: AccountRecords, name: str) -> None:
    with pytest.raises(InvalidInput, match="exists already"):
        records.add(replace(ANA, id="d" * 32, name=name))
    found = records.by_name(name)
    assert found is not None
    assert found.id == ANA.id


def test_a_new_password_ends_open_sign_ins_and_a_rehash_does_not(records: AccountRecords) -> None:
    records.rehash(ANA.id, "stronger")
    assert records.by_id(ANA.id).epoch == 1

    records.set_password(ANA.id, "new")

    assert (records.by_id(ANA.id).epoch, records.by_id(ANA.id).password_hash) == (2, "new")


def test_the_last_administrator_stays(records: AccountRecords) -> None:
    with pytest.raises(InvalidInput, match="last administrator"):
        records.set_disabled(ADA.id, disabled=True)
    assert not records.by_id(ADA.id).disabled

    records.add(replace(ADA, id="d" * 32, name="Dov"))
    records.set_disabled(ADA.id, disabled=True)
    assert records.by_id(ADA.id).disabled


def test_a_pair_is_known_to_both_and_kept_once(records: AccountRecords) -> None:
    for _ in range(2):
        records.add_pair(Pair("p1", BEA.id, ANA.id, NOW))

    assert records.by_id(ANA.id).pair_refs == records.by_id(BEA.id).pair_refs == ("p1",)
    assert records.pairs() == [Pair("p1", BEA.id, ANA.id, NOW)]


def test_a_pair_with_nobody_is_refused(records: AccountRecords) -> None:
    with pytest.raises(NotFound):
        records.add_pair(Pair("p1", BEA.id, "f" * 32, NOW))
    assert records.pairs() == []


def test_guessing_gets_slower_up_to_a_bound_and_bars_nobody_else(database: Database) -> None:
    throttle = Throttle(database)
    waits = []
    for _ in range(12):
        throttle.failed("ana", "there", NOW)
        waits.append(throttle.wait("ana", "there", NOW))

    assert waits[:4] == [timedelta()] * 4
    assert waits[4:6] == [timedelta(seconds=30), timedelta(seconds=60)]
    assert waits[-1] == LONGEST_WAIT
    assert throttle.wait("ana", "home", NOW) == timedelta(), "Ana herself comes from elsewhere"
    assert throttle.wait("ana", "there", NOW + LONGEST_WAIT) == timedelta()


@pytest.mark.parametrize("forgiven", ["a right password", "a day without a failure"])
def test_failures_are_forgiven(database: Database, forgiven: str) -> None:
    throttle, then = Throttle(database), NOW
    for _ in range(8):
        throttle.failed("ana", "there", NOW)

    if forgiven == "a right password":
        throttle.succeeded("ana", "there")
    else:
        then = NOW + timedelta(hours=25)
    throttle.failed("ana", "there", then)

    assert throttle.wait("ana", "there", then) == timedelta()


def test_k_is_frozen_by_its_first_use(database: Database) -> None:
    programme = ProgrammeRecords(database)
    assert programme.get().k_in_force == 5

    assert programme.freeze_k(4, NOW) == 4
    assert programme.freeze_k(None, NOW) == 4

    with pytest.raises(InvalidInput, match="k = 4"):
        programme.freeze_k(3, NOW)


@pytest.mark.parametrize("k", [2, 1, -5])
def test_a_k_below_the_floor_is_refused_and_nothing_frozen(database: Database, k: int) -> None:
    programme = ProgrammeRecords(database)

    with pytest.raises(InvalidInput, match="at least 3"):
        programme.freeze_k(k, NOW)

    assert programme.get().k is None


def test_costs_add_up(database: Database) -> None:
    traces = Traces(database)
    for _ in range(2):
        traces.spent("debrief", "embedded", Usage(3, 100, 20, 1.5, 0.25), NOW)

    assert traces.total() == Usage(6, 200, 40, 3.0, 0.5)
