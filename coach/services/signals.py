"""Weak signals: themes that appear, grow or turn severe between releases, counted by people."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from coach.errors import OurFailure
from coach.records.insights import InsightRecords
from coach.records.releases import ReleaseRecords
from coach.users import Permission, User, require
from guardrails.disclosure.policy import band
from guardrails.disclosure.rows import People, SupportRow
from knowledge.errors import KnowledgeError
from knowledge.release.model import Release, ReleasedTheme
from knowledge.search.conditions import Conditions, cell

Signal = Literal["appeared", "grew", "severe", "steady"]
_Z = 1.96  # two-sided 95 %
_ORDER: Final[tuple[Signal, ...]] = ("grew", "appeared", "severe", "steady")


class SignalView(BaseModel):
    """One theme: bands of people before and now, and intervals of its share of all people.

    ``low`` and ``high`` bound the theme's share of all juniors heard in this release (Wilson,
    95 %), rounded to whole percent so that no exact number can be read back; ``before_low`` and
    ``before_high`` the same for the release before, None where it showed nothing comparable.
    """

    model_config = ConfigDict(frozen=True)

    theme: str
    label: str
    family: str
    signal: Signal
    before: str
    now: str
    low: int
    high: int
    before_low: int | None = None
    before_high: int | None = None


@dataclass(frozen=True, slots=True)
class _Side:
    """One release, looked at within a region or ("") as a whole: released cells only."""

    release: Release
    region: str

    def rows(self, theme: ReleasedTheme) -> Sequence[SupportRow]:
        """The rows of the theme's released cell; none where it is not shown there."""
        where = Conditions({"region": frozenset({self.region})} if self.region else {})
        rows = cell(theme, where)
        people = People.of(rows)
        enough = self.release.policy.enough(len(people.juniors), len(people.pairs))
        return rows if enough else ()

    def themes(self) -> list[ReleasedTheme]:
        """The single themes; a pooled family is no signal."""
        return [theme for theme in self.release.themes if not theme.pooled]

    def everybody(self) -> int:
        """Distinct juniors behind everything that is shown there."""
        return len({row.junior for theme in self.themes() for row in self.rows(theme)})


class Signals:
    """The radar between the last two releases."""

    def __init__(self, insights: InsightRecords, releases: ReleaseRecords) -> None:
        self._insights = insights
        self._releases = releases

    def radar(self, user: User) -> list[SignalView]:
        """Themes that changed by more than chance explains; [] before the second release.

        Raises:
            NotAllowed: when ``user`` may not ask.
            OurFailure: when a release is damaged.
        """
        require(user, Permission.ASK)
        return [view for view in self.compared(user) if view.signal != "steady"]

    def compared(self, user: User, family: str = "", region: str = "") -> list[SignalView]:
        """Every theme now against the release before, those that changed first.

        Args:
            user: must be allowed to ask.
            family: only the themes of one family; "" for all.
            region: count only within one region, where both releases show such cells.

        Raises:
            NotAllowed: when ``user`` may not ask.
            OurFailure: when a release is damaged.
        """
        require(user, Permission.ASK)
        pair = self._last_two()
        if pair is None:
            return []
        now, before = (_Side(release, region) for release in pair)
        old = {theme.id: theme for theme in before.themes()}
        totals = now.everybody(), before.everybody()
        views = [
            self._judged(theme, old.get(theme.id), (now, before), totals)
            for theme in now.themes()
            if family in {"", theme.family}
        ]
        found = [view for view in views if view is not None]
        return sorted(found, key=lambda view: (_ORDER.index(view.signal), -view.low, view.label))

    def regions(self, user: User) -> list[str]:
        """The regions within which the latest release shows at least one theme.

        Raises:
            NotAllowed: when ``user`` may not ask.
            OurFailure: when a release is damaged.
        """
        require(user, Permission.ASK)
        pair = self._last_two()
        atoms = (
            atom.values
            for theme in (pair[0].themes if pair else ())
            for atom in theme.cells.partition("region").atoms
        )
        return sorted({value for values in atoms if len(values) == 1 for value in values if value})

    def _last_two(self) -> tuple[Release, Release] | None:
        facts = self._releases.facts()
        if len(facts) < 2:  # noqa: PLR2004 - a change needs two releases
            return None
        try:
            return self._releases.get(facts[0].number), self._releases.get(facts[1].number)
        except KnowledgeError as error:
            raise OurFailure(error.sentence) from error

    def _judged(
        self,
        theme: ReleasedTheme,
        was: ReleasedTheme | None,
        sides: tuple[_Side, _Side],
        totals: tuple[int, int],
    ) -> SignalView | None:
        rows = sides[0].rows(theme)
        if not rows:
            return None
        rows_before = sides[1].rows(was) if was else ()
        people, people_before = _juniors(rows), _juniors(rows_before)
        low, high = wilson(people, totals[0])
        past = wilson(people_before, totals[1]) if people_before else None
        signal: Signal = "steady"
        if was is None:
            signal = "appeared"
        elif past and theme.cells.standing != "kept":
            if low > past[1]:
                signal = "grew"
            elif self._turned_severe(rows, rows_before, theme.k):
                signal = "severe"
        return SignalView(
            theme=theme.id,
            label=theme.label,
            family=theme.family,
            signal=signal,
            before=band(people_before, sides[1].release.k) if people_before else "",
            now=band(people, theme.k),
            low=round(100 * low),
            high=round(100 * high),
            before_low=round(100 * past[0]) if past else None,
            before_high=round(100 * past[1]) if past else None,
        )

    def _turned_severe(
        self, rows: Sequence[SupportRow], before: Sequence[SupportRow], k: int
    ) -> bool:
        severe, severe_before = self._severe(rows), self._severe(before)
        risen = wilson(severe, _juniors(rows))[0] > wilson(severe_before, _juniors(before))[1]
        return severe >= k and risen

    def _severe(self, rows: Sequence[SupportRow]) -> int:
        """Count the juniors who called it severe."""
        held = self._insights.by_id({row.insight for row in rows})
        high = {one.id for one in held.values() if one.severity == "high"}
        return len({row.junior for row in rows if row.insight in high})


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson, 1927)."""
    if whole == 0:
        return 0.0, 1.0
    share = part / whole
    center = share + _Z**2 / (2 * whole)
    spread = _Z * sqrt(share * (1 - share) / whole + _Z**2 / (4 * whole**2))
    scale = 1 + _Z**2 / whole
    return (center - spread) / scale, (center + spread) / scale


def _juniors(rows: Sequence[SupportRow]) -> int:
    return len({row.junior for row in rows})
