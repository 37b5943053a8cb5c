"""What a debrief needs of the outside world beyond :mod:`graphs.ports`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from graphs.debrief.state import Shared
from graphs.ports import ChatModel, Embedder, SessionVault
from guardrails.briefs.brief import Brief
from guardrails.taught import SentenceModel
from guardrails.text import CleanText


class LeakWatch(Protocol):
    """The second opinion, independent of the scrubber. It can only stop."""

    def leaking(self, session_id: str, texts: Sequence[CleanText]) -> list[bool]:
        """Tell for each text, a statement and then its quotes, whether it holds something personal.

        Raises:
            VaultError: when the session is gone, so that nothing can be compared.
        """


class Shelf(Protocol):
    """Where approved insights go."""

    def keep(self, session_id: str, shared: Sequence[Shared]) -> None:
        """Store approved insights; storing the same ones again changes nothing."""

    def finish(self, session_id: str) -> None:
        """Shred what retention no longer covers; may be repeated."""


@dataclass(frozen=True, slots=True)
class DebriefContext:
    """The ports of one run. ``model`` None means: the speaker's own words only.

    ``sentence_model`` is what the taught reader of disclosures reads with; without its files
    nothing is debriefed, as without the embedder's.
    ``wording_s`` is the time all model calls of a run may take, so that a busy machine delays a
    review by two minutes at most; points not worded by then keep the speaker's words. ``point_s``
    is the longest for one point, so that the first insight is not held up by a slow answer, and
    ``judging_s`` the longest that a large model may take to pick the points.
    """

    vault: SessionVault
    watch: LeakWatch
    shelf: Shelf
    embedder: Embedder
    sentence_model: SentenceModel
    brief: Brief
    model: ChatModel | None = None
    wording_s: float = 110.0
    point_s: float = 25.0
    judging_s: float = 90.0
