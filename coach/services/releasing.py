"""Computing, auditing and freezing the next release."""

from collections.abc import Callable, Sequence

from pydantic import BaseModel, ConfigDict

from coach.errors import OurFailure
from coach.records.choices import ThemeChoices
from coach.records.insights import InsightRecords
from coach.records.programme import ProgrammeRecords
from coach.records.releases import ReleaseFacts, ReleaseRecords
from coach.users import Permission, User, require
from coach.vectors import InsightVectors, OnProgress, quiet
from graphs.ports import Clock, Progress
from guardrails.disclosure.partition import Partition
from guardrails.disclosure.policy import Policy
from knowledge.errors import KnowledgeError
from knowledge.insights import Insight
from knowledge.release.building import build
from knowledge.release.model import Release
from knowledge.themes.assigning import assign

_TOO_FEW = "Not enough people yet: nothing can be shown without pointing at somebody."
_POOLED = "Not enough people yet for single themes: families are shown, taken together."


class ReleaseReport(BaseModel):
    """What a release contains, in numbers that point at nobody.

    ``cells`` counts the released cells: themes, and themes within one value of a dimension.
    ``pooled`` counts whole families that are shown because too few single themes can be.
    """

    model_config = ConfigDict(frozen=True)

    release: int
    k: int
    themes: int
    cells: int
    new: int
    updated: int
    kept: int
    sha256: str
    created: str
    pooled: int = 0
    audit: str = "clean"
    note: str = ""


class Releasing:
    """The L&D person's button, and ``coach release``."""

    def __init__(
        self,
        *,
        insights: InsightRecords,
        releases: ReleaseRecords,
        programme: ProgrammeRecords,
        choices: ThemeChoices,
        vectors: InsightVectors,
        clock: Clock,
    ) -> None:
        self._insights = insights
        self._releases = releases
        self._programme = programme
        self._choices = choices
        self._vectors = vectors
        self._clock = clock

    def release(
        self, user: User, k: int | None = None, on_progress: OnProgress = quiet
    ) -> ReleaseReport:
        """Compute the next release from all approved insights, audit it and freeze it.

        The first release freezes ``k`` (default 5) for the programme.

        Raises:
            NotAllowed: when ``user`` may not curate.
            InvalidInput: when ``k`` is below 3 or differs from the frozen one.
            OurFailure: when the audit finds a leak (nothing is released) or a store fails.
        """
        require(user, Permission.CURATE)
        frozen = self._programme.freeze_k(k, self._clock.now())
        insights = self._insights.all()
        vectors = self._vectors.of(insights, on_progress)
        theme_of = assign(
            insights,
            vectors,
            self._known(insights),
            frozen,
            _families(on_progress),
            apart=self._choices.apart(),
        )
        on_progress(Progress("audit", "Deciding what can be shown, and auditing it"))
        try:
            built = build(
                insights,
                vectors,
                theme_of,
                Policy(frozen),
                names=self._releases.names(),
                previous=self._releases.latest(),
            )
        except KnowledgeError as error:
            raise OurFailure(error.sentence) from error
        self._insights.set_themes(theme_of)
        facts = self._releases.freeze(built, self._clock.now())
        return report(built, facts)

    def _known(self, insights: Sequence[Insight]) -> dict[str, str]:
        """The themes insights have, and those that their juniors chose for them."""
        known = self._insights.themes()
        family = {known[one.id]: one.family for one in insights if one.id in known}
        chosen = self._choices.belonging()
        for one in insights:
            if one.id not in known and family.get(chosen.get(one.id, "")) == one.family:
                known[one.id] = chosen[one.id]
        return known

    def latest(self, user: User) -> ReleaseReport | None:
        """The newest release in numbers, None before the first.

        Raises:
            NotAllowed: when ``user`` may not ask.
            OurFailure: when it is no longer what was frozen.
        """
        require(user, Permission.ASK)
        facts = self._releases.facts()
        if not facts:
            return None
        try:
            return report(self._releases.get(facts[0].number), facts[0])
        except KnowledgeError as error:
            raise OurFailure(error.sentence) from error


def report(release: Release, facts: ReleaseFacts) -> ReleaseReport:
    """Count a release."""
    pooled = sum(theme.pooled for theme in release.themes)
    standings = [theme.cells.standing for theme in release.themes]
    return ReleaseReport(
        release=release.number,
        k=release.k,
        themes=len(standings) - pooled,
        pooled=pooled,
        cells=sum(1 + _cells(theme.cells.partitions) for theme in release.themes),
        new=standings.count("new"),
        updated=standings.count("updated"),
        kept=standings.count("kept"),
        sha256=facts.sha256,
        created=facts.created.isoformat(),
        note=_note(release, facts),
    )


def _cells(partitions: Sequence[Partition]) -> int:
    return sum(len(cut.atoms) for cut in partitions if len(cut.atoms) > 1)


def _note(release: Release, facts: ReleaseFacts) -> str:
    if not release.themes:
        return _TOO_FEW
    if all(theme.pooled for theme in release.themes):
        return _POOLED
    return "Somebody withdrew since: release anew soon." if facts.stale else ""


def _families(on_progress: OnProgress) -> Callable[[int, int], None]:
    def told(done: int, total: int) -> None:
        on_progress(Progress("themes", "Gathering insights into themes", done, total))

    return told
