"""A pilot of few people: families taken together, without a single insight's words."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from coach.application import Coach
from coach.errors import InvalidInput
from coach.records.insights import InsightRecords
from coach.users import User
from guardrails.text import CleanText, RawText
from knowledge.insights import Insight
from tests.builders import a_coach

LND = User(id="l", name="l", role="lnd")
POOL = "family-internal_tools"
PILOT = (
    "The survey tool loses the photos of a roof.",
    "Nobody finds the manual in the survey tool.",
    "The survey tool asks for a password at each gate.",
    "In the survey tool my drawings are gone after lunch.",
    "Zeppelins land beside the depot because of the survey tool.",
    "My van has no charger.",
)


def pilot(coach: Coach, statements: Sequence[str] = PILOT) -> None:
    """Every junior tells of another matter."""
    records = InsightRecords(coach.adapters.database)
    made = [
        Insight(f"i{n}", CleanText(text), CleanText(text), "internal_tools", "friction", "medium",
                f"j{n}", f"p{n}")
        for n, text in enumerate(statements)
    ]  # fmt: skip
    records.add(made)
    records.set_themes({one.id: f"t-{one.id}" for one in made})


def test_a_pilot_sees_a_family_taken_together(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        pilot(coach)
        report = coach.releasing.release(LND, 5)
        assert (report.themes, report.pooled, report.audit) == (0, 1, "clean")
        assert "taken together" in report.note
        (theme,) = coach.curating.themes(LND)
        assert (theme.id, theme.support) == (POOL, "5-9")
        assert theme.label.endswith("taken together")
        assert "survey" in theme.statement
        assert "zeppelin" not in theme.statement.lower(), "one person's word"


def test_no_question_reaches_the_words_of_a_pool(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        pilot(coach)
        coach.releasing.release(LND, 5)
        asked = coach.asking.ask(LND, RawText("zeppelins and the survey tool"), worded=False)
        report = asyncio.run(asked)
        assert (report.outcome, report.themes) == ("nothing_to_show", [])


def test_too_few_people_are_not_pooled_either(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        pilot(coach, PILOT[:4])
        report = coach.releasing.release(LND, 5)
        assert (report.themes, report.pooled, report.cells) == (0, 0, 0)
        assert report.note.startswith("Not enough people yet: ")


def test_without_a_shared_word_nothing_is_quoted(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        pilot(coach, ["My van is cold.", "The gate is shut.", "A form is lost.", "The app hangs.",
                      "His badge fails."])  # fmt: skip
        coach.releasing.release(LND, 5)
        (theme,) = coach.curating.themes(LND)
        assert theme.statement.endswith("no single matter was told by enough of them.")


def test_a_pool_may_be_named_but_not_taken_apart(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        pilot(coach)
        coach.releasing.release(LND, 5)
        with pytest.raises(InvalidInput):
            coach.curating.split(LND, POOL)
        with pytest.raises(InvalidInput):
            coach.curating.merge(LND, [POOL, POOL])
        coach.curating.rename(LND, POOL, "Tools in the pilot", "Tools get in the way.")
        coach.releasing.release(LND)
        assert coach.curating.themes(LND)[0].label == "Tools in the pilot"
