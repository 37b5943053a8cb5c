"""The sessions with their gold: what was said, and what should come of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guardrails.transcript import read_transcript


@dataclass(frozen=True, slots=True)
class GoldInsight:
    """``keywords``: an insight finds this one when its text has a word of every group."""

    id: str
    kind: str
    severity: str
    evidence: list[str]
    keywords: list[list[str]]


@dataclass(frozen=True, slots=True)
class Personal:
    """A surface form that must not be published.

    ``contexts`` are set when the same spelling is also an ordinary word: only these uses count.
    """

    text: str
    type: str
    contexts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class GoldSession:
    """One folder of ``data/sessions``; ``turns`` are the merged turns as our reader sees them."""

    name: str
    folder: Path
    transcript: Path
    turns: list[str]
    insights: list[GoldInsight]
    personal: list[Personal]
    quasi_identifiers: list[str]
    injections: list[str]
    escalations: list[tuple[str, str]]
    non_insights: list[str]

    @property
    def words(self) -> int:
        """Words of all turns."""
        return sum(len(turn.split()) for turn in self.turns)


def sessions_in(folder: Path) -> Iterator[GoldSession]:
    """Read every session folder below ``folder``; of two formats the captions are taken."""
    for gold in sorted(folder.glob("*/gold.json")):
        yield read_session(gold.parent)


def read_session(folder: Path) -> GoldSession:
    """Read one folder: ``gold.json`` and its transcript."""
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    transcript = min(
        folder.glob("transcript.*"), key=lambda file: (file.suffix != ".vtt", file.name)
    )
    raw = read_transcript(transcript.read_bytes(), transcript.name)
    return GoldSession(
        name=folder.name,
        folder=folder,
        transcript=transcript,
        turns=[_plain(turn.text) for turn in raw.turns],
        insights=[
            GoldInsight(
                each["id"], each["kind"], each["severity"], each["evidence"], each["keywords"]
            )
            for each in gold["insights"]
        ],
        personal=[
            Personal(each["text"], each["type"], each["contexts"] if each.get("word_uses") else [])
            for each in gold["pii"]
        ],
        quasi_identifiers=[_text(each) for each in gold["quasi_identifiers"]],
        injections=[_text(each) for each in gold["injections"]],
        escalations=[(each["category"], each["evidence"]) for each in gold["escalations"]],
        non_insights=[_text(each) for each in gold["non_insights"]],
    )


def _plain(text: Any) -> str:
    """Open raw text: gold sessions are invented, and a score must see what was really said."""
    return str(text.reveal())


def _text(entry: Any) -> str:
    return str(entry["text"] if isinstance(entry, dict) else entry)
