from datetime import date
from typing import Any

import pytest

from coach.services.preparing.opinion import brief_opinion
from graphs.prepare.opinion.briefs import segments_of
from guardrails.briefs.checking import check_brief
from guardrails.briefs.parsing import parse_brief
from guardrails.briefs.view import view_of
from tests.unit.prepare.briefs import brief_bytes

TODAY = date(2026, 11, 2)


def heard(**changes: Any) -> dict[str, str]:
    raw = parse_brief(brief_bytes(**changes), "brief.json")
    return {p.code: p.quote for p in check_brief(raw, TODAY, brief_opinion()).problems}


@pytest.mark.parametrize(
    ("code", "changes", "reason"),
    [
        ("no_owner", {"owner": {"role": "Both crews"}}, "two groups"),
        (
            "speaks_for_group",
            {"junior_vantage": "Lets us know what the mothers on the pier would like."},
            "one for all, in words of no list",
        ),
        (
            "nothing_would_change_it",
            {"what_would_change_it": ["Wisdom of the crowd"]},
            "no fact",
        ),
        (
            "no_decision",
            {"decision": "The soul of our harbor.", "options": ["More heart", "More spark"]},
            "a mood with degrees of it",
        ),
    ],
)
def test_it_hears_what_the_rules_miss_and_quotes_the_place(
    code: str, changes: dict[str, Any], reason: str
) -> None:
    raw = parse_brief(brief_bytes(**changes), "brief.json")
    assert code not in {problem.code for problem in check_brief(raw, TODAY).problems}
    quote = heard(**changes)[code]
    assert quote in str(next(iter(changes.values()))), reason


def test_of_a_list_it_quotes_the_entry_that_caused_it() -> None:
    entries = ["Boats without an entry", "What women at the gate want", "Gates left open"]
    assert heard(what_would_change_it=entries)["speaks_for_group"] == entries[1]


def test_a_good_brief_stays_accepted() -> None:
    assert heard() == {}


def test_it_never_reads_what_is_off_limits() -> None:
    fence = "Anybody's chemo, and Gen Z"
    view = view_of(parse_brief(brief_bytes(off_limits=[fence]), "brief.json"))
    assert not [segment for segment in segments_of(view) if fence in segment.text]
    assert heard(off_limits=[fence]) == {}


def test_it_never_silences_a_rule() -> None:
    raw = parse_brief(brief_bytes(owner={"role": "tbd"}, deadline="soon"), "brief.json")
    alone = {problem.code for problem in check_brief(raw, TODAY).problems}
    both = {problem.code for problem in check_brief(raw, TODAY, brief_opinion()).problems}
    assert alone == {"no_owner", "no_deadline"}
    assert alone <= both
