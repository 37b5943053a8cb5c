"""Who is the leader when nobody says so: who asks, who decides, who talks less at a stretch."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from guardrails.roster import Person
from guardrails.transcript.matching import fold
from guardrails.transcript.turns import RawTurn

_DECIDES: Final = re.compile(
    r"\bi (?:have|need|want|'ve got|got|must|'m going) to (?:decide|sign|say|tell|choose|recommend"
    r"|approve|take it|go to|put)\b"
    r"|\b(?:the|my|this|one) decision\b|\bi (?:decide|sign|own|run|approve|chair|lead)\b"
    r"|\b(?:by|before|until|on) the (?:end|middle|first|\w+teenth|\w+tieth|\w+th) of\b"
    r"|\bi (?:am|'m|must) (?:to )?(?:deciding|decide)\b|\bthe reason (?:we|i|for)\b"
    r"|\b(?:tell|walk|show|take) me\b|\bi(?:'ll| will) be quiet\b|\bin my meetings\b",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(
    r"^(?:(?:okay|ok|so|and|but|right|um|uh|well|hm|yeah|yes|no|sure)[\s,]+)*"
    r"(?:what|why|how|who|when|where|which|did|do|does|is|are|was|were|can|could|would|have|has"
    r"|tell me|walk me|start with|give me)\b",
    re.IGNORECASE,
)
_LIVES_IT: Final = re.compile(
    r"\b(?:we|they|people|everybody) (?:just|all|always|never)\b|\bon my shift\b|\bmy (?:team|desk"
    r"|class|shift|manager|supervisor)\b|\bcustomers?\b|\bwhen i (?:started|joined|was)\b",
    re.IGNORECASE,
)
_INTRODUCES: Final = re.compile(
    r"\b(?:i'm|i am|my name is|my name's|this is|me is)\s+(\w+)", re.IGNORECASE
)
_SOUNDS_LIKE: Final = 75.0
_FEW_WORDS: Final = 0.06


@dataclass(frozen=True, slots=True)
class Voice:
    """What one label did in the talk; ``share`` is its part of all words, from 0 to 1."""

    label: str
    leads: float
    share: float


def hear(turns: Sequence[RawTurn], labels: Sequence[str], seniors: Sequence[Person]) -> list[Voice]:
    """Measure each label; ``leads`` grows with questions, ownership of the decision, short turns.

    ``seniors`` are the people of the roster who might introduce themselves.
    """
    said: dict[str, list[str]] = {label: [] for label in labels}
    for turn in turns:
        if turn.speaker and turn.speaker.reveal() in said:
            said[turn.speaker.reveal()].append(turn.text.reveal())
    total = sum(len(text.split()) for texts in said.values() for text in texts) or 1
    opener = turns[0].speaker.reveal() if turns and turns[0].speaker else ""
    return [
        Voice(label, _leads(texts, seniors) + 0.5 * (label == opener), _words(texts) / total)
        for label, texts in said.items()
    ]


def pick_senior(voices: Sequence[Voice]) -> str | None:
    """The label that leads; None when nobody speaks."""
    heard = [voice for voice in voices if voice.share > 0]
    enough = [voice for voice in heard if voice.share >= _FEW_WORDS] or heard
    return max(enough, key=lambda voice: voice.leads).label if enough else None


def pick_juniors(voices: Sequence[Voice], count: int | None) -> list[str]:
    """The labels that talk most: ``count`` of them, or all that say more than a few words."""
    ordered = sorted(voices, key=lambda voice: voice.share, reverse=True)
    if count is not None:
        return [voice.label for voice in ordered[:count]]
    return [voice.label for voice in ordered if voice.share >= _FEW_WORDS]


def _words(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _leads(texts: Sequence[str], seniors: Sequence[Person]) -> float:
    if not texts:
        return 0.0
    asked = sum(1 for text in texts if text.rstrip().endswith("?") or _ASKS.match(text))
    per_turn = _words(texts) / len(texts)
    decides = sum(len(_DECIDES.findall(text)) for text in texts)
    lives = sum(len(_LIVES_IT.findall(text)) for text in texts)
    score = 3.0 * asked / len(texts) + min(2.0, 0.5 * decides) - min(1.5, 0.15 * lives)
    return score - min(1.0, per_turn / 80) + 2.0 * _introduces(texts[:3], seniors)


def _introduces(texts: Sequence[str], seniors: Sequence[Person]) -> bool:
    """Whether the first words give a senior's name, also as a speech recognizer hears it."""
    heard = [fold(word) for text in texts for word in _INTRODUCES.findall(text)]
    first = [fold(person.name.reveal()).split()[0] for person in seniors]
    return any(fuzz.ratio(word, name) >= _SOUNDS_LIKE for word in heard for name in first)
