"""A model whose answers are written down, so that scoring again needs no model."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any, Literal

from graphs.ports import Answer, ChatModel, Prompt, Usage

_BOUNDARY = re.compile(r"(<<(?:end )?\w+ )[0-9a-f]{8}(>>)")


class RecordedChat:
    """Asks ``model`` once for each prompt and remembers the answer in ``folder``.

    Without a model it only replays, and answers None to what it does not know.
    """

    def __init__(self, folder: Path, model: ChatModel | None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._model = model

    @property
    def name(self) -> str:
        """The recorded model's name."""
        return self._model.name if self._model else "recorded"

    @property
    def strength(self) -> Literal["small", "large"]:
        """The recorded model's strength."""
        return self._model.strength if self._model else "small"

    async def propose(
        self, prompt: Prompt, answer: type[Answer], *, max_tokens: int = 256
    ) -> Answer | None:
        """Replay, or ask and write down."""
        file = self._folder / f"{_key(prompt, answer)}.json"
        if file.exists():
            known: Any = json.loads(file.read_text(encoding="utf-8"))
            return None if known is None else answer.model_validate(known)
        if self._model is None:
            return None
        given = await self._model.propose(prompt, answer, max_tokens=max_tokens)
        document = None if given is None else given.model_dump(mode="json")
        file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return given

    def usage(self) -> Usage:
        """What the model itself was asked; replays cost nothing."""
        return self._model.usage() if self._model else Usage()


def _key(prompt: Prompt, answer: type[Answer]) -> str:
    text = _BOUNDARY.sub(r"\1\2", f"{prompt.system}\n{prompt.user}\n{answer.model_json_schema()}")
    return hashlib.sha256(text.encode()).hexdigest()[:24]
