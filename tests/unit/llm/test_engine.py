"""The real engine with the smallest real model."""

import json
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from coach.errors import ModelUnavailable
from coach.llm.engine import EmbeddedEngine, Endpoint
from coach.settings import LLMSettings
from graphs.ports import Progress

pytestmark = pytest.mark.model


def status(endpoint: Endpoint, path: str, key: str | None, body: object = None) -> int:
    headers = {"content-type": "application/json"}
    if key:
        headers["authorization"] = f"Bearer {key}"
    data = json.dumps(body).encode() if body is not None else None
    url = endpoint.url.removesuffix("/v1") + path
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers)) as reply:  # noqa: S310 - our own loopback address
            return int(reply.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[EmbeddedEngine]:
    opened = EmbeddedEngine(tmp_path, LLMSettings(embedded_weights="tests", context_tokens=1024))
    yield opened
    await opened.close()


async def test_it_listens_here_only_and_answers_to_its_key_only(
    engine: EmbeddedEngine, capfd: pytest.CaptureFixture[str]
) -> None:
    assert engine.threads is None  # nothing starts before the first use
    endpoint = await engine.endpoint()
    assert endpoint.url.startswith("http://127.0.0.1:")
    assert endpoint.key not in repr(endpoint)
    said = "the words of a session"
    body = {"messages": [{"role": "user", "content": said}], "max_tokens": 4}
    talk = "/v1/chat/completions"
    assert status(endpoint, talk, endpoint.key, body) == 200
    assert status(endpoint, talk, None, body) == 401
    assert status(endpoint, talk, "guess", body) == 401
    assert status(endpoint, "/slots", endpoint.key) != 200  # shows other people's prompts
    assert said not in "".join(capfd.readouterr())
    assert await engine.endpoint() == endpoint


async def test_closing_frees_the_port_and_a_later_question_starts_it_again(
    engine: EmbeddedEngine,
) -> None:
    first = await engine.endpoint()
    await engine.close()
    with pytest.raises(urllib.error.URLError):
        status(first, "/health", first.key)
    second = await engine.endpoint()
    assert second.key != first.key
    assert status(second, "/health", second.key) == 200


async def test_the_start_is_announced(tmp_path: Path) -> None:
    steps: list[Progress] = []
    llm = LLMSettings(embedded_weights="tests", context_tokens=1024, threads=1)
    engine = EmbeddedEngine(tmp_path, llm, steps.append)
    await engine.endpoint()
    await engine.close()
    assert {step.stage for step in steps} == {"model"}
    assert steps[-1].message.startswith("Starting")


async def test_a_file_that_only_looks_like_a_model_is_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF" + b"\0" * 64)
    engine = EmbeddedEngine(tmp_path, LLMSettings(gguf=broken))
    with pytest.raises(ModelUnavailable, match="did not start"):
        await engine.endpoint()
