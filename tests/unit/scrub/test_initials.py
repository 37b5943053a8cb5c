"""People called by their letters, as notes do it."""

import pytest

from guardrails.scrub.spelling import initials
from guardrails.scrub.talk import Talk, piece_of

NAMES = ["Mikel Kortabarria", "\u00cd\u00f1igo Larrea", "Olu Kane", "Hanna Rautio"]


def found(text: str, names: list[str]) -> list[str]:
    piece = piece_of(0, text)
    return [piece.text[hit.start : hit.end] for hit in initials(Talk([piece]), names)]


@pytest.mark.parametrize(
    ("text", "letters", "why"),
    [
        ("so MK stops the cranes", "MK", "both letters of a name of the roster"),
        ("MK's opinion, not mine", "MK", "possessive"),
        ("him = \u00cd. Typed on the phone", "\u00cd.", "a letter of another alphabet's hand"),
        ("paid. \u00cd.: not our problem", "\u00cd.", "a colon behind it"),
        ("M. saw the list first", "M.", "no verb of a list needed for a name of the roster"),
    ],
)
def test_letters_of_the_roster_are_people(text: str, letters: str, why: str) -> None:
    assert letters in found(text, NAMES), why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("OK, we print it", "a word of its own, though Olu Kane could sign so"),
        ("HR keeps the list", "a department, though Hanna Rautio could sign so"),
        ("on the motorway, where am I.", "oneself"),
        ("she's more in H R than in H R.", "letters that spell a department"),
        ("see shelf MK-20 behind you", "part of a code"),
    ],
)
def test_other_letters_are_not(text: str, why: str) -> None:
    assert found(text, [*NAMES, "Itzel Poot"]) == [], why


def test_letters_in_speech_recognition_mean_nothing() -> None:
    assert found("so mk stops the cranes", NAMES) == []
