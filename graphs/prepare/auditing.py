"""Proves a guide: covered, in time, in order, every question through the linter."""

import re
from collections.abc import Sequence

from graphs.prepare.choosing import glossary_of
from graphs.prepare.guide import Guide
from graphs.prepare.items import Item
from guardrails.judgements import Problem
from guardrails.questions.lint import lint_question
from guardrails.text import CleanText

_MOST_CORE = 3
_MOST_SENSITIVE_EARLY = 1
_PAST_EVENT = re.compile(
    r"\b(?:last|past (?:week|month)|tell me about|walk me through|take me back|did you|have you seen"
    r"|earlier talks|what has changed)\b",
    re.IGNORECASE,
)


def audit(
    guide: Guide, items: Sequence[Item], glossary: frozenset[str] = frozenset()
) -> list[Problem]:
    """Return every broken rule of QUESTIONS.md; an empty list is the guide's proof."""
    return [
        *_uncovered(guide, items),
        *_time(guide),
        *_order(guide),
        *_crowded(guide),
        *_wording(guide, glossary),
    ]


def uncovered(guide: Guide, items: Sequence[Item]) -> list[CleanText]:
    """Return the items that no question names."""
    needs = {question.need for question in guide.questions()}
    return [item.need for item in items if item.need not in needs]


def _uncovered(guide: Guide, items: Sequence[Item]) -> list[Problem]:
    silent = set(uncovered(guide, items)) - set(guide.not_covered)
    return [
        Problem(
            "uncovered", "No question tests this item, and the guide does not say so.", quote=need
        )
        for need in sorted(silent)
    ]


def _time(guide: Guide) -> list[Problem]:
    total = sum(block.minutes for block in guide.blocks)
    if total == guide.minutes and all(block.minutes > 0 for block in guide.blocks):
        return []
    return [Problem("time", "The minutes of the blocks do not add up to the booked length.")]


def _order(guide: Guide) -> list[Problem]:
    """Topics open with a past event; nothing sensitive before trust is built."""
    problems = []
    topics = [
        block for block in guide.blocks if block.id.startswith(("change", "metrics", "options"))
    ]
    for block in topics:
        first = block.questions[0] if block.questions else None
        if first and first.source != "own" and not _PAST_EVENT.search(first.text):
            problems.append(
                Problem(
                    "order", "A topic should open with something that happened.", quote=block.title
                )
            )
    early = [
        question
        for block in guide.blocks[: 2 + len(topics) // 2]
        for question in block.questions
        if question.sensitivity == "high"
    ]
    if len(early) > _MOST_SENSITIVE_EARLY:
        problems.append(Problem("order", "More than one sensitive question before trust is built."))
    return problems


def _crowded(guide: Guide) -> list[Problem]:
    core: dict[str, int] = {}
    for block in guide.blocks:
        for question in block.questions if block.id.startswith("change") else []:
            core[question.need] = core.get(question.need, 0) + 1
    return [
        Problem("crowded", "At most three core questions an item.", quote=need)
        for need, count in core.items()
        if count > _MOST_CORE
    ]


def _wording(guide: Guide, glossary: frozenset[str]) -> list[Problem]:
    problems = []
    for question in guide.questions():
        known = glossary | glossary_of(f"{question.need} {guide.decision}")
        problems += lint_question(question.text, known)
    return problems
