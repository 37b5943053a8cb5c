"""A name that the scrubber left and a large model saw is gone before anybody decides."""

import pytest

from graphs.debrief.judged import names_left
from graphs.debrief.judging import Missed, Picks
from graphs.debrief.names import stands_in, without_names
from graphs.debrief.state import Draft, Evidence, LeftName
from guardrails.text import authored
from tests.unit.debrief.test_judging import CONTEXT, TURNS, read_talk


def test_it_is_replaced_in_statement_and_quotes_as_a_word_of_its_own() -> None:
    quote = authored("so june has the key and juneau does not, [june] knows")
    evidence = [Evidence(quote, 1, 0, 40, "junior", "first_hand")]
    draft = Draft("i", authored("June has the key of Acme Mills."), "extractive", evidence)
    names = [LeftName(authored("june"), "person"), LeftName(authored("acme mills"), "organisation")]
    (clean,) = without_names([draft], names)
    assert clean.statement == "[a colleague] has the key of [a client]."
    assert (
        clean.evidence[0].quote == "so [a colleague] has the key and juneau does not, [june] knows"
    )


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("friend", ["friend"]),
        ("Nobody Here", []),  # was not said
        ("the", []),  # would blank the page
        ("log", []),  # the brief itself names it
        ("  ", []),
    ],
)
def test_only_what_was_said_and_is_no_secret_of_the_brief_is_taken(
    word: str, left: list[str]
) -> None:
    reading = read_talk(TURNS, [], CONTEXT)
    picks = Picks(points=[], names=[Missed(word=word, what="person")])
    assert [each.word for each in names_left(picks, reading)] == left


def test_a_word_in_brackets_is_no_name() -> None:
    assert not stands_in("colleague", "asked [a colleague] twice")
    assert stands_in("Colleague", "a colleague asked")
