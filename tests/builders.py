"""Small things tests need, with defaults that read well. Append yours."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from argon2 import PasswordHasher
from langgraph.checkpoint.memory import InMemorySaver

from coach.adapters import Adapters
from coach.application import Coach
from coach.bootstrap import assemble
from coach.checkpoints import Checkpoints, open_checkpoints
from coach.home import Home, open_home
from coach.late import Late
from coach.records.accounts import AccountRecords
from coach.records.database import Database
from coach.records.throttle import Throttle
from coach.services.accounts import Accounts
from coach.settings import Settings
from graphs.ports import ChatModel
from guardrails.references import References
from guardrails.roster import Roster
from guardrails.text import RawText
from guardrails.transcript.turns import RawTranscript, RawTurn
from guardrails.vault.vault import Vault
from tests.fakes import DictVectors, RosterScrubber, ScriptedChat, StillClock, WordEmbedder

FAST_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Argon2 at no cost: for tests only."""


def a_transcript(*lines: str) -> RawTranscript:
    """``"Ana: We lose an hour."`` becomes one turn of Ana's."""
    turns = []
    for index, line in enumerate(lines):
        speaker, _, text = line.partition(": ")
        turns.append(RawTurn(index, RawText(text), RawText(speaker), start_s=float(index)))
    return RawTranscript("text", tuple(turns))


def a_roster(*names: str) -> Roster:
    return Roster.of_names(list(names))


@contextmanager
def a_database(folder: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{folder / 'coach.sqlite3'}")
    try:
        yield database
    finally:
        database.close()


def accounts_on(database: Database, clock: StillClock) -> Accounts:
    """The accounts service with cheap passwords."""
    return Accounts(
        AccountRecords(database), Throttle(database), References(b"k" * 32), clock, FAST_HASHER
    )


@contextmanager
def a_coach(
    folder: Path,
    *,
    clock: StillClock | None = None,
    scrubber: RosterScrubber | None = None,
    chat: ChatModel | None = None,
) -> Iterator[Coach]:
    """The whole application on fakes: a real home and database, checkpoints in memory."""
    checkpoints = Checkpoints(InMemorySaver())

    async def opened() -> Checkpoints:
        return checkpoints

    home = open_home(folder / "home")
    with a_database(home.root) as database:
        yield assemble(_adapters(home, database, opened, clock=clock, scrubber=scrubber, chat=chat))


@asynccontextmanager
async def a_coach_on_disk(
    folder: Path,
    *,
    clock: StillClock | None = None,
    scrubber: RosterScrubber | None = None,
    chat: ChatModel | None = None,
) -> AsyncIterator[Coach]:
    """Like :func:`a_coach`, with everything it keeps on the disk, as in real use."""
    home = open_home(folder / "home")
    key = home.keys.derive("checkpoints")
    with a_database(home.root) as database:
        async with open_checkpoints(home.checkpoints, "", key) as checkpoints:

            async def opened() -> Checkpoints:
                return checkpoints

            yield assemble(
                _adapters(home, database, opened, clock=clock, scrubber=scrubber, chat=chat)
            )


def _adapters(
    home: Home,
    database: Database,
    checkpoints: Callable[[], Awaitable[Checkpoints]],
    *,
    clock: StillClock | None,
    scrubber: RosterScrubber | None,
    chat: ChatModel | None,
) -> Adapters:
    clock, scrubber = clock or StillClock(), scrubber or RosterScrubber()
    return Adapters(
        settings=Settings(home=home.root, cache=home.root.parent / "cache"),
        home=home,
        database=database,
        vault=Vault(home.vault, home.keys.derive("vault"), clock.now),
        references=References(home.keys.derive("references")),
        clock=clock,
        scrubber=lambda: scrubber,
        chat=Late(lambda: chat or ScriptedChat()),
        embedder=Late(WordEmbedder),
        theme_embedder=Late(WordEmbedder),
        checkpoints=checkpoints,
        vectors=Late(DictVectors),
    )
