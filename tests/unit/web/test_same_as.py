"""What a junior's click on a theme becomes, and that leaving it says nothing."""

import pytest

from coach.services.debriefing.decisions import Decisions, placed
from coach.services.debriefing.report import InsightReport
from ui.pages.debrief import cards
from ui.pages.debrief.near import NOT_SAID

INSIGHT = InsightReport.model_construct(id="i-1", identifying=[])


@pytest.mark.parametrize(
    ("sharing", "theme", "kept", "reason"),
    [
        ("programme", "t-1", {"i-1": "t-1"}, "it was clicked"),
        ("programme", "none", {"i-1": "none"}, "that it is something new is an answer too"),
        ("programme", NOT_SAID, {}, "nobody clicked"),
        ("programme", None, {}, "a page without themes has nothing to send"),
        (cards.WITHHOLD, "t-1", {}, "what is withheld belongs nowhere"),
        ("only_my_senior", "t-1", {}, "the programme never sees it"),
    ],
)
def test_a_click_names_a_theme_and_no_click_names_none(
    sharing: str, theme: str | None, kept: dict[str, str], reason: str
) -> None:
    said = cards.decisions([INSIGHT], [sharing, "", [], "", theme])
    assert placed(Decisions(insights=said)) == kept, reason
