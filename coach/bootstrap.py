"""The composition root: the only place where vendors meet the application."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from coach.adapters import Adapters, SystemClock
from coach.application import Coach
from coach.home import Home, open_home
from coach.late import Late, LateAwaited
from coach.records.database import Database
from coach.records.erasures import ErasureRecords
from coach.settings import PrivacySettings, Settings
from coach.users import OPERATOR
from guardrails.references import References
from guardrails.vault.vault import Vault

if TYPE_CHECKING:
    from coach.checkpoints import Checkpoints
    from graphs.ports import ChatModel, Embedder, Progress
    from guardrails.scrub.port import Scrubber
    from knowledge.chroma import VectorShelf


def assemble(adapters: Adapters) -> Coach:
    """Join the parts; pure: opens nothing, so tests call it with fakes."""
    return Coach(adapters)


@asynccontextmanager
async def open_coach(
    settings: Settings,
    *,
    beside: bool = False,
    announce: "Callable[[Progress], None] | None" = None,
) -> AsyncIterator[Coach]:
    """Open COACH_HOME with the real adapters and close it in any case.

    Args:
        settings: where everything is.
        beside: True for work on accounts only, which may go on while ``coach serve`` owns the
            folder; everything that touches flows, vectors or the vault must own it.
        announce: hears when the model on board is joined (once) and started.

    Raises:
        HomeInUse: when another process owns the folder.
        InvalidInput: when a setting, the folder or the key is wrong.
        StorageFailed: when the disk or the database refuses.
    """
    key = settings.privacy.encryption_key
    home = open_home(settings.home, key.get_secret_value() if key else None)
    async with AsyncExitStack() as closing:
        if not beside:
            closing.enter_context(home.owned())
        database = Database(settings.database_url)
        closing.callback(database.close)
        clock, theme_embedder = SystemClock(), Late(_theme_embedder)
        vault = Vault(home.vault, home.keys.derive("vault"), clock.now)
        coach = assemble(
            Adapters(
                settings=settings,
                home=home,
                database=database,
                vault=vault,
                references=References(home.keys.derive("references")),
                clock=clock,
                scrubber=Late(lambda: _scrubber(settings.privacy)),
                chat=Late(lambda: _chat(settings, announce, closing)),
                embedder=Late(_embedder),
                theme_embedder=theme_embedder,
                checkpoints=LateAwaited(lambda: _checkpoints(home, settings, closing)),
                vectors=Late(lambda: _vectors(home, settings, theme_embedder().name, closing)),
            )
        )
        if not beside:
            await _keep_promises(coach)
        yield coach


async def _keep_promises(coach: Coach) -> None:
    """Shred what is past its term; finish erasures that a crash cut short."""
    given = coach.adapters
    given.vault.sweep(given.clock.now())
    if ErasureRecords(given.database).unfinished():
        await coach.erasing.finish_interrupted(OPERATOR)


def _scrubber(privacy: PrivacySettings) -> "Scrubber":
    from coach.scrubbing import scrubber_of

    return scrubber_of(privacy)


def _chat(
    settings: Settings,
    announce: "Callable[[Progress], None] | None",
    closing: AsyncExitStack,
) -> "ChatModel":
    from coach.llm.engine import EmbeddedEngine
    from coach.llm.opening import chat_of

    engine = EmbeddedEngine(settings.cache, settings.llm, announce)
    closing.push_async_callback(engine.close)
    return chat_of(settings.llm, engine)


def _embedder() -> "Embedder":
    from knowledge.embedding import MiniLMEmbedder

    return MiniLMEmbedder()


def _theme_embedder() -> "Embedder":
    from coach.sentences import sentence_model
    from knowledge.taught import TaughtEmbedder

    return TaughtEmbedder(sentence_model())


async def _checkpoints(home: Home, settings: Settings, closing: AsyncExitStack) -> "Checkpoints":
    from coach.checkpoints import open_checkpoints

    opened = open_checkpoints(
        home.checkpoints, settings.database_url, home.keys.derive("checkpoints")
    )
    return await closing.enter_async_context(opened)


def _vectors(home: Home, settings: Settings, model: str, closing: AsyncExitStack) -> "VectorShelf":
    from knowledge.chroma import ChromaFolder, ChromaServer

    chroma = settings.chroma
    shelf = (
        ChromaServer(chroma.host, chroma.port, model)
        if chroma.mode == "server"
        else ChromaFolder(home.vectors, model)
    )
    closing.callback(shelf.close)
    return shelf
