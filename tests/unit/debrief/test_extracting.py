import pytest

from graphs.debrief.extracting import leading, leading_pair, readable_statement
from graphs.debrief.state import Said
from guardrails.text import CleanText


@pytest.mark.parametrize(
    ("said", "expected", "why"),
    [
        (
            "so um people know that now and they put the mall",
            "People know that now and they put the mall.",
            "fillers go",
        ),
        ("- the alarm goes, five of us walk", "The alarm goes, five of us walk.", "a bullet goes"),
        ("I mean, the the form is closed at night", "The form is closed at night.", "stutter goes"),
        ("but i wrote it twice", "I wrote it twice.", "a recognizer writes small i"),
        ("Is that, you know, slow?", "Is that slow.", "no question as a finding"),
    ],
)
def test_own_words_become_a_readable_sentence(said: str, expected: str, why: str) -> None:
    assert readable_statement(CleanText(said)) == expected, why


def test_every_word_that_stays_was_said_in_that_order() -> None:
    said = "well you know the export stops at line five hundred um and it doesn't say it stopped"
    kept = readable_statement(CleanText(said)).rstrip(".").lower().split()
    words = iter(said.split())
    assert all(word in words for word in kept)


def test_a_run_on_sentence_is_cut_at_a_whole_thought() -> None:
    said = CleanText(" ".join(["the list stays in german"] * 6 + ["and we pick the last"] * 4))
    assert len(readable_statement(said).split()) <= 34


def test_the_sentence_a_stranger_understands_leads() -> None:
    vague = Said(0, 0, 12, CleanText("They do it."), 1.0)
    clear = Said(
        0, 13, 70, CleanText("The export stops at line five hundred without a message."), 0.9
    )
    far = Said(4, 0, 9, CleanText("Every single day we paste our lines there."), 0.5)
    assert leading([vague, clear, far]) == clear
    assert leading_pair([vague, clear, far]) == [vague, clear]
