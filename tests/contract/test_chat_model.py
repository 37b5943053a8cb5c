"""One suite over every chat model: a fake, none, a hosted one's protocol, and a real one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import BaseModel, Field, SecretStr

from coach.llm.chat import LiteLLMChat
from coach.llm.engine import EmbeddedEngine
from coach.llm.none import NoModel
from coach.settings import LLMSettings
from graphs.ports import ChatModel, Prompt
from guardrails.text import CleanText
from tests.fakes import ScriptedChat
from tests.unit.llm.endpoint import Scripted, scripted_endpoint

PROMPT = Prompt("test/pick@0", CleanText("You answer in JSON."), CleanText("Pick 1 or 2."))


class Pick(BaseModel):
    number: int = Field(ge=0, le=9)


@pytest.fixture(
    params=["fake", "none", "hosted", pytest.param("on board", marks=pytest.mark.model)]
)
async def chat(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[ChatModel]:
    kind = request.param
    if kind == "fake":
        yield ScriptedChat([Pick(number=2)])
    elif kind == "none":
        yield NoModel()
    elif kind == "hosted":
        with scripted_endpoint(Scripted()) as endpoint:
            llm = LLMSettings(
                model="openai/m", api_base=endpoint.url, api_key=SecretStr("k"), retries=0
            )
            yield LiteLLMChat(llm, EmbeddedEngine(Path("/nowhere"), llm))
    else:
        llm = LLMSettings(embedded_weights="tests", context_tokens=1024)
        engine = EmbeddedEngine(tmp_path_factory.mktemp("cache"), llm)
        yield LiteLLMChat(llm, engine)
        await engine.close()


async def test_an_answer_has_the_asked_shape_or_there_is_none(chat: ChatModel) -> None:
    answer = await chat.propose(PROMPT, Pick, max_tokens=48)
    assert answer is None or isinstance(answer, Pick)
    assert chat.name
    assert chat.strength in {"small", "large"}
    assert chat.usage().calls >= (0 if isinstance(chat, NoModel) else 1)
