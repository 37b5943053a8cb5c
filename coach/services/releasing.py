"""Computing, auditing and freezing the next release."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from secrets import token_hex
from typing import Final

from pydantic import BaseModel, ConfigDict

from coach.errors import OurFailure
from coach.ledger import Ledger
from coach.records.choices import ThemeChoices
from coach.records.insights import InsightRecords
from coach.records.programme import ProgrammeRecords
from coach.records.releases import ReleaseFacts, ReleaseRecords
from coach.users import Permission, User, require
from coach.vectors import InsightVectors, OnProgress, quiet
from graphs.ports import ChatModel, Clock, Progress
from graphs.theming.naming import Theme, name_themes
from graphs.theming.sorting import sort_new
from guardrails.disclosure.partition import Partition
from guardrails.disclosure.policy import Policy
from knowledge.errors import KnowledgeError, ReleaseOutdated
from knowledge.insights import Insight
from knowledge.release.building import build, reworded
from knowledge.release.model import Release
from knowledge.themes.assigning import assign
from knowledge.themes.evidence import unit
from knowledge.themes.judged import Sorted

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


_MOST_SORTED: Final = 2000
"""New insights that a model is asked to sort: more would take it an hour. An import of that size is
themed by numbers alone."""
_SILENT: Final = "The model did not answer: new insights were sorted by numbers alone."
_TRIES: Final = 3
_Themes = Mapping[str, str]


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
        chat: Callable[[], ChatModel],
        ledger: Ledger,
    ) -> None:
        self._insights = insights
        self._releases = releases
        self._programme = programme
        self._choices = choices
        self._vectors = vectors
        self._clock = clock
        self._chat = chat
        self._ledger = ledger

    async def compute(
        self, user: User, k: int | None = None, on_progress: OnProgress = quiet
    ) -> ReleaseReport:
        """Compute the next release, with the word of a large model where one is configured.

        It sorts the new insights by issue and words the themes; both are checked, and what it does
        not answer is done as :meth:`release` does it, which says what may be raised.
        """
        require(user, Permission.CURATE)
        model = self._chat()
        if model.strength != "large":
            return await asyncio.to_thread(self.release, user, k, on_progress)
        # a wrong k is said before anything is asked
        await asyncio.to_thread(self._programme.freeze_k, k, self._clock.now())
        with self._ledger.work("release", token_hex(8)):
            told, silent = await self._sorted(model, on_progress)
            built, theme_of = await asyncio.to_thread(self._built, k, on_progress, told)
            worded = await self._worded(model, built, on_progress)
        try:
            done = await asyncio.to_thread(self._frozen, worded, theme_of)
        except ReleaseOutdated:
            done = await asyncio.to_thread(self._computed, k, on_progress, told)
        note = " ".join(filter(None, [done.note, _SILENT if silent else ""]))
        return done.model_copy(update={"note": note})

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
        return self._computed(k, on_progress)

    def _computed(
        self, k: int | None, on_progress: OnProgress, told: Sequence[Sorted] = ()
    ) -> ReleaseReport:
        """Build and freeze, again where somebody withdrew meanwhile."""
        for _ in range(_TRIES):
            try:
                return self._frozen(*self._built(k, on_progress, told))
            except ReleaseOutdated as error:
                outdated = error.sentence
        raise OurFailure(outdated)

    def _built(
        self, k: int | None, on_progress: OnProgress, told: Sequence[Sorted] = ()
    ) -> tuple[Release, _Themes]:
        frozen = self._programme.freeze_k(k, self._clock.now())
        insights = self._insights.all()
        vectors = self._vectors.of(insights, on_progress)
        theme_of = assign(
            insights,
            vectors,
            self._known(insights),
            frozen,
            _telling(on_progress, "themes", "Gathering insights into themes"),
            apart=self._choices.apart(),
            sorted_by_model=told,
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
        return built, theme_of

    def _frozen(self, built: Release, theme_of: _Themes) -> ReleaseReport:
        """Freeze, if all that it counts is still there; vectors made meanwhile go too."""
        self._insights.set_themes(theme_of)
        try:
            return report(built, self._releases.freeze(built, self._clock.now()))
        except ReleaseOutdated:
            self._vectors.forget(set(theme_of) - self._insights.known(list(theme_of)))
            raise

    async def _sorted(self, model: ChatModel, on_progress: OnProgress) -> tuple[list[Sorted], bool]:
        """What the model says of new insights, and whether it was asked and said nothing."""
        insights = await asyncio.to_thread(self._insights.all)
        known = await asyncio.to_thread(self._known, insights)
        new = {one.id for one in insights} - known.keys()
        if not 0 < len(new) <= _MOST_SORTED:
            return [], False
        telling = _telling(on_progress, "themes", "Sorting insights by issue")
        told = await sort_new(model, insights, known, telling)
        return told, not any(new & group for answer in told for group in answer)

    async def _worded(self, model: ChatModel, built: Release, on_progress: OnProgress) -> Release:
        """The release in the model's words where they hold and no curator chose others."""
        themes = await asyncio.to_thread(self._members, built)
        curated = await asyncio.to_thread(self._releases.names)
        fresh = [theme.id for theme in built.themes if theme.cells.standing != "kept"]
        wanted = [theme for theme in fresh if theme in themes and theme not in curated]
        told = _telling(on_progress, "words", "Wording themes")
        named = await name_themes(model, self._vectors.embedder(), themes, wanted, told)
        return reworded(built, named)

    def _members(self, built: Release) -> dict[str, Theme]:
        """The themes of a release with words of their own, as a model may be asked to name them."""
        insights = self._insights.all()
        row = {one.id: n for n, one in enumerate(insights)}
        vectors = self._vectors.of(insights)
        members = {
            theme.id: [row[one] for one in theme.typical if one in row] for theme in built.themes
        }
        return {
            theme: Theme([insights[n] for n in rows], unit(vectors[rows].mean(axis=0)[None])[0])
            for theme, rows in members.items()
            if rows
        }

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


def _telling(on_progress: OnProgress, stage: str, message: str) -> Callable[[int, int], None]:
    def told(done: int, total: int) -> None:
        on_progress(Progress(stage, message, done, total))

    return told
