"""The title of an office keeps its words and loses its names, by the real scrubber."""

import pytest

from guardrails.briefs.cleaning import clean_role
from guardrails.roster import Roster
from guardrails.scrub.scrubber import PresidioScrubber
from guardrails.text import RawText


@pytest.fixture(scope="module")
def scrubber() -> PresidioScrubber:
    return PresidioScrubber()


@pytest.mark.parametrize(
    ("role", "roster", "clean"),
    [
        ("Group Head of Early Careers", [], "Group Head of Early Careers"),
        ("Head of Rose Garden Sites", [], "Head of Rose Garden Sites"),
        ("Chief of Staff to Maria Lopez", [], "Chief of Staff to [a colleague]"),
        ("Assistant to Grace", [], "Assistant to [a colleague]"),
        ("Head of Early Careers", ["Jo Early"], "Head of [a colleague] Careers"),
    ],
)
def test_capitals_of_a_title_make_no_names(
    scrubber: PresidioScrubber, role: str, roster: list[str], clean: str
) -> None:
    assert clean_role(RawText(role), scrubber, Roster.of_names(roster)) == clean
