# look-alike letters are the subject
"""Folding keeps every offset and hides no trick."""

from hypothesis import given
from hypothesis import strategies as st

from guardrails.scrub.folding import fold, plain


def test_zero_width_and_direction_marks_vanish() -> None:
    folded = fold("Je\u200bnn\u200dy \u202esaid")
    assert folded.text == "Jenny said"
    assert folded.span(0, 5) == (0, 7)


def test_look_alike_letters_become_latin() -> None:
    assert fold("\u0410lice \u0421\u043ele").text == "Alice Cole"


def test_a_word_truly_in_another_script_is_left() -> None:
    assert fold("привет").text == "привет"


def test_combining_marks_join_their_letter() -> None:
    folded = fold("Jose\u0301 left")
    assert folded.text == "José left"
    assert folded.span(0, 4) == (0, 5)


def test_plain_ignores_case_and_accents() -> None:
    assert plain("Łukasz") == plain("LUKASZ") == "lukasz"


@given(st.text(max_size=200))
def test_spans_stay_inside_the_original(text) -> None:
    folded = fold(text)
    for place in range(len(folded.text)):
        start, end = folded.span(place, place + 1)
        assert 0 <= start < end <= len(text)
