"""The radar between two releases: people against people, no alarm from noise."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coach.application import Coach
from coach.records.insights import InsightRecords
from coach.services.signals import SignalView
from coach.users import User
from guardrails.families import Severity
from guardrails.text import CleanText
from knowledge.insights import Insight
from tests.builders import a_coach
from ui.pages.releases.radar import LOOKS, figure_of

LND = User(id="l", name="l", role="lnd")


class Programme:
    """Insights whose theme is known, and a release of them."""

    def __init__(self, coach: Coach) -> None:
        self.coach = coach
        self._records = InsightRecords(coach.adapters.database)
        self._count = 0

    def told(
        self, theme: str, juniors: range, *, severity: Severity = "medium", region: str = "emea"
    ) -> None:
        made = []
        for junior in juniors:
            self._count += 1
            text = CleanText(f"Something about {theme}.")
            made.append(
                Insight(
                    f"i{self._count}", text, text, "internal_tools", "friction", severity,
                    f"j{junior}", f"p{junior}", region=region, quarter="2026Q1",
                )
            )  # fmt: skip
        self._records.add(made)
        self._records.set_themes({one.id: theme for one in made})

    def released(self) -> dict[str, SignalView]:
        self.coach.releasing.release(LND, 5)
        return {view.theme: view for view in self.coach.signals.compared(LND)}


@contextmanager
def programme(folder: Path) -> Iterator[Programme]:
    with a_coach(folder) as coach:
        yield Programme(coach)


@pytest.mark.parametrize(
    ("before", "more", "signal", "reason"),
    [
        (range(6), range(100, 130), "grew", "6 of 60 became 36 of 90"),
        (range(10), range(100, 106), "steady", "10 of 60 became 16 of 66: chance does that"),
        (range(10), range(0), "steady", "nobody joined"),
        (range(10), range(100, 102), "steady", "two joined: the old card stays"),
        (range(0), range(100, 106), "appeared", "it was not there before"),
    ],
)
def test_a_change_counts_when_chance_does_not_explain_it(
    tmp_path: Path, before, more, signal: str, reason: str
) -> None:
    with programme(tmp_path) as made:
        made.told("t-rest", range(60))
        made.told("t-one", before)
        made.released()
        made.told("t-one", more)
        assert made.released()["t-one"].signal == signal, reason


def test_turning_severe_counts_people_who_say_so(tmp_path: Path) -> None:
    with programme(tmp_path) as made:
        made.told("t-rest", range(60))
        made.told("t-one", range(20))
        made.released()
        made.told("t-one", range(100, 125), severity="high")
        made.told("t-rest", range(200, 260))
        found = made.released()["t-one"]
        assert (found.signal, found.before, found.now) == ("severe", "20+", "20+")


def test_a_region_shows_only_its_released_cells(tmp_path: Path) -> None:
    with programme(tmp_path) as made:
        made.told("t-one", range(8))
        made.told("t-one", range(20, 28), region="apac")
        made.told("t-two", range(12))
        made.told("t-two", range(30, 32), region="apac")
        made.released()
        made.released()
        signals = made.coach.signals
        assert signals.regions(LND) == ["apac", "emea"]
        assert {view.theme for view in signals.compared(LND, region="apac")} == {"t-one"}
        assert signals.compared(LND, family="hiring_brand") == []


def test_before_the_second_release_there_is_nothing_to_compare(tmp_path: Path) -> None:
    with programme(tmp_path) as made:
        made.told("t-one", range(8))
        assert made.released() == {}


def test_every_signal_has_a_shape_a_color_and_a_word_of_its_own() -> None:
    for column in range(3):
        assert len({look[column] for look in LOOKS.values()}) == len(LOOKS)


def test_the_plot_says_in_words_what_its_shapes_say() -> None:
    view = SignalView(
        theme="t", label="Survey tool", family="internal_tools", signal="grew",
        before="5-9", now="20+", low=20, high=34, before_low=2, before_high=9,
    )  # fmt: skip
    figure = figure_of([view, view.model_copy(update={"signal": "steady", "before_low": None})])
    said = [note.text for note in figure.layout.annotations]
    assert said == ["Survey tool · <b>growing</b>", "Survey tool"]
    symbols = {trace.marker.symbol for trace in figure.data if trace.name}
    assert symbols == {"triangle-up", "circle", "circle-open"}
