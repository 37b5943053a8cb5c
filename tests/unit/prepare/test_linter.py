import time

import pytest

from guardrails.questions.lint import lint_question, passes
from knowledge.bank.bank import load_bank


def codes(text: str, *known: str) -> set[str]:
    return {problem.code for problem in lint_question(text, frozenset(known))}


@pytest.mark.parametrize(
    ("expected", "question", "reason"),
    [
        ({"leading", "closed"}, "Don't you find the ferry app easier?", "negative opening"),
        ({"leading", "closed"}, "You read the notice, right?", "tag"),
        ({"leading"}, "How useful was the safety drill?", "presupposed quality"),
        ({"leading"}, "We believe the ramp is safer. What do you see?", "own view first"),
        ({"double_barrelled"}, "Where did you dock, and how was the crew?", "two clauses"),
        ({"double_barrelled", "closed"}, "Is the ramp wide and dry?", "two adjectives"),
        ({"double_barrelled"}, "How do you find the cabin and the canteen?", "two objects"),
        ({"closed"}, "Do you use the second gangway?", "yes or no"),
        ({"closed"}, "When the horn sounds, do you stop loading?", "fronted clause"),
        ({"generational"}, "What do millennials want on board?", "an age group"),
        ({"hypothetical"}, "What would you do if the bridge closed?", "has not happened"),
        ({"hypothetical"}, "Suppose the ferry ran all night: who comes?", "imagined"),
        ({"loaded"}, "Tell me about the last idiotic form you signed.", "slanted"),
        ({"jargon"}, "What happens to the VMS feed at night?", "unknown short form"),
        ({"identity_probe"}, "Which colleague left the hatch open?", "a name"),
        ({"identity_probe"}, "What does your husband say about night shifts?", "private"),
        ({"solution_seeking"}, "How should we redesign the boarding pass?", "the design"),
    ],
)
def test_what_is_wrong_is_found_and_nothing_else(
    expected: set[str], question: str, reason: str
) -> None:
    assert codes(question) == expected, reason


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Can you explain how a crate gets its tag?", "a request"),
        ("Could you show me the last entry?", "a request"),
        ("Why do you think the second line fills up first?", "their own view"),
        ("Tell me about the last time the horn failed.", "a past event"),
        ("Which terms and conditions do passengers ask about?", "one thing with an and"),
        ("What happens between the gate and the ramp?", "between and"),
        ("How, if at all, did the new gate change your rounds?", "open on purpose"),
        ("what did ya do when the reader wouldnt open", "typed speech"),
        ("What did they say right before the door closed?", "right is no tag"),
        ("How do second-generation scanners behave in rain?", "hardware"),
        ("How does the toxic waste form reach the deck?", "a thing, not a verdict"),
        ("Who do you ring first when the ramp is stuck?", "help, not blame"),
        ("What would you say fills most of your first hour?", "a hedge"),
    ],
)
def test_good_questions_are_left_alone(question: str, reason: str) -> None:
    assert codes(question) == set(), reason


def test_length_counts_from_forty_words() -> None:
    long = "What did you do when " + "the boat came and went again " * 8 + "?"
    assert "too_long" in codes(long)


def test_a_glossary_explains_a_short_form() -> None:
    assert codes("What happens to the VMS feed at night?", "VMS") == set()


def test_a_short_form_explained_in_the_question_is_no_jargon() -> None:
    assert codes("What stands on the ETB, our estimated berth slip?") == set()


def test_every_rewrite_passes_the_linter_itself() -> None:
    for question in (
        "Don't you find the ferry app easier and faster?",
        "What would Gen Z change about the modern timetable?",
        "Which colleague broke the VMS rule?",
    ):
        for problem in lint_question(question):
            assert passes(problem.suggestion), (problem.code, problem.suggestion)


@pytest.mark.parametrize("text", ["", "?", "   ", "…", "a" * 20_000, "and " * 3_000 + "?"])
def test_odd_input_is_judged_and_quickly(text: str) -> None:
    began = time.perf_counter()
    lint_question(text)
    assert time.perf_counter() - began < 5


def test_every_bank_question_passes() -> None:
    for row in load_bank():
        for text in (row.text, *row.probes):
            said = text.replace("{item}", "Nets torn at night").replace("{figures}", " (3 today)")
            assert passes(said), (row.id, said)


def test_the_bank_is_large_and_serves_every_family() -> None:
    rows = load_bank()
    assert len(rows) >= 150
    assert len({row.id for row in rows}) == len(rows)
    for family in {row.family for row in rows} - {None}:
        assert sum(row.family == family for row in rows) >= 25
    assert all(row.probes and row.listen_for and row.risk for row in rows)
