"""A brief tells which names are tools; whoever it names as a person stays unknown."""

import pytest

from guardrails.briefs.parsing import parse_brief
from guardrails.briefs.things import things_in
from guardrails.roster import Roster

_BRIEF = """
decision: {decision}
owner: {{role: Director}}
deadline: 2027-01-31
options: [Keep it, Drop it]
what_would_change_it: [An error that review does not catch]
"""


def _things(decision: str, roster: Roster) -> list[str]:
    brief = parse_brief(_BRIEF.format(decision=decision).encode(), "brief.yaml")
    return [word.reveal() for word in things_in(brief, roster)]


@pytest.mark.parametrize(
    ("decision", "expected", "why"),
    [
        ("What the claims assistant (Otylia) may do.", ["Otylia"], "explained as a tool"),
        ("Whether we keep the Sunsill line open.", ["Sunsill"], "the product's own article"),
        ("Keep the control-room log (Fergus) or buy one.", ["Fergus"], "explains a log"),
        ("Which rule for the starter plan (Anza) to use.", ["Anza"], "explains a plan"),
        ("How we sell Rosalba, the weekend box.", ["Rosalba"], "explained behind a comma"),
        ("Whether we follow Karen, the head of sales.", [], "a person behind a comma"),
        ("Whether our night nurse (Agnes) moves.", [], "explains a person"),
        ("Whether the shift leads (Tom, Ada) move.", [], "explains people"),
        ("Whether the night crew (Agnes) moves.", [], "explains who is in it"),
        ("Whether my manager Karen moves to nights.", [], "a person is not kept"),
        ("Whether Karen and I go on.", [], "a person among people"),
    ],
)
def test_things(decision: str, expected: list[str], why: str) -> None:
    assert _things(decision, Roster()) == expected, why


def test_a_name_of_the_roster_is_never_kept() -> None:
    roster = Roster.of_names(["Otylia Nowak"])

    assert _things("What the claims assistant (Otylia) may do.", roster) == []
