"""Weak signals: themes that appear, grow or turn severe between releases, counted by people."""

from math import sqrt
from typing import Literal

from pydantic import BaseModel, ConfigDict

from coach.errors import OurFailure
from coach.records.insights import InsightRecords
from coach.records.releases import ReleaseRecords
from coach.users import Permission, User, require
from guardrails.disclosure.policy import band
from knowledge.errors import KnowledgeError
from knowledge.release.model import Release, ReleasedTheme

Signal = Literal["appeared", "grew", "severe"]
_Z = 1.96  # two-sided 95 %


class SignalView(BaseModel):
    """One signal: bands of people before and now, and the interval of the share of all people.

    ``low`` and ``high`` bound the theme's share of all juniors heard in this release (Wilson,
    95 %), rounded to whole percent so that no exact number can be read back.
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
        facts = self._releases.facts()
        if len(facts) < 2:  # noqa: PLR2004 - a change needs two releases
            return []
        try:
            now = self._releases.get(facts[0].number)
            before = self._releases.get(facts[1].number)
        except KnowledgeError as error:
            raise OurFailure(error.sentence) from error
        old = {theme.id: theme for theme in before.themes}
        views = [self._judge(theme, old.get(theme.id), now, before) for theme in now.themes]
        return [view for view in views if view is not None]

    def _judge(
        self, theme: ReleasedTheme, was: ReleasedTheme | None, now: Release, before: Release
    ) -> SignalView | None:
        people, everybody = theme.juniors, _everybody(now)
        if people < theme.k:
            return None
        signal = self._signal(theme, was, everybody, _everybody(before))
        if signal is None:
            return None
        low, high = wilson(people, everybody)
        return SignalView(
            theme=theme.id,
            label=theme.label,
            family=theme.family,
            signal=signal,
            before=band(was.juniors, was.k) if was and was.juniors >= was.k else "",
            now=band(people, theme.k),
            low=round(100 * low),
            high=round(100 * high),
        )

    def _signal(
        self, theme: ReleasedTheme, was: ReleasedTheme | None, now: int, before: int
    ) -> Signal | None:
        if was is None:
            return "appeared"
        if theme.cells.standing == "kept":
            return None
        if wilson(theme.juniors, now)[0] > wilson(was.juniors, before)[1]:
            return "grew"
        severe, severe_before = self._severe(theme), self._severe(was)
        if (
            severe >= theme.k
            and wilson(severe, theme.juniors)[0] > (wilson(severe_before, max(was.juniors, 1))[1])
        ):
            return "severe"
        return None

    def _severe(self, theme: ReleasedTheme) -> int:
        """Count the juniors who called it severe."""
        held = self._insights.by_id(theme.typical)
        high = {one.id for one in held.values() if one.severity == "high"}
        return len({row.junior for row in theme.cells.rows if row.insight in high})


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson, 1927)."""
    if whole == 0:
        return 0.0, 1.0
    share = part / whole
    center = share + _Z**2 / (2 * whole)
    spread = _Z * sqrt(share * (1 - share) / whole + _Z**2 / (4 * whole**2))
    scale = 1 + _Z**2 / whole
    return (center - spread) / scale, (center + spread) / scale


def _everybody(release: Release) -> int:
    return len({row.junior for theme in release.themes for row in theme.cells.rows})
