"""The latest release, opened for questions: one index in memory, made anew when it changes."""

from collections.abc import Callable
from threading import Lock

from coach.errors import OurFailure
from coach.records.insights import InsightRecords
from coach.records.releases import ReleaseRecords
from coach.vectors import InsightVectors, OnProgress, quiet
from graphs.ports import Embedder, Progress
from knowledge.errors import KnowledgeError
from knowledge.search.index import ReleaseIndex
from knowledge.search.searching import Searcher


class OpenedRelease:
    """Holds the searcher of the latest release."""

    def __init__(
        self,
        insights: InsightRecords,
        releases: ReleaseRecords,
        vectors: InsightVectors,
        embedder: Callable[[], Embedder],
    ) -> None:
        self._insights = insights
        self._releases = releases
        self._vectors = vectors
        self._embedder = embedder
        self._lock = Lock()
        self._ready: tuple[str, Searcher] | None = None

    def searcher(self, on_progress: OnProgress = quiet) -> Searcher | None:
        """Return the searcher of the latest release; None before the first.

        An erasure changes the hash of a release, so it is opened anew then, too.

        Raises:
            OurFailure: when the release is damaged or the vectors cannot be read.
        """
        with self._lock:
            facts = self._releases.facts()
            if not facts:
                return None
            if self._ready is None or self._ready[0] != facts[0].sha256:
                self._ready = (facts[0].sha256, self._open(facts[0].number, on_progress))
            return self._ready[1]

    def _open(self, number: int, on_progress: OnProgress) -> Searcher:
        on_progress(Progress("open", "Opening the release"))
        try:
            release = self._releases.get(number)
            ids = {one for theme in release.themes for one in theme.typical}
            insights = self._insights.by_id(ids)
            ordered = list(insights.values())
            vectors = self._vectors.of(ordered)
            rows = {one.id: vectors[n] for n, one in enumerate(ordered)}
            return Searcher(ReleaseIndex(release, insights, rows), self._embedder())
        except KnowledgeError as error:
            raise OurFailure(error.sentence) from error
