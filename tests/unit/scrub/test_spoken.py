# ruff: noqa: E501  # one case a line
"""Identifiers read aloud, and talk that only sounds like them."""

import pytest

from guardrails.scrub.recognizers.dates import ExactDates
from guardrails.scrub.recognizers.places import FinePlaces
from guardrails.scrub.recognizers.spoken import SpokenIdentifiers


def _covers(recognizer, text: str, value: str) -> bool:
    start = text.index(value)
    covered = set()
    for result in recognizer.analyze(text, recognizer.supported_entities):
        covered.update(range(result.start, result.end))
    return all(i in covered for i in range(start, start + len(value)) if text[i].isalnum())


@pytest.mark.parametrize(
    ("text", "value", "reason"),
    [
        ("mail mary dot lee at acme dot example dot com please", "mary dot lee at acme dot example dot com", "dots are words"),
        ("it's j underscore doe at mail dot org", "j underscore doe at mail dot org", "underscore"),
        ("sam ninety-nine at example dot com", "sam ninety-nine at example dot com", "a number in it"),
        ("call five oh six, five five five, oh one four two now", "five oh six, five five five, oh one four two", "groups"),
        ("plus four four, seven seven double oh, nine hundred, one one eight", "plus four four, seven seven double oh, nine hundred, one one eight", "double and hundred"),
        ("badge M F two zero nine three one if needed", "M F two zero nine three one", "letters first"),
        ("the case is F T dash two zero one nine dash zero four", "F T dash two zero one nine dash zero four", "dashes said"),
        ("reference Victor Kilo three Romeo eight eight", "Victor Kilo three Romeo eight eight", "radio alphabet"),
        ("the title is K R oh four, stroke, two two nine one", "K R oh four, stroke, two two nine one", "a stroke"),
        ("the kiosk is P L M dash seven", "P L M dash seven", "letters and one figure"),
        ("it's q tam underscore three eight", "q tam underscore three eight", "a letter of the first name"),
        ("log in with r okafor four one", "r okafor four one", "letter, name and figures"),
        ("his is d marchetti dash ops", "d marchetti dash ops", "a dash and a department"),
        ("my login is t palani, all small letters", "t palani", "a log-in with its cue"),
        ("see acme dot example dot com slash s slash b e q nine", "acme dot example dot com slash s slash b e q nine", "web address"),
    ],
)  # fmt: skip
def test_spoken_identifiers_are_found_whole(text, value, reason) -> None:
    assert _covers(SpokenIdentifiers(), text, value), reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("we met at ten and left at six", "times are not addresses"),
        ("testing one two three four", "a microphone test"),
        ("look at it. So we went on", "a sentence that ends behind at"),
        ("it took twenty one to thirty minutes", "an amount"),
        ("I have a one to one at nine thirty", "a meeting"),
        ("between four and five percent", "a range"),
    ],
)
def test_ordinary_talk_is_left_alone(text, reason) -> None:
    found = [r for r in SpokenIdentifiers().analyze(text, []) if r.entity_type != "SPELLED"]
    assert found == [], reason


@pytest.mark.parametrize(
    ("text", "value", "found", "reason"),
    [
        ("my birthday is the fourteenth of March", "the fourteenth of March", True, "birthday"),
        ("Sunday 18 May, the alarm goes", "Sunday 18 May", True, "an incident's day"),
        ("the print run goes to print 1 August", "1 August", False, "a launch"),
        ("we decide by the thirtieth of September", "thirtieth of September", False, "a deadline"),
        ("in Q2 and in March", "March", False, "no day is named"),
        ("the first month was hard", "first month", False, "an ordinal alone"),
    ],
)  # fmt: skip
def test_days_that_identify(text, value, found, reason) -> None:
    assert _covers(ExactDates(), text, value) is found, reason


@pytest.mark.parametrize(
    ("text", "value", "found"),
    [
        ("I live at fourteen Brewster Wynd now", "fourteen Brewster Wynd", True),
        ("post it to stall fourteen kisima arcade", "stall fourteen kisima arcade", True),
        ("27/4 Ngõ Lửa Hồng is the flat", "27/4 Ngõ Lửa Hồng", True),
        ("we walk in Gate C every day", "Gate C", True),
        ("we came from Lima to Madrid", "Lima", False),
        ("the way we work in the park", "the park", False),
    ],
)
def test_fine_places(text, value, found) -> None:
    assert _covers(FinePlaces(), text, value) is found
