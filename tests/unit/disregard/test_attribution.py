"""In notes the senior's view stands inside the junior's bullets."""

import pytest

from guardrails.disregard import find_attributed
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText


def notes(*bullets: str) -> list[CleanTurn]:
    return [CleanTurn(n, "junior", "junior", CleanText(b)) for n, b in enumerate(bullets)]


def views(*bullets: str) -> list[str]:
    turns = notes(*bullets)
    return [turns[v.turn].text[v.start : v.end] for v in find_attributed(turns)]


FRAME = ("<PERSON_1> says the budget is fixed", '<PERSON_1>: "it was always like this"')


def test_said_thought_asked_and_quoted() -> None:
    assert views(*FRAME) == list(FRAME)
    assert views(*FRAME, "<PERSON_1>'s idea: a hackathon")[2:] == ["<PERSON_1>'s idea: a hackathon"]


def test_a_liking_is_a_view_and_the_next_sentence_goes_on_with_it() -> None:
    bullet = "<PERSON_1> loves the film. She thinks it brings people"
    assert views(*FRAME, bullet)[2:] == [
        "<PERSON_1> loves the film.",
        "She thinks it brings people",
    ]


def test_only_the_sentence_with_the_view_goes() -> None:
    bullet = "the till freezes twice a shift. <PERSON_1> thinks it is the network. it is the till"
    assert views(*FRAME, bullet)[2:] == ["<PERSON_1> thinks it is the network."]


def test_the_next_sentence_may_go_on_without_a_name() -> None:
    bullet = '<PERSON_1> laughed. Said "be more careful". we still retype it'
    assert views(*FRAME, bullet)[2:] == [
        "<PERSON_1> laughed.",
        'Said "be more careful".',
    ]


def test_a_bullet_may_open_with_a_pronoun() -> None:
    assert views(*FRAME, "she likes the word flexible")[2:] == ["she likes the word flexible"]


def test_what_colleagues_told_or_did_stays() -> None:
    assert views(*FRAME, "<PERSON_4> told me the form is only in German")[2:] == []
    assert views(*FRAME, "<PERSON_4> keeps a list of the real street names")[2:] == []


def test_initials_work_as_well() -> None:
    assert views("K. says it is fine", "K. thinks we are slow") == [
        "K. says it is fine",
        "K. thinks we are slow",
    ]


def test_a_talk_with_speakers_needs_none_of_it() -> None:
    turns = [
        CleanTurn(0, "senior", "senior", CleanText("How was it?")),
        *notes(*FRAME),
    ]
    assert find_attributed(turns) == []


@pytest.mark.parametrize(
    ("bullet", "why"),
    [
        ("Madam: lovely, so it works", "a title with a colon"),
        ("She is for renting it out.", "being for something is a view"),
        ("she'd like to charge nine dollars for it", "a wish"),
        ("he reckons they will not cope on a till", "lower case"),
        ("not keen on phone calls, they leave no trace", "nobody writes that of oneself"),
        ("nobody reads that box anyway, she says", "told at the end"),
        ("<PERSON_2> \u2192 happy, wants to print it", "an arrow for a colon"),
        ("To her this is theft.", "in her eyes"),
        ("His question was how many come back.", "a question of his"),
    ],
)
def test_a_view_in_any_hand_is_the_seniors(bullet: str, why: str) -> None:
    turns = notes(bullet)
    found = [turns[v.turn].text[v.start : v.end] for v in find_attributed(turns, ["<PERSON_2>"])]
    assert found == [bullet], why


def test_what_the_junior_answers_to_a_view_stays() -> None:
    bullet = "She thinks it is the training, I said the form times out after eight minutes"
    assert views(bullet) == ["She thinks it is the training,"]


@pytest.mark.parametrize(
    "bullet",
    [
        "My team leader keeps a list. She says the numbers are never right.",
        "<PERSON_7> runs the night desk. He told me the queue is empty by ten.",
        "the customer waits twenty minutes and then he asks for paper",
        "Her scanner: it reads the label only from the left",
        "Finds no customer whose name has an accent.",
    ],
)
def test_somebody_else_who_was_named_before_may_be_she(bullet: str) -> None:
    assert views(bullet) == []
