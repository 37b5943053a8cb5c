import asyncio
from pathlib import Path

import pytest
from pydantic import BaseModel, SecretStr

from coach.errors import ModelRefused, ModelUnavailable
from coach.llm.chat import LiteLLMChat
from coach.llm.engine import EmbeddedEngine
from coach.settings import LLMSettings
from graphs.ports import Prompt
from guardrails.text import CleanText
from tests.unit.llm.endpoint import Endpoint, Scripted, scripted_endpoint

PROMPT = Prompt("test/pick@0", CleanText("You pick."), CleanText("1 or 2?"))


class Pick(BaseModel):
    number: int


def chat_at(endpoint: Endpoint, **settings: object) -> LiteLLMChat:
    fields: dict[str, object] = {
        "model": "openai/test-model",
        "api_base": endpoint.url,
        "api_key": SecretStr("key-1"),
        "retries": 0,
        "timeout_s": 5,
    }
    llm = LLMSettings(**{**fields, **settings})  # type: ignore[arg-type]
    return LiteLLMChat(llm, EmbeddedEngine(Path("/nowhere"), llm))


async def test_an_answer_is_validated_and_counted() -> None:
    with scripted_endpoint(Scripted()) as endpoint:
        chat = chat_at(endpoint)
        assert await chat.propose(PROMPT, Pick, max_tokens=32) == Pick(number=2)
    usage = chat.usage()
    assert (usage.calls, usage.prompt_tokens, usage.completion_tokens) == (1, 10, 5)
    assert chat.name == "openai/test-model"
    assert endpoint.keys == ["Bearer key-1"]
    assert endpoint.asked[0]["response_format"]["type"] == "json_schema"
    assert [message["role"] for message in endpoint.asked[0]["messages"]] == ["system", "user"]


async def test_a_model_that_reasons_has_room_to_think_before_it_answers() -> None:
    with scripted_endpoint(Scripted()) as endpoint:
        await chat_at(endpoint).propose(PROMPT, Pick, max_tokens=32)
        await chat_at(endpoint, model="openai/gpt-5-mini").propose(PROMPT, Pick, max_tokens=32)
    plain, reasoning = endpoint.asked
    assert plain["max_tokens"] == 32
    assert reasoning["max_completion_tokens"] > 1000


@pytest.mark.parametrize(
    ("first", "why"),
    [
        (Scripted(content="I would pick two"), "no JSON at all"),
        (Scripted(content='{"number": "two"}'), "JSON of the wrong type"),
        (Scripted(content='{"number": 2}', finish="length"), "cut off by the token limit"),
        (Scripted(content=""), "empty"),
    ],
)
async def test_an_unusable_answer_gets_one_more_try(first: Scripted, why: str) -> None:
    with scripted_endpoint(first, Scripted(content='```json\n{"number": 1}\n```')) as endpoint:
        answer = await chat_at(endpoint).propose(PROMPT, Pick)
    assert answer == Pick(number=1), why
    assert len(endpoint.asked) == 2


async def test_two_unusable_answers_are_no_answer_and_both_are_paid_for() -> None:
    with scripted_endpoint(Scripted(content="never")) as endpoint:
        chat = chat_at(endpoint)
        assert await chat.propose(PROMPT, Pick) is None
    assert chat.usage().calls == len(endpoint.asked) == 2


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (Scripted(401), ModelRefused, "The key for openai/test-model was refused"),
        (Scripted(403), ModelRefused, "was refused"),
        (Scripted(404), ModelRefused, "is unknown to its provider"),
        (Scripted(429), ModelUnavailable, "takes no more questions"),
        (Scripted(500), ModelUnavailable, "could not be reached or is out of order"),
        (Scripted(503), ModelUnavailable, "could not be reached or is out of order"),
        (Scripted(delay_s=1.5), ModelUnavailable, "did not answer within 0.3 s"),
        (Scripted(body=b"<html>gateway"), ModelUnavailable, "could not be reached"),
        (Scripted(body=b"{}"), ModelUnavailable, "could not be reached"),
    ],
    ids=["wrong key", "no right", "no model", "too many", "500", "503", "slow", "html", "empty"],
)
async def test_failures_become_one_safe_sentence(
    reply: Scripted, kind: type[ModelUnavailable], words: str
) -> None:
    timeout_s = 0.3 if reply.delay_s else 5
    with scripted_endpoint(reply) as endpoint:
        chat = chat_at(endpoint, timeout_s=timeout_s)
        with pytest.raises(ModelUnavailable) as caught:
            await chat.propose(PROMPT, Pick)
    assert type(caught.value) is kind
    assert words in caught.value.sentence
    assert "SECRET" not in caught.value.sentence
    assert "key-1" not in caught.value.sentence


async def test_nobody_listening_is_said_so() -> None:
    chat = chat_at(Endpoint("http://127.0.0.1:9/v1"))
    with pytest.raises(ModelUnavailable, match="could not be reached"):
        await chat.propose(PROMPT, Pick)


async def test_a_passing_failure_is_tried_again_as_often_as_configured() -> None:
    with scripted_endpoint(Scripted(500), Scripted(429), Scripted()) as endpoint:
        assert await chat_at(endpoint, retries=2).propose(PROMPT, Pick) == Pick(number=2)
    assert len(endpoint.asked) == 3


async def test_a_refused_key_is_not_tried_again_and_remembered() -> None:
    with scripted_endpoint(Scripted(401)) as endpoint:
        chat = chat_at(endpoint, retries=3)
        for _ in range(3):
            with pytest.raises(ModelRefused):
                await chat.propose(PROMPT, Pick)
    assert len(endpoint.asked) == 1


async def test_an_endpoint_without_schemas_is_asked_in_plain_words_from_then_on() -> None:
    with scripted_endpoint(Scripted(400), Scripted()) as endpoint:
        chat = chat_at(endpoint)
        assert await chat.propose(PROMPT, Pick) == Pick(number=2)
        assert await chat.propose(PROMPT, Pick) == Pick(number=2)
    first, second, third = endpoint.asked
    assert "response_format" in first
    assert "response_format" not in second
    assert '"number"' in second["messages"][0]["content"]
    assert "response_format" not in third


async def test_a_request_refused_by_a_model_that_answered_before_is_only_no_answer() -> None:
    with scripted_endpoint(Scripted(), Scripted(400)) as endpoint:
        chat = chat_at(endpoint)
        await chat.propose(PROMPT, Pick)
        assert await chat.propose(PROMPT, Pick) is None


async def test_a_key_that_is_missing_is_named_before_anything_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    llm = LLMSettings(model="openai/gpt-4o-mini")
    chat = LiteLLMChat(llm, EmbeddedEngine(Path("/nowhere"), llm))
    with pytest.raises(ModelRefused, match="needs a key"):
        await chat.propose(PROMPT, Pick)


async def test_a_string_without_a_provider_is_refused() -> None:
    llm = LLMSettings(model="nonsense", api_key=SecretStr("k"))
    chat = LiteLLMChat(llm, EmbeddedEngine(Path("/nowhere"), llm))
    with pytest.raises(ModelRefused, match="no LiteLLM model string"):
        await chat.propose(PROMPT, Pick)


async def test_a_fallback_answers_in_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted_endpoint(Scripted()) as endpoint:
        monkeypatch.setenv("HOSTED_VLLM_API_BASE", endpoint.url)
        chat = chat_at(Endpoint("http://127.0.0.1:9/v1"), fallbacks=("hosted_vllm/second",))
        assert await chat.propose(PROMPT, Pick) == Pick(number=2)
        assert chat.name == "hosted_vllm/second"


async def test_cancelling_leaves_the_next_call_free() -> None:
    with scripted_endpoint(Scripted(delay_s=0.5), Scripted()) as endpoint:
        chat = chat_at(endpoint)
        task = asyncio.create_task(chat.propose(PROMPT, Pick))
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await chat.propose(PROMPT, Pick) == Pick(number=2)
