"""Signs that a name is a tool's or somebody's: one row a kind of sentence, with its reason."""

import pytest

from guardrails.scrub.situations import calendar, named_by_a_word, somebody
from guardrails.scrub.talk import cut
from guardrails.scrub.things import something


def _signs(text: str, name: str) -> tuple[float, float]:
    words = cut(text)
    place = next(i for i, word in enumerate(words) if word.text == name)
    return somebody(words, place), something(words, place)


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("Okay, so Kiri. The chat thing on the careers page.", "Kiri", "explained behind it"),
        ("what the claims assistant (Otylia) may do", "Otylia", "explained before it"),
        ("the new chat on the page, it's called Clara now", "Clara", "what a tool is called"),
        ("so they ask Solveig on the careers page", "Solveig", "met on a screen"),
        ("if you choose Price, it closes", "Price", "chosen in a list"),
        ("so I opened Dante and waited", "Dante", "opened"),
        ("Otylia's summary was strange", "Otylia", "owns what a program makes"),
        ("I have Rita answering most of it", "Rita", "answers as a service"),
        ("nobody believes Ada by itself", "Ada", "itself, not herself"),
    ],
)
def test_a_tool_shows_itself(text: str, name: str, why: str) -> None:
    person, thing = _signs(text, name)

    assert thing > person, why


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("my manager Noreen said no", "Noreen", "a person's role before it"),
        ("Fergal and I went down", "Fergal", "keeps company with I"),
        ("Yaritza showed me the trick", "Yaritza", "showed me"),
        ("it is under Tam's dinner", "Tam", "owns what people own"),
        ("Bo thinks the opposite", "Bo", "thinks"),
        ("thank you, Hilary, that helps", "Hilary", "spoken to between commas"),
    ],
)
def test_a_person_shows_herself(text: str, name: str, why: str) -> None:
    person, thing = _signs(text, name)

    assert person > thing, why


@pytest.mark.parametrize(
    ("named", "word", "name", "why"),
    [
        ("with will from the agency", "you will see it", "will", "a modal follows a pronoun"),
        ("so grace in thika has it", "the grace period ends", "grace", "a noun of its own follows"),
        ("thank you joy that helps", "with great joy they left", "joy", "an adjective leads"),
        ("tell patience from hr", "the patience of a saint", "patience", "of follows"),
        ("who's lucky", "a lucky guess", "lucky", "an article leads"),
        ("and rose said no", "and then she rose very fast", "rose", "a pronoun makes it a verb"),
    ],
)
def test_names_that_are_words(named: str, word: str, name: str, why: str) -> None:
    as_name, as_word = cut(named), cut(word)
    here = next(i for i, w in enumerate(as_name) if w.text == name)
    there = next(i for i, w in enumerate(as_word) if w.text == name)

    assert named_by_a_word(as_name, here) > named_by_a_word(as_word, there), why


@pytest.mark.parametrize(
    ("text", "name", "expected", "why"),
    [
        ("the hail begins in May", "May", True, "a month after in"),
        ("on Sunday nobody comes", "Sunday", True, "a day after on"),
        ("every Sunday we close", "Sunday", True, "each of them"),
        ("May says it begins", "May", False, "somebody says"),
        ("Sunday keeps a list", "Sunday", False, "nothing dates it"),
        ("from June in finance", "June", False, "people send things too"),
    ],
)
def test_days_and_months_of_people(text: str, name: str, expected: bool, why: str) -> None:  # noqa: FBT001
    words = cut(text)
    place = next(i for i, word in enumerate(words) if word.text == name)

    assert calendar(words, place) is expected, why
