"""A model whose answers are written down, so that scoring again needs no model.

A model that cannot be reached from here may answer too: replay without one, let somebody answer the
prompts left in ``FOLDER/unanswered`` (each file holds system, user and schema; the answer goes to
``FOLDER`` under the same name), and replay again. ``python -m evals.recording FOLDER`` packs the
answers into one file, ``FOLDER/answers.jsonl``.
"""

import argparse
import hashlib
import json
import re
from pathlib import Path
from typing import Any, Literal

from graphs.ports import Answer, ChatModel, Prompt, Usage

PACKED = "answers.jsonl"
_BOUNDARY = re.compile(r"(<<(?:end )?\w+ )[0-9a-f]{8}(>>)")


class RecordedChat:
    """Asks ``model`` once for each prompt and remembers the answer in ``folder``.

    Without a model it only replays as one of ``strength``; what it does not know it answers with
    None and leaves in ``unanswered``.
    """

    def __init__(
        self, folder: Path, model: ChatModel | None, strength: Literal["small", "large"] = "small"
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._known = packed(folder)
        self._model = model
        self._strength: Literal["small", "large"] = strength

    @property
    def name(self) -> str:
        """The recorded model's name."""
        return self._model.name if self._model else "recorded"

    @property
    def strength(self) -> Literal["small", "large"]:
        """The recorded model's strength."""
        return self._model.strength if self._model else self._strength

    async def propose(
        self, prompt: Prompt, answer: type[Answer], *, max_tokens: int = 256
    ) -> Answer | None:
        """Replay, or ask and write down."""
        key = _key(prompt, answer)
        file = self._folder / f"{key}.json"
        if key not in self._known and file.exists():
            self._known[key] = json.loads(file.read_text(encoding="utf-8"))
        if key in self._known:
            known = self._known[key]
            return None if known is None else answer.model_validate(known)
        if self._model is None:
            self._leave(file.name, prompt, answer)
            return None
        given = await self._model.propose(prompt, answer, max_tokens=max_tokens)
        document = None if given is None else given.model_dump(mode="json")
        file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return given

    def usage(self) -> Usage:
        """What the model itself was asked; replays cost nothing."""
        return self._model.usage() if self._model else Usage()

    def _leave(self, name: str, prompt: Prompt, answer: type[Answer]) -> None:
        waiting = self._folder / "unanswered"
        waiting.mkdir(exist_ok=True)
        asked = {"system": prompt.system, "user": prompt.user, "schema": answer.model_json_schema()}
        (waiting / name).write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")


def _key(prompt: Prompt, answer: type[Answer]) -> str:
    text = _BOUNDARY.sub(r"\1\2", f"{prompt.system}\n{prompt.user}\n{answer.model_json_schema()}")
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def packed(folder: Path) -> dict[str, Any]:
    """The answers by key in a folder's one file."""
    file = folder / PACKED
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {row["key"]: row["answer"] for row in map(json.loads, lines)}


def main() -> None:
    """Pack a folder's answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    answers = packed(folder)
    single = sorted(folder.glob("*.json"))
    answers |= {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in single}
    rows = ({"key": key, "answer": answers[key]} for key in sorted(answers))
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / PACKED).write_text(text, encoding="utf-8")
    for file in single:
        file.unlink()


if __name__ == "__main__":
    main()
