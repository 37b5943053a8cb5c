from collections.abc import Sequence
from datetime import date

import pytest

from guardrails.briefs.checking import check_brief
from guardrails.briefs.parsing import parse_brief
from guardrails.briefs.verdict import BriefVerdict
from guardrails.judgements import Problem
from ui.pages.prepare.brief_form import brief_bytes
from ui.pages.prepare.mending import Mending, mendings

TODAY = date(2026, 11, 2)
GOOD = [
    "Keep the paper log at the harbor gate, move it to the tablet, or drop it.",
    "Harbor Master",
    "2027-03-01",
    "Paper\nTablet\nNo log",
    "Entries copied from the day before\nSkippers who leave before the log is signed",
    "Boats without an entry; 12; 3; percent",
    "Gate assistant on the early shift.",
    "Any one skipper",
    "",
    "",
    "",
]
OWNERS = ("Head of Port Operations", "Harbor Master")


def check(fields: Sequence[str]) -> BriefVerdict:
    return check_brief(parse_brief(brief_bytes(*fields), "brief.json"), TODAY)


def mended(number: int, words: str) -> tuple[list[str], list[Mending]]:
    fields = [*GOOD[:3], "", *GOOD[4:]]  # options would say that something is being chosen
    fields[number] = words
    return fields, mendings(check(fields), fields, OWNERS, check)


@pytest.mark.parametrize(
    ("number", "words", "code"),
    [
        (0, "Improve the harbor log", "no_decision"),
        (1, "", "no_owner"),
        (2, "soon", "no_deadline"),
        (4, "", "nothing_would_change_it"),
    ],
    ids=["a topic", "nobody owns it", "no day", "nothing could change it"],
)
def test_every_proposal_on_a_button_really_mends(number: int, words: str, code: str) -> None:
    fields, found = mended(number, words)
    (problem,) = [each for each in found if each.problem.code == code]
    assert problem.proposals
    assert problem.empty == (not words)
    for proposal in problem.proposals:
        fields[number] = proposal.words
        assert code not in {left.code for left in check(fields).problems}


def test_a_topic_gets_three_proposals() -> None:
    _, (found,) = mended(0, "Improve the harbor log")
    assert len(found.proposals) == 3
    assert {proposal.place for proposal in found.proposals} == {"#brief-decision"}


def test_what_would_not_mend_is_advice_and_no_button() -> None:
    broken = Problem("no_owner", "why", "x", field="decision", alternatives=("Improve things",))
    verdict = BriefVerdict(accept=False, problems=(broken,), notes=(), family="internal_tools")
    nobody = [*GOOD[:1], "", *GOOD[2:]]
    (found,) = mendings(verdict, nobody, (), check)
    assert found.proposals == ()


def test_a_line_of_a_list_is_replaced_and_the_others_stay() -> None:
    lines = Problem(
        "speaks_for_group", "why", "Two", quote="second", field="options", alternatives=("Two",)
    )
    verdict = BriefVerdict(accept=False, problems=(lines,), notes=(), family="internal_tools")
    fields = [*GOOD[:3], "first\nthe second one\nthird", *GOOD[4:]]
    (found,) = mendings(verdict, fields, (), check)
    assert [proposal.words for proposal in found.proposals] == ["first\nTwo\nthird"]
