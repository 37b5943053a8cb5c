"""Rehearsal: the senior practices, a composite junior answers, one short note comes back.

The junior is nobody: the answers are our own writing, grounded in what the release may show.
Rules carry it, so that it needs no model and never invents a case.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

import yaml

from graphs.ports import KnownTheme
from guardrails.judgements import Problem
from guardrails.questions.lint import lint_question
from guardrails.text import CleanText, authored, derived

Habit = Literal["listening", "defending", "leading", "asking"]
_DEFENDING = re.compile(
    r"^(?:but|well,? (?:but|actually|the|we)|actually|no,|yes,? but|that(?:'s| is) (?:not|because|wrong|impossible|unfair)"
    r"|the reason (?:is|was|we)|you have to (?:understand|see|remember)|we (?:only |just )?(?:did|had to|have to|cannot|can't"
    r"|could not|always|already|tried)|i (?:disagree|don't think so|doubt)|let me explain|to be fair|as i said|it was (?:never|not))\b",
    re.IGNORECASE,
)
_PRAISING = re.compile(
    r"^(?:great|excellent|perfect|very good|wonderful|fantastic|good answer|i (?:love|like) that|well done|brilliant|super)\b",
    re.IGNORECASE,
)
_THANKING = re.compile(
    r"^(?:thank you|thanks|i did not know|i didn't know|that is new to me|that's new to me)\b",
    re.IGNORECASE,
)
_SAYING_BACK = re.compile(
    r"^(?:so |let me say back|what i hear|i hear|if i understand|i understood|you (?:say|said|mean|are saying)|in other words)\b",
    re.IGNORECASE,
)
_WAITING = re.compile(
    r"^\W*(?:\.{2,}|…|\(?(?:silence|pause|wait(?:s|ing)?|says nothing|mhm|hm+|nods?)\)?)\W*$",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    r"\b(?:what happened (?:then|next|after)|and then|what did you do (?:then|next)|tell me more|go on|what was that like|say more)\b",
    re.IGNORECASE,
)
_HABITS: dict[str, Habit] = {
    "leading": "leading", "loaded": "leading", "solution_seeking": "leading", "defending": "defending",
    "praising": "leading", "thanking": "listening", "saying_back": "listening", "waiting": "listening",
    "follow_up": "listening", "story": "listening", "known": "listening",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reply:
    """``answer`` of the composite junior, one ``note`` for the senior, what the linter found.

    ``problems`` quote the senior's own words: show them, keep them nowhere.
    """

    answer: CleanText
    note: CleanText
    habit: Habit
    problems: tuple[Problem, ...] = ()


def rehearse(said: str, grounds: Sequence[KnownTheme], glossary: frozenset[str]) -> Reply:
    """Answer what the senior typed: a question, a reaction, or silence."""
    problems = tuple(lint_question(said, glossary)) if _asks(said) else ()
    manner = _manner(said.strip(), problems, bool(grounds))
    told = grounds[len(said) % len(grounds)].statement if grounds else _own_ground()
    answer = str(_table()["answers"][manner]).replace("{grounds}", told.rstrip(".") + ".")
    return Reply(
        derived(answer),
        authored(_table()["notes"][manner]),
        _HABITS.get(manner, "asking"),
        problems,
    )


def _manner(said: str, problems: Sequence[Problem], grounded: bool) -> str:  # noqa: FBT001 - a fact, not a switch
    """Name what the senior did; a reaction outranks the words of a question."""
    for manner, pattern in (
        ("waiting", _WAITING),
        ("defending", _DEFENDING),
        ("praising", _PRAISING),
        ("thanking", _THANKING),
    ):
        if not said or pattern.search(said):
            return "waiting" if not said else manner
    if problems:
        return problems[0].code
    if _FOLLOWING.search(said):
        return "follow_up"
    if _SAYING_BACK.search(said):
        return "saying_back"
    if not _asks(said):
        return "statement"
    return "known" if grounded and len(said) % 2 else "story"


def _asks(said: str) -> bool:
    return said.rstrip().endswith("?") or bool(
        re.match(
            r"(?:tell|show|walk|take|describe|explain|give|think back)\b",
            said.strip(),
            re.IGNORECASE,
        )
    )


def _own_ground() -> str:
    return "The screen showed something else than the paper, and the customer was already there"


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    text = resources.files("graphs.prepare").joinpath("rehearsal.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
