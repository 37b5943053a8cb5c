"""Erasing over small rooms: everything goes, a crash is made good, a survivor is found out."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from coach.erasure import Eraser, Holding, Whom
from coach.errors import StorageFailed
from coach.records.database import Database
from coach.records.erasures import ErasureRecords
from guardrails.fingerprints import Fingerprints
from tests.builders import a_database
from tests.fakes import StillClock

WORDS = "the till in the market street shop freezes every day at noon"
OTHERS = "nobody told the night shift which of the two phones to answer"


class Drawer:
    """A room of text files, one a session; ``sticks`` keeps it from erasing."""

    def __init__(self, folder: Path, name: str, *, fails: int = 0, sticks: bool = False) -> None:
        self.folder = folder / name
        self.folder.mkdir()
        self.name = name
        self.fails = fails
        self.sticks = sticks

    def put(self, session: str, words: str) -> None:
        (self.folder / session).write_text(words)

    async def holding(self, whom: Whom) -> Holding:
        mine = [file for file in self.folder.iterdir() if file.name in whom.sessions]
        texts = [file.read_text() for file in mine]
        return Holding([file.name for file in mine], {self.name: len(mine)}, [*texts])

    async def erase(self, ids: Sequence[str]) -> None:
        if self.fails:
            self.fails -= 1
            raise StorageFailed("The disk is full.")
        for session in [] if self.sticks else ids:
            (self.folder / session).unlink(missing_ok=True)

    def kept_texts(self) -> Iterable[str]:
        return [file.read_text() for file in self.folder.iterdir()] if not self.sticks else []


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with a_database(tmp_path) as opened:
        yield opened


def an_eraser(folder: Path, database: Database, *rooms: Drawer) -> Eraser:
    return Eraser(
        rooms,
        database=database,
        records=ErasureRecords(database),
        home=folder,
        fingerprints=Fingerprints(b"f" * 32),
        clock=StillClock(),
    )


async def test_every_room_is_emptied_of_one_and_keeps_the_others(
    tmp_path: Path, database: Database
) -> None:
    rooms = Drawer(tmp_path, "insights"), Drawer(tmp_path, "exports")
    for room in rooms:
        room.put("s1", WORDS)
        room.put("s2", OTHERS)

    receipt = await an_eraser(tmp_path, database, *rooms).erase(Whom(("s1",)))

    assert receipt is not None
    assert receipt.verified
    assert receipt.erased == {
        "insights": 1,
        "transcripts": 0,
        "checkpoints": 0,
        "vectors": 0,
        "audit_texts": 0,
        "exports": 1,
    }
    assert [file.name for room in rooms for file in room.folder.iterdir()] == ["s2", "s2"]
    assert ErasureRecords(database).receipts() == [receipt]


async def test_nothing_held_means_no_receipt(tmp_path: Path, database: Database) -> None:
    room = Drawer(tmp_path, "insights")
    room.put("s2", OTHERS)

    assert await an_eraser(tmp_path, database, room).erase(Whom(("s1",))) is None
    assert ErasureRecords(database).receipts() == []


async def test_words_left_anywhere_under_the_home_are_found(
    tmp_path: Path, database: Database
) -> None:
    room = Drawer(tmp_path, "insights")
    room.put("s1", WORDS)
    (tmp_path / "forgotten.log").write_bytes(b"\x00\xff" + WORDS.encode())

    receipt = await an_eraser(tmp_path, database, room).erase(Whom(("s1",)))

    assert receipt is not None
    assert not receipt.verified
    assert "forgotten.log" in receipt.method
    assert "market street" not in receipt.method


async def test_a_room_that_does_not_erase_is_found_out(tmp_path: Path, database: Database) -> None:
    room = Drawer(tmp_path, "insights", sticks=True)
    room.put("s1", WORDS)

    receipt = await an_eraser(tmp_path, database, room).erase(Whom(("s1",)))

    assert receipt is not None
    assert not receipt.verified
    assert "insights/s1" in receipt.method


async def test_the_same_words_of_somebody_else_may_stay(tmp_path: Path, database: Database) -> None:
    room = Drawer(tmp_path, "insights")
    room.put("s1", WORDS)
    room.put("s2", WORDS)

    receipt = await an_eraser(tmp_path, database, room).erase(Whom(("s1",)))

    assert receipt is not None
    assert receipt.verified
    assert (room.folder / "s2").read_text() == WORDS


async def test_an_erasure_cut_short_is_finished_with_the_same_receipt(
    tmp_path: Path, database: Database
) -> None:
    rooms = Drawer(tmp_path, "transcripts"), Drawer(tmp_path, "insights", fails=1)
    for room in rooms:
        room.put("s1", WORDS)
    eraser = an_eraser(tmp_path, database, *rooms)
    with pytest.raises(StorageFailed):
        await eraser.erase(Whom(("s1",)))
    assert ErasureRecords(database).receipts() == []

    (receipt,) = await eraser.finish_interrupted()

    assert receipt.verified
    assert (receipt.erased["transcripts"], receipt.erased["insights"]) == (1, 1)
    assert await eraser.finish_interrupted() == []


async def test_the_journal_and_the_receipt_hold_no_words(
    tmp_path: Path, database: Database
) -> None:
    room = Drawer(tmp_path, "insights", fails=1)
    room.put("s1", WORDS)
    eraser = an_eraser(tmp_path, database, room)
    with pytest.raises(StorageFailed):
        await eraser.erase(Whom(("s1",)))
    room.fails = 0
    (room.folder / "s1").unlink()

    assert b"market street" not in _every_byte(tmp_path)


def _every_byte(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
