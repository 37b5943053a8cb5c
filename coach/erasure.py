"""Erasing somebody everywhere, once begun always finished, and proved by reading the bytes.

The path: ask every room what it holds -> journal (ids and fingerprints) -> each room erases ->
wipe free space -> read every byte under COACH_HOME -> receipt. The journal is written before
anything is erased, and every step may be repeated, so a kill at any point is finished at the
next start.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from coach.records.database import Database
from coach.records.erasures import Erasure, ErasureRecords, Receipt
from graphs.ports import Clock
from guardrails.fingerprints import WINDOW, Fingerprints, Hashes
from guardrails.text import RawText

COUNTED = ("insights", "transcripts", "checkpoints", "vectors", "audit_texts")
"""What every receipt counts, zeros included (CONTRACTS.md)."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose traces go: sessions by id, and a junior by reference ("" when only a session)."""

    sessions: tuple[str, ...]
    junior_ref: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """What one room holds of somebody.

    ``ids`` are all it needs to erase, also after a crash; ``texts`` are the words (or bytes)
    whose absence is proved afterwards, and are kept nowhere.
    """

    ids: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    texts: list[RawText | str | bytes] = field(default_factory=list)


class Room(Protocol):
    """A place that keeps something of somebody."""

    @property
    def name(self) -> str:
        """Its name in the journal; never changed."""

    async def holding(self, whom: Whom) -> Holding:
        """What it holds of them."""

    async def erase(self, ids: Sequence[str]) -> None:
        """Erase these for good; what is gone already is no error."""

    def kept_texts(self) -> Iterable[str | bytes]:
        """Words that rightly stay (of other people, of guides), asked after erasing."""


class Eraser:
    """Runs erasures over the rooms, in their order."""

    def __init__(
        self,
        rooms: Sequence[Room],
        *,
        database: Database,
        records: ErasureRecords,
        home: Path,
        fingerprints: Fingerprints,
        clock: Clock,
    ) -> None:
        self._rooms = rooms
        self._database = database
        self._records = records
        self._home = home
        self._fingerprints = fingerprints
        self._clock = clock

    async def erase(self, whom: Whom) -> Receipt | None:
        """Erase everything of ``whom``; None when no room holds anything.

        Raises:
            StorageFailed: when a disk refused; the erasure goes on at the next start.
        """
        holdings = {room.name: await room.holding(whom) for room in self._rooms}
        if not any(holding.ids for holding in holdings.values()):
            return None
        counts = dict.fromkeys(COUNTED, 0)
        for holding in holdings.values():
            for what, count in holding.counts.items():
                counts[what] = counts.get(what, 0) + count
        texts = [text for holding in holdings.values() for text in holding.texts]
        erasure = self._records.begin(
            {name: holding.ids for name, holding in holdings.items()},
            counts,
            self._fingerprints.of(texts).tobytes(),
            self._clock.now(),
        )
        return await self._carry_out(erasure)

    async def finish_interrupted(self) -> list[Receipt]:
        """Carry out what a crash left unfinished.

        Raises:
            StorageFailed: when a disk refused; it stays for the next start.
        """
        return [await self._carry_out(erasure) for erasure in self._records.unfinished()]

    async def _carry_out(self, erasure: Erasure) -> Receipt:
        for room in self._rooms:
            await room.erase(erasure.plan.get(room.name, []))
        self._database.wipe_free_space()
        places, files = self._search(np.frombuffer(erasure.fingerprints, dtype=np.uint64))
        return self._records.finish(
            erasure,
            verified=not places,
            method=_method(places, files),
            now=self._clock.now(),
        )

    def _search(self, erased: Hashes) -> tuple[list[str], int]:
        """Where erased words still stand (files under the home, tables of a server)."""
        kept = (text for room in self._rooms for text in room.kept_texts())
        wanted = self._fingerprints.without(erased, kept)
        files = [file for file in sorted(self._home.rglob("*")) if file.is_file()]
        places = [
            str(file.relative_to(self._home))
            for file in files
            if self._fingerprints.count_in_file(wanted, file)
        ]
        tables = self._database.server_tables()
        places += [
            f"table {table}"
            for table in tables
            if any(self._fingerprints.count(wanted, row) for row in self._database.written(table))
        ]
        return places, len(files) + len(tables)


def _method(places: Sequence[str], files: int) -> str:
    proof = (
        f"Every byte of {files} files and tables was read after erasing, looking for any piece of"
        f" {WINDOW} bytes of the erased words"
    )
    if places:
        return f"{proof}; pieces still stand in: {', '.join(places)}."
    return (
        f"{proof}; none is left. Deleted rows were overwritten, sealed transcripts lost their"
        " keys, vectors were rebuilt in a new folder. Backups made elsewhere are not covered."
    )
