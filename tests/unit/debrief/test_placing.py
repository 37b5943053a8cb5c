"""One click at the review: which released theme an insight belongs to, or that it is none."""

from pathlib import Path

import pytest

from coach.application import Coach
from coach.errors import InvalidInput
from coach.records.choices import ThemeChoices
from coach.records.insights import InsightRecords
from coach.services.debriefing import Decision, Decisions
from coach.users import User
from guardrails.text import CleanText
from knowledge.insights import Insight
from tests.builders import a_coach
from tests.unit.debrief.test_debriefing import JUNIOR, handed_in

LND = User(id="l", name="l", role="lnd")
SAID = {
    "internal_tools": "The badge portal logs guards out every minute at the gate.",
    "hiring_brand": "Candidates picture an office and not an airport.",
}


def insight(number: int, family: str) -> Insight:
    text = CleanText(SAID[family])
    ref = f"{family}-{number}"
    return Insight(ref, text, text, family, "friction", "medium", ref, f"p-{ref}")  # type: ignore[arg-type]


def with_a_release(coach: Coach) -> str:
    """A theme in each of two families; returns the one about tools."""
    records = InsightRecords(coach.adapters.database)
    insights = [insight(n, family) for family in SAID for n in range(5)]
    records.add(insights)
    records.set_themes({one.id: f"t-{one.family}" for one in insights})
    coach.releasing.release(LND, 5)
    return "t-internal_tools"


async def test_only_released_themes_of_the_family_are_offered(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        tools = with_a_release(coach)
        session = (await handed_in(coach)).report.session
        offered = await coach.debriefing.nearest_themes(JUNIOR, session)
        assert offered
        assert {theme.id for each in offered.values() for theme in each} == {tools}


async def test_before_a_release_nothing_is_offered(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        session = (await handed_in(coach)).report.session
        assert await coach.debriefing.nearest_themes(JUNIOR, session) == {}


@pytest.mark.parametrize("theme", ["t-internal_tools", "none"])
async def test_the_answer_holds_in_the_next_release(tmp_path: Path, theme: str) -> None:
    with a_coach(tmp_path) as coach:
        tools = with_a_release(coach)
        review = await handed_in(coach)
        one = review.report.insights[0].id
        said = Decision(id=one, theme=theme)
        await coach.debriefing.decide(JUNIOR, review.report.session, Decisions(insights=[said]))
        coach.releasing.release(LND)
        found = InsightRecords(coach.adapters.database).themes()[one]
        assert (found == tools) is (theme == tools)


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        ({"approve": False}, "it is withheld"),
        ({"sharing": "only_my_senior"}, "the programme never sees it"),
    ],
)
async def test_nothing_is_kept_of_what_the_programme_does_not_see(
    tmp_path: Path, decision: dict[str, object], reason: str
) -> None:
    with a_coach(tmp_path) as coach:
        tools = with_a_release(coach)
        review = await handed_in(coach)
        said = Decision.model_validate(
            {"id": review.report.insights[0].id, "theme": tools, **decision}
        )
        await coach.debriefing.decide(JUNIOR, review.report.session, Decisions(insights=[said]))
        assert ThemeChoices(coach.adapters.database).belonging() == {}, reason


async def test_a_theme_that_was_not_offered_publishes_nothing(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        with_a_release(coach)
        review = await handed_in(coach)
        said = Decision(id=review.report.insights[0].id, theme="t-of-another-family")
        with pytest.raises(InvalidInput):
            await coach.debriefing.decide(JUNIOR, review.report.session, Decisions(insights=[said]))
        waiting = await coach.debriefing.review(JUNIOR, review.report.session)
        assert waiting.report.status == "awaiting_review"
