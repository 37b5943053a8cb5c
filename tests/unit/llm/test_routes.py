from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from coach.errors import InvalidInput
from coach.llm.engine import EmbeddedEngine, own_file
from coach.llm.none import NoModel
from coach.llm.opening import chat_of
from coach.llm.routes import routes_of, strength_of
from coach.settings import LLMSettings


@pytest.mark.parametrize(
    ("model", "expected", "why"),
    [
        ("embedded", "small", "1.5 billion weights on board"),
        ("ollama/qwen3:8b", "small", "the name tells 8 billion"),
        ("ollama/qwen2.5:1.5b-instruct", "small", "a decimal is read whole"),
        ("ollama/llama3.3:70b", "large", "70 billion"),
        ("openai/gpt-5-mini", "large", "hosted, size untold"),
        ("anthropic/claude-sonnet-4-5", "large", "hosted, size untold"),
        ("azure/my-b2b-deployment", "large", "b2b is no size"),
    ],
)
def test_strength_is_read_from_the_name(model: str, expected: str, why: str) -> None:
    assert strength_of(LLMSettings(model=model)) == expected, why


def test_strength_can_be_said() -> None:
    assert strength_of(LLMSettings(model="embedded", strength="large")) == "large"


def routed(llm: LLMSettings) -> list[tuple[str, str | None, str | None, float]]:
    routes = routes_of(llm, EmbeddedEngine(Path("/nowhere"), llm))
    return [(route.label, route.api_base, route.api_key, route.timeout_s) for route in routes]


def test_key_and_address_go_to_the_chosen_model_only() -> None:
    llm = LLMSettings(
        model="openai/a", fallbacks=("openai/b",), api_base="http://x", api_key=SecretStr("k")
    )
    assert routed(llm) == [("openai/a", "http://x", "k", 60.0), ("openai/b", None, None, 60.0)]


def test_a_server_of_ones_own_needs_no_key() -> None:
    assert routed(LLMSettings(model="openai/a", api_base="http://x"))[0][2] == "none"


def test_the_model_on_board_gets_the_time_a_busy_machine_needs() -> None:
    label, base, key, timeout_s = routed(LLMSettings())[0]
    assert label == "qwen2.5-coder-1.5b-instruct-q4_k_m"
    assert (base, key) == (None, None)
    assert timeout_s >= 600


def test_none_is_no_model() -> None:
    llm = LLMSettings(model="none")
    assert isinstance(chat_of(llm, EmbeddedEngine(Path("/nowhere"), llm)), NoModel)


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "talk.gguf"
    wrong.write_text("not a model")
    with pytest.raises(InvalidInput, match="is not a GGUF file"):
        own_file(wrong)
    with pytest.raises(InvalidInput, match="cannot be read"):
        own_file(tmp_path / "absent.gguf")


@pytest.mark.parametrize(
    ("settings", "outside"),
    [
        ({}, ()),
        ({"model": "none"}, ()),
        ({"model": "openai/gpt-5-mini"}, ("openai/gpt-5-mini",)),
        ({"model": "ollama/qwen3:8b"}, ()),
        ({"model": "ollama/qwen3:8b", "api_base": "http://10.0.0.4:11434"}, ("ollama/qwen3:8b",)),
        ({"model": "openai/mine", "api_base": "http://127.0.0.1:8080/v1"}, ()),
        ({"model": "openai/mine", "api_base": "http://localhost:8080/v1"}, ()),
        ({"fallbacks": ("openai/gpt-5-mini", "embedded")}, ("openai/gpt-5-mini",)),
    ],
)
def test_what_text_leaves_this_machine_for(
    settings: dict[str, Any], outside: tuple[str, ...]
) -> None:
    assert LLMSettings(**settings).outside == outside
