"""Phrases that point at one person without naming them, each with words to put in its place.

What singles somebody out is a claim of being the only, first or last one, a group small enough
to guess from, an exact length of service or age, a family tie, an unusual biography, or a moment
only a few could have lived through. The rules are data: ``identifying_rules.yaml``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from guardrails.text import CleanText

_PATH = Path(__file__).parent / "identifying_rules.yaml"
_KIN = (
    r"(?:mother|father|mum|mom|dad|brother|sister|uncle|auntie?|cousin|wife|husband|son|daughter|"
    r"nephew|niece|granny|grandma|grandmother|granddad|grandfather|mother-in-law|father-in-law|"
    r"brother-in-law|sister-in-law|in-laws|godson|goddaughter|godmother|godfather|partner|fianc[ée]e?|"
    r"nei|nan|nana|boyfriend|girlfriend|twins|kids?)"
)
_NUMBER = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|a couple of)"
)
_REST = (
    r"(?:(?! (?:and|so|but|because|cause|then|or|which|when|if|until|although|while|that's) )"
    r"[^.,;:!?\[\]]){2,90}"
)
"""To the end of the clause: a comma, a full stop, or where a recognizer wrote neither, a joint."""


@dataclass(frozen=True, slots=True)
class Identifying:
    """A phrase, characters ``start`` to ``end`` of the text, and what to say instead."""

    phrase: str
    suggestion: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Rule:
    expression: re.Pattern[str]
    suggestion: str


@cache
def _rules() -> tuple[_Rule, ...]:
    entries = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
    return tuple(
        _Rule(re.compile(_filled(phrase), re.IGNORECASE), entry["suggestion"])
        for entry in entries
        for phrase in entry["phrases"]
    )


def _filled(phrase: str) -> str:
    filled = phrase.replace(" REST", rf"(?= |[,.]|$){_REST}").replace("KIN", _KIN)
    return filled.replace("NUMBER", _NUMBER)


def find_identifying(text: CleanText) -> list[Identifying]:
    """Return what points at somebody, in order, never overlapping; the longest phrase wins."""
    plain = text.replace("\u2019", "'")
    found: list[Identifying] = []
    for rule in _rules():
        for match in rule.expression.finditer(plain):
            start, end = match.start(), match.start() + len(match.group().rstrip())
            found.append(Identifying(text[start:end], rule.suggestion, start, end))
    found.sort(key=lambda each: (each.start - each.end, each.start))
    kept: list[Identifying] = []
    for each in found:
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


def generalise(text: CleanText, findings: Sequence[Identifying]) -> CleanText:
    """Put each suggestion, in square brackets, where its phrase stood."""
    result = str(text)
    for each in sorted(findings, key=lambda found: -found.start):
        result = f"{result[: each.start]}[{each.suggestion}]{result[each.end :]}"
    return CleanText(result)
