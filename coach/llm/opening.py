"""From settings to the chat model the flows talk to."""

from coach.llm.chat import LiteLLMChat
from coach.llm.engine import EmbeddedEngine
from coach.llm.none import NoModel
from coach.settings import LLMSettings
from graphs.ports import ChatModel

_NONE = "none"


def chat_of(llm: LLMSettings, engine: EmbeddedEngine) -> ChatModel:
    """Return the configured model; nothing starts before the first question."""
    return NoModel() if llm.model == _NONE else LiteLLMChat(llm, engine)
