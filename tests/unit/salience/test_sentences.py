"""Pieces of spoken text: whole, in order, of a length that can be quoted."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.debrief.sentences import split_turn
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText
from guardrails.transcript.pieces import cut


def pieces(text: str) -> list[str]:
    return [s.text for s in split_turn(CleanTurn(0, "junior", "junior", CleanText(text)))]


def test_punctuated_talk_is_cut_at_full_stops() -> None:
    assert pieces(
        "The till freezes twice a shift. We pull the plug and wait for it! Why is that?"
    ) == [
        "The till freezes twice a shift.",
        "We pull the plug and wait for it!",
        "Why is that?",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("R. told us to skip the form on Sundays.", "an initial"),
        ("We log e.g. the wrong street and the driver waits.", "an abbreviation"),
        ("It takes 3.5 hours and nobody counts that.", "a decimal"),
        ("Mr. Osei signs the sheet at the end of the day.", "a title"),
    ],
)
def test_a_point_that_ends_no_sentence(text: str, reason: str) -> None:
    assert pieces(text) == [text], reason


def test_short_sentences_join_the_one_before() -> None:
    assert pieces("So people put a dot in there. Or N A.") == [
        "So people put a dot in there. Or N A."
    ]


def test_unpunctuated_speech_is_cut_at_its_joints() -> None:
    text = (
        "so the form wants a company name and you can't skip it and if you leave it empty the "
        "limit drops to the lowest one so people know that now and they put the name of the mall "
        "because it is the building where they work"
    )
    found = pieces(text)
    assert len(found) >= 3
    assert all(5 <= len(piece.split()) <= 30 for piece in found)
    assert " ".join(found) == text
    assert not any(piece.endswith((" so", " and", " because", " the", " a")) for piece in found)


@given(st.text(alphabet="abc so but and . , ! ? \n", max_size=400))
def test_every_word_is_kept_once_and_in_order(text: str) -> None:
    spans = cut(text)
    assert " ".join(text[a:b] for a, b in spans).split() == text.split()
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
