"""A model's words for a theme stand only if they are about it and point at nobody."""

import asyncio
from collections.abc import Sequence

import pytest

from graphs.theming.naming import Name, Theme, label_holds, name_themes, statement_holds
from guardrails.text import authored
from knowledge.insights import Insight
from knowledge.release.building import Worded
from tests.fakes import ScriptedChat, WordEmbedder

SAID = (
    "The expense form asks for a cost center that new people do not know.",
    "New people guess the cost center of the expense form and it comes back after 3 weeks.",
    "The expense form comes back to new people in Brno.",
)
OTHERS = ("The badge fails at the gate in the rain.", "The gate reads no badge in the rain.")
GOOD = Name(
    label="Cost center of the expense form",
    statement="The expense form asks new people for a cost center, and it comes back.",
)


def members(said: Sequence[str] = SAID) -> list[Insight]:
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


def theme(said: Sequence[str]) -> Theme:
    vectors = WordEmbedder().embed([one.statement for one in members(said)])
    return Theme(members(said), vectors.mean(axis=0))


def named(chat: ScriptedChat) -> dict[str, Worded]:
    themes = {"t": theme(SAID), "other": theme(OTHERS)}
    return asyncio.run(name_themes(chat, WordEmbedder(), themes, ["t"]))


def test_words_that_several_said_become_the_name_and_say_whose_they_are() -> None:
    found = named(ScriptedChat([GOOD]))["t"]
    assert (found.label, found.statement) == (GOOD.label, GOOD.statement)
    assert found.described == ("i0", "i1", "i2")


def test_a_statement_that_does_not_hold_is_the_most_typical_persons_own() -> None:
    free = GOOD.model_copy(update={"statement": "The expense form humiliates people, clearly."})
    found = named(ScriptedChat([free]))["t"]
    assert (found.label, found.statement, found.described) == (GOOD.label, SAID[0], ("i0",))


def test_a_label_that_fits_another_theme_better_is_dropped() -> None:
    wrong = GOOD.model_copy(update={"label": "Badge at the gate in the rain, expense"})
    assert named(ScriptedChat([wrong])) == {}


@pytest.mark.parametrize(
    ("label", "holds"),
    [
        (GOOD.label, True),
        ("Unclear cost centers of the expense form", True),  # an ordinary word of the model's
        ("Expense form in Brno", False),  # one person's place
        ("Expense form at Acme", False),  # nobody's name
        ("Expense form after 3 weeks", False),  # one person's number
        ("Something else altogether", False),
        ("The of and", False),
    ],
)
def test_a_label_points_at_nothing_that_one_person_named(label: str, *, holds: bool) -> None:
    assert label_holds(label, members()) is holds


@pytest.mark.parametrize(
    ("statement", "holds"),
    [
        (GOOD.statement, True),
        ("The expense form of new people comes back after 3 weeks.", False),
        ("The expense form humiliates new people, and it comes back.", False),
        ("The of and.", False),
    ],
)
def test_a_statement_is_in_the_words_that_were_said(statement: str, *, holds: bool) -> None:
    assert statement_holds(statement, members()) is holds


def test_nothing_is_denied_that_nobody_denied() -> None:
    said = ("The app shows the fee before the order.", "The app shows the fee first.")
    assert not statement_holds("The app never shows the fee before the order.", members(said))


def test_a_junior_speaks_once_and_silence_changes_nothing() -> None:
    chat = ScriptedChat([GOOD])
    twice = Theme([*members(), *members()], theme(SAID).center)
    asyncio.run(name_themes(chat, WordEmbedder(), {"t": twice}, ["t"]))
    assert "4." not in chat.asked[0].user
    assert named(ScriptedChat(unavailable=True)) == {}
    assert named(ScriptedChat([])) == {}
