"""Erasure over SQLite and PostgreSQL: the words are gone, and a survivor is found out."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.erasure import Eraser, Whom
from coach.erasure_rooms import HeldSessions, WrittenFiles
from coach.home import Home, open_home
from coach.records.database import Database
from coach.records.erasures import ErasureRecords
from coach.records.sessions import SessionRecord, SessionRecords, SharedCard
from coach.records.traces import Traces
from guardrails.fingerprints import Fingerprints
from tests.fakes import StillClock

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
WORDS = "the till in the market street shop freezes every day at noon"
OTHERS = "nobody told the night shift which of the two phones to answer"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return open_home(tmp_path)  # where the SQLite file of the fixture lies, as in real use


@pytest.fixture
def records(database: Database) -> SessionRecords:
    made = SessionRecords(database)
    for session, words in (("s1", WORDS), ("s2", OTHERS)):
        report = {"insights": [{"statement": words, "evidence": [{"quote": words}]}]}
        made.add(
            SessionRecord(
                session, 1, "owner", "published", NOW, NOW,
                {}, {}, {"junior": f"j-{session}"}, "p1", report,
            )
        )  # fmt: skip
        made.share([SharedCard(f"i-{session}", session, "p1", "programme", {"q": words}, NOW)])
    return made


@pytest.fixture
def eraser(database: Database, records: SessionRecords, home: Home) -> Eraser:
    return Eraser(
        [HeldSessions(records), WrittenFiles(home)],
        database=database,
        records=ErasureRecords(database),
        home=home.root,
        fingerprints=Fingerprints(b"f" * 32),
        clock=StillClock(),
    )


async def test_a_session_goes_and_another_stays(
    eraser: Eraser, records: SessionRecords, home: Home
) -> None:
    (home.exports / "answer.md").write_text(WORDS)

    receipt = await eraser.erase(Whom(("s1",)))

    assert receipt is not None
    assert receipt.verified, receipt.method
    assert (receipt.erased["sessions"], receipt.erased["exports"]) == (1, 1)
    assert [record.id for record in records.of_owner(None)] == ["s2"]
    assert [card.insight_id for card in records.shared(pair_refs=["p1"])] == ["i-s2"]


async def test_words_left_in_another_table_are_found(eraser: Eraser, database: Database) -> None:
    Traces(database).noted("somebody", "share", WORDS, NOW)

    receipt = await eraser.erase(Whom(("s1",)))

    assert receipt is not None
    assert not receipt.verified
    assert ("table audit" if database.kind == "postgresql" else "pieces still") in receipt.method
