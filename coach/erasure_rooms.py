"""What the vault, the waiting flows, the sessions and the app's own files hold of somebody."""

import shutil
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from coach.erasure import Holding, Whom
from coach.home import Home
from coach.records.database import Database
from coach.records.insights import InsightRecords
from coach.records.releases import ReleaseRecords
from coach.records.sessions import SessionRecords
from guardrails.text import RawText
from guardrails.vault.sessions import SealedSessions

if TYPE_CHECKING:
    from coach.checkpoints import Checkpoints
    from knowledge.chroma import VectorShelf


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


class Memory:
    """Approved insights, their vectors, and the releases that count them."""

    name = "insights"

    def __init__(
        self,
        insights: InsightRecords,
        releases: ReleaseRecords,
        sessions: SessionRecords,
        vectors: "Callable[[], VectorShelf]",
    ) -> None:
        self._insights = insights
        self._releases = releases
        self._sessions = sessions
        self._vectors = vectors

    async def holding(self, whom: Whom) -> Holding:
        """The insights they support or that their sessions brought, and their vectors."""
        wanted = self._insights.of_junior(whom.junior_ref) if whom.junior_ref else []
        for session in whom.sessions:
            wanted += [card.insight_id for card in self._sessions.shared(session_id=session)]
        mine = self._insights.by_id(wanted)
        if not mine:
            return Holding()
        vectors = self._vectors().get(list(mine))
        others = {
            statement
            for statement, _, junior in self._insights.texts()
            if junior not in {insight.junior_ref for insight in mine.values()}
        }
        texts: list[RawText | str | bytes] = []
        for insight in mine.values():
            texts += [insight.statement, insight.quote]
            if insight.id in vectors and insight.statement not in others:
                texts.append(vectors[insight.id].tobytes())
        return Holding(list(mine), {"insights": len(mine), "vectors": len(vectors)}, texts)

    async def erase(self, ids: Sequence[str]) -> None:
        """Erase the texts, the members of releases, and vectors by building a new folder.

        The texts first: a release that is being computed counts only what it finds when it is
        frozen, so none that is frozen later holds them, and none frozen before is missed.
        """
        if ids:
            self._insights.erase(ids)
            self._releases.erase(ids)
            self._vectors().erase(ids)

    def kept_texts(self) -> Iterable[str]:
        """The words of everybody else."""
        for statement, quote, _ in self._insights.texts():
            yield from (statement, quote)


class Guides:
    """Briefs and guides belong to seniors, experiments to L&D; their words stay."""

    name = "guides"

    def __init__(self, database: Database) -> None:
        self._database = database

    async def holding(self, whom: Whom) -> Holding:  # noqa: ARG002 - nobody's words in a talk
        """Nothing."""
        return Holding()

    async def erase(self, ids: Sequence[str]) -> None:
        """Nothing to do."""

    def kept_texts(self) -> Iterable[bytes]:
        """Every brief, guide and experiment as the database writes it."""
        for table in ("briefs", "guides", "experiments"):
            yield from self._database.written(table)


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
