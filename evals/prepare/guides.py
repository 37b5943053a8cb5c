"""Measures whole guides: covered, clean, in time, easy to say; and the model beside the bank."""

import re
from collections.abc import Iterable
from itertools import combinations, product
from statistics import mean
from typing import Any

from pydantic import BaseModel, Field

from graphs.ports import ChatModel, Prompt
from graphs.prepare.auditing import audit, uncovered
from graphs.prepare.composing import Wish, compose
from graphs.prepare.guide import Guide
from graphs.prepare.items import items_of
from graphs.prepare.varying import accept, alike, blocks_to_vary, content_words, propose_variant
from guardrails.briefs.brief import Brief
from guardrails.questions.lint import passes
from guardrails.text import authored, derived
from knowledge.bank.bank import load_bank

LENGTHS, GROUPS = (30, 45, 60), (1, 2, 3)
_NAIVE = (
    "You help a manager prepare a reverse mentoring session. Write ten questions that the manager"
    " should ask the junior employee about the decision below. Answer in JSON."
)


class NaiveAnswer(BaseModel):
    """What a plain prompt gives."""

    questions: list[str] = Field(max_length=12)


def measure_guides(briefs: Iterable[Brief]) -> dict[str, Any]:
    """Compose every brief for every length and group; shares are 0..1."""
    clean = covered = in_time = made = 0
    ease: list[float] = []
    distinct: list[float] = []
    for brief, minutes, juniors in product(list(briefs), LENGTHS, GROUPS):
        guide, items = compose(brief, load_bank(), Wish(minutes, juniors)), items_of(brief)
        codes = {problem.code for problem in audit(guide, items)}
        made += 1
        clean += not codes
        covered += not uncovered(guide, items)
        in_time += "time" not in codes
        ease.append(mean(reading_ease(question.text) for question in guide.questions()))
        distinct.append(_distinctness([str(question.text) for question in guide.questions()]))
    return {
        "guides": made,
        "without_a_problem": clean / made,
        "every_need_covered": covered / made,
        "in_time": in_time / made,
        "reading_ease": mean(ease),
        "distinctness": mean(distinct),
    }


async def measure_model(briefs: Iterable[Brief], model: ChatModel) -> dict[str, Any]:
    """Ask the model for variants, and with a naive prompt for a whole list."""
    asked = accepted = 0
    naive: list[dict[str, float]] = []
    for brief in briefs:
        guide = compose(brief, load_bank(), Wish())
        for block_id in blocks_to_vary(guide):
            block = next(block for block in guide.blocks if block.id == block_id)
            text = await propose_variant(model, guide, block)
            asked += 1
            accepted += bool(text and accept(guide, block, text))
        naive.append(await _naive(brief, guide, model))
    shares = {key: mean(row[key] for row in naive) for key in naive[0]} if naive else {}
    return {
        "model": model.name,
        "variants_asked": asked,
        "variants_accepted": accepted / asked if asked else None,
        "naive_prompt": shares,
    }


def reading_ease(text: str) -> float:
    """Flesch reading ease (Flesch 1948): 206.835 - 1.015 words/sentence - 84.6 syllables/word."""
    words = re.findall(r"[A-Za-z']+", text)
    sentences = max(1, len(re.findall(r"[.?!:](?:\s|$)", text)))
    syllables = sum(
        max(1, len(re.findall(r"[aeiouy]+", word.lower().rstrip("e")))) for word in words
    )
    count = max(1, len(words))
    return 206.835 - 1.015 * count / sentences - 84.6 * syllables / count


async def _naive(brief: Brief, guide: Guide, model: ChatModel) -> dict[str, float]:
    lines = [brief.decision, *brief.what_would_change_it, *brief.options]
    prompt = Prompt("naive", authored(_NAIVE), derived("\n".join(lines)))
    answer = await model.propose(prompt, NaiveAnswer, max_tokens=400)
    questions = answer.questions if answer else []
    items = items_of(brief)
    hit = [
        any(len(content_words(text) & content_words(item.need)) > 1 for text in questions)
        for item in items
    ]
    return {
        "pass_linter": mean(passes(text) for text in questions) if questions else 0.0,
        "needs_touched": mean(hit) if hit else 0.0,
        "distinctness": _distinctness(questions),
        "bank_pass_linter": mean(passes(question.text) for question in guide.questions()),
    }


def _distinctness(texts: list[str]) -> float:
    """One minus the mean overlap of content words over all pairs of questions."""
    pairs = [alike(one, two) for one, two in combinations(texts, 2)]
    return 1 - mean(pairs) if pairs else 0.0
