"""The question bank: questions of our own writing, with what to ask next and what to listen for."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal, cast, get_args

import yaml

from guardrails.families import Family
from guardrails.text import CleanText, authored

Place = Literal[
    "warm_up",
    "opener",
    "opener_woven",
    "opener_question",
    "follow_up",
    "metric",
    "option",
    "option_short",
    "option_keep",
    "known",
    "check",
    "close",
]
Sensitivity = Literal["low", "medium", "high"]


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """One question of the bank.

    ``text`` may hold the slots ``{item}`` (words of the brief, quoted) and ``{figures}``.
    ``family`` is None where it fits all. ``risk`` is what it can do in a talk across power.
    """

    id: str
    family: Family | None
    place: Place
    need: str
    text: CleanText
    probes: tuple[CleanText, ...]
    listen_for: CleanText
    sensitivity: Sensitivity
    risk: CleanText


@lru_cache(maxsize=1)
def load_bank() -> tuple[BankQuestion, ...]:
    """Return every question, in the order of the files; the ids are unique."""
    folder = resources.files("knowledge.bank").joinpath("questions")
    questions: list[BankQuestion] = []
    for family in (None, *get_args(Family)):
        text = folder.joinpath(f"{family or 'any'}.yaml").read_text(encoding="utf-8")
        questions += [_question(row, family) for row in yaml.safe_load(text)]
    return tuple(questions)


def _question(row: dict[str, object], family: Family | None) -> BankQuestion:
    return BankQuestion(
        id=str(row["id"]),
        family=family,
        place=cast("Place", row["place"]),
        need=str(row["need"]),
        text=authored(str(row["text"])),
        probes=tuple(authored(str(probe)) for probe in cast("list[str]", row["probes"])),
        listen_for=authored(str(row["listen_for"])),
        sensitivity=cast("Sensitivity", row["sensitivity"]),
        risk=authored(str(row["risk"])),
    )
