"""A model that is slow must not cost the answer."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

from graphs.ask.flow import build
from graphs.ask.state import AskContext, AskInput
from graphs.ports import Answer, ChatModel, Prompt
from guardrails.text import CleanText
from knowledge.search.conditions import Conditions
from knowledge.search.searching import Card
from tests.fakes import ScriptedChat

STATEMENT = CleanText("Surveys are lost where there is no signal.")


class OneCard:
    def find(self, *_asked: Any) -> list[Card]:
        return [cast("Card", SimpleNamespace(theme=SimpleNamespace(statement=STATEMENT)))]

    def nearest(self, *_asked: Any) -> list[Card]:
        return self.find()


class BusyChat(ScriptedChat):
    """Never comes to an end."""

    async def propose(
        self, prompt: Prompt, answer: type[Answer], *, max_tokens: int = 256
    ) -> Answer | None:
        await asyncio.sleep(60)
        return None


async def test_the_themes_answer_when_the_model_is_busy() -> None:
    context = AskContext(
        released=OneCard(),
        conditions=Conditions(),
        own_pairs=frozenset(),
        model=cast("ChatModel", BusyChat()),
        found=[],
        patience_s=0.05,
    )
    question = CleanText("What is lost?")
    async with asyncio.timeout(5):
        result = await build().ainvoke(AskInput(question), context=context)
    assert result["sentences"] == [f"{STATEMENT.rstrip('.')} [1]."]
    assert result["worded_by"] == ""
