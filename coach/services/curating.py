"""What an L&D person may do with themes: name, merge, split. None of it shows a hidden member."""

from collections.abc import Callable, Sequence

from pydantic import BaseModel, ConfigDict

from coach.errors import InvalidInput, NotFound, OurFailure
from coach.records.choices import ThemeChoices
from coach.records.experiments import ExperimentRecords
from coach.records.insights import InsightRecords
from coach.records.releases import ReleaseRecords
from coach.users import Permission, User, require
from graphs.ports import Clock
from guardrails.asked import names_somebody
from guardrails.disclosure.policy import band
from guardrails.imported import wash
from guardrails.text import RawText
from knowledge.errors import KnowledgeError
from knowledge.release.building import Named
from knowledge.release.model import Release, ReleasedTheme
from knowledge.search.charting import chart, trend_of
from knowledge.search.neighbors import doubts
from knowledge.search.searching import Searcher
from knowledge.themes.assigning import theme_id

_LONGEST_LABEL = 80
_LONGEST_STATEMENT = 300


class ThemeView(BaseModel):
    """A released theme as a curator sees it: what everybody may see, and its id."""

    model_config = ConfigDict(frozen=True)

    id: str
    family: str
    label: str
    statement: str
    support: str
    standing: str
    trend: str
    stale: bool


class DoubtView(BaseModel):
    """Two released themes that may be one."""

    model_config = ConfigDict(frozen=True)

    first: ThemeView
    second: ThemeView


class Curating:
    """Works on released themes only: a theme that is not released cannot be named here."""

    def __init__(
        self,
        *,
        insights: InsightRecords,
        releases: ReleaseRecords,
        choices: ThemeChoices,
        experiments: ExperimentRecords,
        searcher: Callable[[], Searcher | None],
        clock: Clock,
    ) -> None:
        self._insights = insights
        self._releases = releases
        self._choices = choices
        self._experiments = experiments
        self._searcher = searcher
        self._clock = clock

    def themes(self, user: User) -> list[ThemeView]:
        """The themes of the latest release, by family and label.

        Raises:
            NotAllowed: when ``user`` may not ask.
            OurFailure: when the release is damaged.
        """
        require(user, Permission.ASK)
        release, stale = self._latest(), self._stale()
        found = [_view(theme, stale) for theme in release.themes] if release else []
        return sorted(found, key=lambda view: (view.family, view.label))

    def chart(self, user: User) -> list[dict[str, str]]:
        """Bands of support over stretches of time, one row a theme and stretch, to plot.

        Raises:
            NotAllowed: when ``user`` may not ask.
            OurFailure: when the release is damaged.
        """
        require(user, Permission.ASK)
        release = self._latest()
        return chart(release) if release else []

    def rename(self, user: User, theme: str, label: str, statement: str) -> None:
        """Word a theme anew, from the next release on.

        Raises:
            NotAllowed: when ``user`` may not curate.
            NotFound: when no released theme has this id.
            InvalidInput: when the words are empty, too long or name a person.
        """
        require(user, Permission.CURATE)
        self._released(theme)
        named = _named(label, statement)
        self._releases.rename(theme, named.label, named.statement, self._clock.now())

    def merge(self, user: User, themes: Sequence[str]) -> str:
        """Make one theme of several, from the next release on; return the id that stays.

        Raises:
            NotAllowed: when ``user`` may not curate.
            NotFound: when one of them is not released.
            InvalidInput: when fewer than two are given or they belong to several families.
        """
        require(user, Permission.CURATE)
        chosen = [_single(self._released(theme)) for theme in dict.fromkeys(themes)]
        if len(chosen) < 2:  # noqa: PLR2004 - one theme has nothing to merge with
            raise InvalidInput("Choose at least two themes to merge.")
        if len({theme.family for theme in chosen}) > 1:
            raise InvalidInput("Only themes of one family can be merged.")
        stays = max(chosen, key=lambda theme: theme.juniors)
        gone = {theme.id for theme in chosen} - {stays.id}
        theme_of = self._insights.themes()
        self._insights.set_themes({i: stays.id for i, t in theme_of.items() if t in gone})
        self._choices.merged(gone, stays.id)
        self._experiments.moved(gone, stays.id)
        return stays.id

    def doubts(self, user: User) -> list[DoubtView]:
        """Pairs of released themes that look alike, the most alike first.

        What was merged or kept apart already is not offered again.

        Raises:
            NotAllowed: when ``user`` may not curate.
            OurFailure: when the release is damaged.
        """
        require(user, Permission.CURATE)
        searcher = self._searcher()
        if searcher is None:
            return []
        apart, living = self._choices.apart(), set(self._insights.themes().values())
        stale = self._stale()
        return [
            DoubtView(first=_view(doubt.first, stale), second=_view(doubt.second, stale))
            for doubt in doubts(searcher.index)
            if {doubt.first.id, doubt.second.id} <= living
            and max(doubt.first.id, doubt.second.id)
            not in apart.get(min(doubt.first.id, doubt.second.id), ())
        ]

    def keep_apart(self, user: User, first: str, second: str) -> None:
        """Say that two released themes are not the same; they are not offered again.

        Raises:
            NotAllowed: when ``user`` may not curate.
            NotFound: when one of them is not released.
            InvalidInput: when they are one and the same.
        """
        require(user, Permission.CURATE)
        one, other = self._released(first), self._released(second)
        if one.id == other.id:
            raise InvalidInput("Choose two different themes.")
        self._choices.keep_apart(one.id, other.id)

    def split(self, user: User, theme: str) -> None:
        """Take a theme apart: the next release gathers its insights anew.

        Raises:
            NotAllowed: when ``user`` may not curate.
            NotFound: when no released theme has this id.
        """
        require(user, Permission.CURATE)
        found = _single(self._released(theme))
        half = found.typical[len(found.typical) // 2 :]
        theme_of = self._insights.themes()
        moved = [one for one in half if theme_of.get(one) == theme]
        if moved:
            self._insights.set_themes(dict.fromkeys(moved, theme_id(moved)))

    def _released(self, theme: str) -> ReleasedTheme:
        release = self._latest()
        for found in release.themes if release else ():
            if found.id == theme:
                return found
        raise NotFound("There is no released theme with this id.")

    def _latest(self) -> Release | None:
        try:
            return self._releases.latest()
        except KnowledgeError as error:
            raise OurFailure(error.sentence) from error

    def _stale(self) -> frozenset[str]:
        facts = self._releases.facts()
        return frozenset(facts[0].stale) if facts else frozenset()


def _single(theme: ReleasedTheme) -> ReleasedTheme:
    """Refuse what is no theme of its own.

    Raises:
        InvalidInput: when it is a pooled family.
    """
    if theme.pooled:
        raise InvalidInput("A family taken together can be renamed, not merged or split.")
    return theme


def _view(theme: ReleasedTheme, stale: frozenset[str]) -> ThemeView:
    people = theme.juniors
    return ThemeView(
        id=theme.id,
        family=theme.family,
        label=theme.label,
        statement=theme.statement,
        support=band(people, theme.k) if people >= theme.k else "",
        standing=theme.cells.standing,
        trend=trend_of(theme),
        stale=theme.id in stale,
    )


def _named(label: str, statement: str) -> Named:
    raw = (RawText(label), RawText(statement))
    if not all(raw) or len(label) > _LONGEST_LABEL or len(statement) > _LONGEST_STATEMENT:
        raise InvalidInput("A theme needs a label of 80 and a statement of 300 characters at most.")
    if any(names_somebody(text) for text in raw):
        raise InvalidInput("A theme's words must not name a person.")
    return Named(wash(raw[0]), wash(raw[1]))
