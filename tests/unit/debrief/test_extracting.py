import pytest

from graphs.debrief.extracting import leading, leading_pair, own_wording, readable_statement
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
        ("Exactly. So there's a list on the wall.", "There's a list on the wall.", "answers go"),
        (
            "it didn't stop it, it moved it to the phone",
            "It didn't stop it, it moved it to the phone.",
            "two clauses are no stutter",
        ),
        ("It's a very very slow form.", "It's a very very slow form.", "meant twice"),
        (
            "and without a number on the advert it's, um.",
            "Without a number on the advert.",
            "nothing hangs at the end",
        ),
        (
            "I had one, I swear, that I wrote by hand",
            "I had one, that I wrote by hand.",
            "an oath goes, its comma stays",
        ),
        (
            "I think the form is too long for a phone",
            "The form is too long for a phone.",
            "opening",
        ),
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


def test_a_sentence_that_begins_with_it_takes_its_neighbor_along() -> None:
    text = "The export stops at line five hundred. It gives no message and no number at all."
    first, second = (
        Said(0, 0, 38, CleanText(text[:38]), 0.1),
        Said(0, 39, 80, CleanText(text[39:]), 4),
    )
    assert own_wording([second, first]) == text


def test_a_neighbor_from_another_place_is_not_taken_along() -> None:
    far = Said(0, 0, 38, CleanText("The export stops at line five hundred."), 0.1)
    it = Said(0, 300, 341, CleanText("It gives no message and no number at all."), 4)
    assert own_wording([it, far]) == "It gives no message and no number at all."
