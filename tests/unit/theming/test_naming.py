"""A model's words for a theme stand only if its people said them."""

import asyncio

import pytest

from graphs.theming.naming import Name, carried, name_themes
from guardrails.text import authored
from knowledge.insights import Insight
from tests.fakes import ScriptedChat

SAID = (
    "The expense form asks for a cost center that new people do not know.",
    "New people guess the cost center of the expense form and it comes back after 3 weeks.",
    "The expense form comes back to new people in Brno.",
)


def members(said: tuple[str, ...] = SAID) -> list[Insight]:
    return [
        Insight(
            id=f"i{n}",
            statement=authored(text),
            quote=authored(""),
            family="internal_tools",
            kind="friction",
            severity="low",
            junior_ref=f"j{n}",
            pair_ref=f"p{n}",
        )
        for n, text in enumerate(said)
    ]


GOOD = Name(
    label="Cost center of the expense form",
    statement="The expense form asks new people for a cost center, and it comes back.",
)


def test_words_that_several_said_become_the_name_and_say_whose_they_are() -> None:
    found = asyncio.run(name_themes(ScriptedChat([GOOD]), {"t": members()}))
    assert (found["t"].label, found["t"].statement) == (GOOD.label, GOOD.statement)
    assert found["t"].described == ("i0", "i1", "i2")


@pytest.mark.parametrize(
    "change",
    [
        {"label": "Expense form in Brno"},  # one person's place in the label
        {"statement": "The expense form of new people comes back after 3 weeks."},  # one's number
        {"statement": "The expense form humiliates new people, and it comes back."},  # nobody's
        {"label": "The of and"},  # nothing
    ],
)
def test_what_one_or_nobody_said_does_not(change: dict[str, str]) -> None:
    assert carried(GOOD, members())
    assert not carried(GOOD.model_copy(update=change), members())


def test_nothing_is_denied_that_nobody_denied() -> None:
    said = ("The app shows the fee before the order.", "The app shows the fee first.")
    name = Name(label="Fee in the app", statement="The app never shows the fee before the order.")
    assert not carried(name, members(said))


def test_a_junior_speaks_once_and_silence_changes_nothing() -> None:
    twice = [*members(), *members()]
    chat = ScriptedChat([GOOD])
    asyncio.run(name_themes(chat, {"t": twice}))
    assert "4." not in chat.asked[0].user
    assert asyncio.run(name_themes(ScriptedChat(unavailable=True), {"t": members()})) == {}
    assert asyncio.run(name_themes(ScriptedChat([]), {"t": members()})) == {}
