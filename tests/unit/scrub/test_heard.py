"""What captions write for a name, and what people are called, whatever words these are."""

import pytest

from guardrails.scrub.recognizers.heard import HeardNames
from guardrails.scrub.sounds import alike


def _heard(text: str) -> list[str]:
    found = HeardNames().analyze(text, [])
    return [text[hit.start : hit.end] for hit in found if hit.entity_type == "HEARD_NAME"]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Zoom writes me as Ten Mozy in here.", "Ten Mozy", "a meeting tool writes"),
        ("The captions wrote Regular. Ha.", "Regular", "one ordinary word"),
        ("The subtitle says So Young. Keep it.", "So Young", "a small word with a capital"),
        ("the machine writes me as ever i saw it", "ever", "no capitals"),
        ("The phone thinks I am Lee Guy A. No.", "Lee Guy A", "several pieces"),
        ('he called me "Hand" all day', "Hand", "in quotes"),
        ("she says call me Nê, everybody does", "Nê", "asked to be called so"),
        ("We call him El Profe.", "El Profe", "a nickname"),
        ("the captions made me Wide Open last week", "Wide Open", "ends with its capitals"),
        ("Otter put like a bikini contact when I tried", "like a bikini contact", "a phrase"),
    ],
)
def test_what_is_told_is_a_name(text: str, expected: str, why: str) -> None:
    assert expected in _heard(text), why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Zoom says you're on mute.", "an announcement"),
        ("The captions are wrong again.", "no name is written"),
        ("you call me five five five", "a telephone number"),
        ("I'll call him myself.", "a reflexive"),
        ("the system says no to everything", "an answer"),
        ("Teams put it in the folder", "moved, not written"),
    ],
)
def test_other_talk_of_tools_is_none(text: str, why: str) -> None:
    assert _heard(text) == [], why


@pytest.mark.parametrize(
    ("heard", "name", "why"),
    [
        ("hawk on", "Håkon", "w behind a vowel is no consonant"),
        ("show", "Sho", "the same"),
    ],
)
def test_sounds(heard: str, name: str, why: str) -> None:
    assert alike(heard, name) >= 0.7, why
