"""What the vault, the waiting flows, the sessions and the app's own files hold of somebody."""

import shutil
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from coach.erasure import Holding, Whom
from coach.home import Home
from coach.records.sessions import SessionRecords
from guardrails.text import RawText
from guardrails.vault.sessions import SealedSessions

if TYPE_CHECKING:
    from coach.checkpoints import Checkpoints


class Transcripts:
    """Sealed talks."""

    name = "transcripts"

    def __init__(self, sessions: SealedSessions) -> None:
        self._sessions = sessions

    async def holding(self, whom: Whom) -> Holding:
        """The talks that are still sealed."""
        held = [session for session in whom.sessions if self._sessions.holds(session)]
        texts: list[RawText | str | bytes] = []
        for session in held:
            texts += self._sessions.raw_texts(session)
        return Holding(held, {"transcripts": len(held)}, texts)

    async def erase(self, ids: Sequence[str]) -> None:
        """Shred them."""
        for session in ids:
            self._sessions.shred(session)

    def kept_texts(self) -> Iterable[str]:
        """Nothing in clear."""
        return ()


class WaitingFlows:
    """Checkpoints, found by the session at the end of a thread's name."""

    name = "checkpoints"

    def __init__(self, checkpoints: "Callable[[], Awaitable[Checkpoints]]") -> None:
        self._checkpoints = checkpoints

    async def holding(self, whom: Whom) -> Holding:
        """Their threads."""
        opened = await self._checkpoints()
        subjects = set(whom.sessions)
        held = [name for name in await opened.threads() if name.rpartition(":")[2] in subjects]
        return Holding(held, {"checkpoints": len(held)})

    async def erase(self, ids: Sequence[str]) -> None:
        """Delete the threads and wipe their pages."""
        if ids:
            await (await self._checkpoints()).erase(ids)

    def kept_texts(self) -> Iterable[str]:
        """Nothing in clear."""
        return ()


class HeldSessions:
    """Session records: the brief, the waiting report, the cards shared with a senior."""

    name = "sessions"

    def __init__(self, records: SessionRecords) -> None:
        self._records = records

    async def holding(self, whom: Whom) -> Holding:
        """Their sessions and every word in reports and cards."""
        mine = [record for record in self._records.of_owner(None) if record.id in whom.sessions]
        texts: list[RawText | str | bytes] = []
        for record in mine:
            texts += _words(record.report)
            for card in self._records.shared(session_id=record.id):
                texts += _words(card.card)
        return Holding([record.id for record in mine], {"sessions": len(mine)}, texts)

    async def erase(self, ids: Sequence[str]) -> None:
        """Delete them."""
        for session in ids:
            self._records.erase(session)

    def kept_texts(self) -> Iterable[str]:
        """Briefs, reports and cards of the sessions that stay."""
        for record in self._records.of_owner(None):
            yield from _words([record.brief, record.report])
            for card in self._records.shared(session_id=record.id):
                yield from _words(card.card)


class WrittenFiles:
    """Exports and work files: cheap to make again, so all of them go."""

    name = "files"

    def __init__(self, home: Home) -> None:
        self._home = home

    async def holding(self, whom: Whom) -> Holding:  # noqa: ARG002 - whose does not matter
        """What lies in the folders, whoever asked for it."""
        found = [file for file in self._home.exports.rglob("*") if file.is_file()]
        return Holding([], {"exports": len(found)})

    async def erase(self, ids: Sequence[str]) -> None:  # noqa: ARG002 - all of them go
        """Empty the folders."""
        for folder in (self._home.exports, self._home.scratch):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o700, exist_ok=True)

    def kept_texts(self) -> Iterable[str]:
        """None: all of them go."""
        return ()


def _words(value: Any) -> list[str]:
    """Every string inside a JSON value that holds words; ids stand in the journal too."""
    if isinstance(value, str):
        return [value] if " " in value else []
    if isinstance(value, dict):
        return [word for inner in value.values() for word in _words(inner)]
    if isinstance(value, list | tuple):
        return [word for inner in value for word in _words(inner)]
    return []
