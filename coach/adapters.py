"""Everything of the outside world that the application is assembled from."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coach.home import Home
from coach.records.database import Database
from coach.settings import Settings
from guardrails.references import References
from guardrails.vault.vault import Vault

if TYPE_CHECKING:
    from coach.checkpoints import Checkpoints
    from graphs.ports import ChatModel, Clock, Embedder
    from guardrails.scrub.port import Scrubber
    from knowledge.chroma import VectorShelf


@dataclass(frozen=True, slots=True)
class Adapters:
    """Cheap things are values; heavy ones are functions that make them once, when first called.

    Tests give fakes: ``scrubber=lambda: FakeScrubber()``.
    """

    settings: Settings
    home: Home
    database: Database
    vault: Vault
    references: References
    clock: "Clock"
    scrubber: "Callable[[], Scrubber]"
    chat: "Callable[[], ChatModel]"
    embedder: "Callable[[], Embedder]"
    theme_embedder: "Callable[[], Embedder]"
    checkpoints: "Callable[[], Awaitable[Checkpoints]]"
    vectors: "Callable[[], VectorShelf]"


class SystemClock:
    """The machine's clock (``graphs.ports.Clock``)."""

    def now(self) -> datetime:
        """The current moment in UTC."""
        return datetime.now(UTC)
