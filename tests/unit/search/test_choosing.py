"""A large model says which of the nearest themes answer; code offers and disposes."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest

from graphs.ask.choosing import OFFERED, Chosen
from graphs.ask.flow import build
from graphs.ask.state import AskContext, AskInput
from graphs.ports import ChatModel
from guardrails.text import CleanText
from knowledge.search.conditions import Conditions
from knowledge.search.searching import Card
from tests.fakes import ScriptedChat

SAID = ("Expense forms come back.", "The badge fails in the rain.", "Nobody owns the forecast.")


def card(statement: str) -> Card:
    theme = SimpleNamespace(label=CleanText("A theme"), statement=CleanText(statement))
    return cast("Card", SimpleNamespace(theme=theme, evidence=(CleanText("It took a week."),)))


class ThreeThemes:
    """The calibrated search would answer with the first."""

    def __init__(self) -> None:
        self.limits: list[int] = []

    def find(self, *_asked: Any) -> list[Card]:
        return [card(SAID[0])]

    def nearest(self, *asked: Any) -> list[Card]:
        self.limits.append(asked[-1])
        return [card(said) for said in SAID]


async def answered(judge: ScriptedChat, released: ThreeThemes | None = None) -> dict[str, Any]:
    context = AskContext(
        released=released or ThreeThemes(),
        conditions=Conditions(),
        own_pairs=frozenset(),
        model=None,
        found=[],
        judge=cast("ChatModel", judge),
    )
    result = await build().ainvoke(AskInput(CleanText("What of the badge?")), context=context)
    assert [each.theme.statement for each in context.found] == result["texts"]
    return dict(result)


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([2], [SAID[1]]),
        ([3, 2, 3], [SAID[2], SAID[1]]),
        ([0, 9, -1], []),
        ([], []),
    ],
)
async def test_only_what_was_offered_is_shown(numbers: Sequence[int], shown: list[str]) -> None:
    released = ThreeThemes()
    judge = ScriptedChat([Chosen(answers=list(numbers))], strength="large")
    result = await answered(judge, released)
    assert result["texts"] == shown
    assert result["chosen_by"] == "scripted"
    assert released.limits == [OFFERED]
    assert "[2]" in judge.asked[0].user
    assert "It took a week." in judge.asked[0].user


@pytest.mark.parametrize("judge", [ScriptedChat(unavailable=True), ScriptedChat([None])])
async def test_without_its_answer_the_search_decides(judge: ScriptedChat) -> None:
    result = await answered(judge)
    assert (result["texts"], result.get("chosen_by", "")) == ([SAID[0]], "")
