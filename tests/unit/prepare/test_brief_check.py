from datetime import date
from typing import Any

import pytest

from guardrails.briefs.checking import check_brief
from guardrails.briefs.deadlines import read_deadline
from guardrails.briefs.parsing import parse_brief
from guardrails.errors import InvalidBrief
from tests.unit.prepare.briefs import GOOD, brief_bytes

TODAY = date(2026, 11, 2)


def codes(**changes: Any) -> set[str]:
    verdict = check_brief(parse_brief(brief_bytes(**changes), "brief.json"), TODAY)
    return {problem.code for problem in verdict.problems}


def test_an_open_owned_dated_choice_is_accepted() -> None:
    assert codes() == set()


@pytest.mark.parametrize(
    ("expected", "changes", "reason"),
    [
        (
            "no_decision",
            {"decision": "Understand our crews better.", "options": ["Insights"]},
            "wish",
        ),
        (
            "no_decision",
            {"decision": "Hybrid work in the office.", "options": []},
            "topic, no choice",
        ),
        ("already_decided", {"options": ["Tablet as contracted"]}, "one option"),
        ("already_decided", {"options": ["Tablet", "Paper (ruled out)"]}, "one is left"),
        ("nothing_would_change_it", {"what_would_change_it": []}, "empty"),
        (
            "nothing_would_change_it",
            {"what_would_change_it": ["Any feedback is welcome"]},
            "hollow",
        ),
        ("no_owner", {"owner": {"role": "tbd"}}, "nobody yet"),
        ("no_owner", {"owner": {"role": "The leadership team"}}, "everybody is nobody"),
        ("no_deadline", {"deadline": "before the summer"}, "no year"),
        ("generational", {"what_would_change_it": ["What Gen Z wants of a log"]}, "age group"),
        ("speaks_for_group", {"junior_vantage": "Can speak for all night crews."}, "one for all"),
        ("targets_individual", {"decision": "Whether the gate manager should stay."}, "a person"),
        (
            "personal_topic",
            {"what_would_change_it": ["How her illness changed her shifts"]},
            "private",
        ),
    ],
)
def test_what_is_wrong_is_named(expected: str, changes: dict[str, Any], reason: str) -> None:
    assert expected in codes(**changes), reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"decision": "Second-generation scanners: buy, lease, or wait."}, "hardware"),
        ({"decision": "Young Sailor ticket: keep it, raise it, or end it."}, "a product's name"),
        ({"off_limits": ["Gen Z", "Anyone's illness", "Who is lazy"]}, "a fence is no topic"),
        (
            {"decision": "The contract is signed; which gate comes first, north or south?"},
            "still open",
        ),
        ({"what_would_change_it": ["Nothing on the board for a week"]}, "nothing as a finding"),
        ({"decision": "The night-manager posts: keep, merge, or drop."}, "posts, not people"),
        ({"metrics": []}, "metrics are optional"),
    ],
)
def test_a_suspicious_word_alone_is_no_alarm(changes: dict[str, Any], reason: str) -> None:
    assert codes(**changes) == set(), reason


def test_a_past_deadline_is_a_note_and_no_problem() -> None:
    verdict = check_brief(parse_brief(brief_bytes(deadline="2020-01-01"), "b.json"), TODAY)
    assert verdict.accept
    assert any("past" in sentence for sentence in verdict.notes)


def test_each_problem_quotes_explains_and_offers_a_value_for_its_field() -> None:
    changed = brief_bytes(decision="Understand our crews better.", options=["Insights"])
    (problem,) = check_brief(parse_brief(changed, "b.json"), TODAY).problems
    assert problem.field == "decision"
    assert problem.quote in "Understand our crews better."
    assert len(problem.alternatives) == 3
    assert problem.suggestion == problem.alternatives[0]


def test_the_proposals_for_a_topic_are_decisions_themselves() -> None:
    changed = brief_bytes(decision="Understand our crews better.", options=["Insights"])
    (problem,) = check_brief(parse_brief(changed, "b.json"), TODAY).problems
    for proposal in problem.alternatives:
        assert "no_decision" not in codes(decision=proposal)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00x", "UTF-8"),
        (b"- just\n- a list", "mapping"),
        (b"a: [", "YAML"),
        (b"owner: {role: x}", "decision"),
        (b"x" * 300_000, "larger"),
    ],
)
def test_what_is_no_brief_ends_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(InvalidBrief, match=says) as caught:
        parse_brief(data, "brief.yaml")
    assert "\n" not in caught.value.sentence


def test_a_missing_family_is_inferred() -> None:
    body = {key: value for key, value in GOOD.items() if key != "question_family"}
    body["decision"] = "Move the graduate campaign budget to job fairs, adverts, or open days."
    raw = parse_brief(brief_bytes(**{**body, "question_family": None}), "b.json")
    assert check_brief(raw, TODAY).family == "hiring_brand"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-02-28", date(2027, 2, 28)),
        ("30.04.2027", date(2027, 4, 30)),
        ("14 May 2027", date(2027, 5, 14)),
        ("May 14th, 2027", date(2027, 5, 14)),
        ("end of June 2027", date(2027, 6, 30)),
        ("Q2 2027", date(2027, 6, 30)),
        ("2027-W10", date(2027, 3, 14)),
        ("31 April 2027", None),
        ("Q3-ish", None),
        ("ongoing", None),
        ("when HR is ready", None),
        ("", None),
    ],
)
def test_a_deadline_is_a_day_or_none(text: str, day: date | None) -> None:
    assert read_deadline(text) == day
