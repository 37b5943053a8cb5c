"""Phrases that point at one person without naming them, each with words to put in its place.

What singles somebody out is a claim of being the only, first or last one, a group small enough
to guess from, an exact length of service, or a moment only a few could have lived through.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guardrails.text import CleanText

_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_RULES: tuple[tuple[str, str], ...] = (
    (
        r"(?:I'm|I am|I was|he's|he is|she's|she is)\s+the\s+(?:only|first|last|youngest|oldest|"
        r"newest)\s+[^.,;:!?]{3,60}",
        "somebody in the team",
    ),
    (r"\bthe only\s+\w+(?:\s+\w+){0,2}\s+(?:on|in|at|from|with)\s+[^.,;:!?]{3,40}", "one of the staff"),
    (rf"\b(?:there are|there's|it's|we're|we are)\s+(?:only\s+|just\s+)?{_NUMBER}\s+of us\b"
     r"(?:\s+(?:on|in|at)\s+[^.,;:!?]{2,30})?", "we are a small team"),
    (rf"\bI(?:'ve| have)\s+(?:only\s+)?been\s+(?:here|there|at|with|in|on)\b[^.,;:!?]{{0,20}}?"
     rf"\b{_NUMBER}\s+(?:weeks?|months?|years?)", "I have been here a while"),
    (r"\b(?:the|that)\s+(?:day|night|morning|week)\s+(?:the|when|that)\s+[^.,;:!?]{5,50}",
     "on one occasion"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identifying:
    """A phrase, characters ``start`` to ``end`` of the text, and what to say instead."""

    phrase: str
    suggestion: str
    start: int
    end: int


def find_identifying(text: CleanText) -> list[Identifying]:
    """Return what points at somebody, in order, never overlapping."""
    found: list[Identifying] = []
    for pattern, suggestion in _RULES:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            phrase = match.group().rstrip()
            found.append(
                Identifying(phrase, suggestion, match.start(), match.start() + len(phrase))
            )
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[Identifying] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def generalise(text: CleanText, findings: Sequence[Identifying]) -> CleanText:
    """Put each suggestion, in square brackets, where its phrase stood."""
    result = str(text)
    for each in sorted(findings, key=lambda found: -found.start):
        result = f"{result[: each.start]}[{each.suggestion}]{result[each.end :]}"
    return CleanText(result)
