"""A model's wording of a question: asked for, checked, and mostly refused."""

import re
from collections.abc import Sequence

from pydantic import BaseModel, Field

from graphs.ports import ChatModel
from graphs.prepare.choosing import SMALL_WORDS, glossary_of
from graphs.prepare.guide import Guide, GuideBlock, GuideQuestion
from graphs.prompting import render
from guardrails.questions.lint import passes
from guardrails.text import derived

PROMPT = "prepare/variant"
_FEWEST_WORDS, _MOST_WORDS = 6, 28
_MOST_ALIKE = 0.5
_SMALL = SMALL_WORDS | frozenset(
    [
        "about",
        "any",
        "can",
        "could",
        "describe",
        "did",
        "do",
        "does",
        "explain",
        "happened",
        "last",
        "me",
        "some",
        "tell",
        "there",
        "through",
        "time",
        "walk",
    ]
)
_FEWEST_OWN = 2
"""Words a variant must add to the item: else it only reads the item aloud."""
_FORBIDDEN = re.compile(r"\b(?:we|us|our|had to|was the reason|why)\b", re.IGNORECASE)
_START = re.compile(
    r"^(?:what|how|which|where|when|who|tell me|walk me|describe|show me|take me|think back)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:last|did|were|was|happened|past|recent(?:ly)?|tell me about)\b", re.IGNORECASE
)


class Variant(BaseModel):
    """What the model may say: one question."""

    question: str = Field(max_length=240)


async def propose_variant(model: ChatModel, guide: Guide, block: GuideBlock) -> str | None:
    """Ask for one more question on a block's item; None when the model gave nothing usable.

    Raises:
        ModelSilent: when no model answers at all.
    """
    prompt = render(PROMPT, decision=guide.decision, item=block.questions[0].need)
    answer = await model.propose(prompt, Variant, max_tokens=70)
    return answer.question if answer else None


def accept(guide: Guide, block: GuideBlock, text: str) -> GuideQuestion | None:
    """Return the proposal as a question if it passes every check, else None.

    It must ask about something that happened, name the item in at least one of its words, add
    something of its own instead of reading the item aloud, bring no number or name of its own, pass the linter, and differ from every question there is.
    """
    tidy = _punctuated(" ".join(text.split()).strip(" \"'“”"))
    need = block.questions[0].need
    known = glossary_of(f"{need} {guide.decision}")
    words = content_words(tidy)
    if not _FEWEST_WORDS <= len(tidy.split()) <= _MOST_WORDS or not _START.match(tidy):
        return None
    if tidy[-1] not in "?." or not _PAST.search(tidy) or not words & content_words(need):
        return None
    if len(words - content_words(need)) < _FEWEST_OWN or _FORBIDDEN.search(tidy):
        return None
    if _invents(tidy, f"{need} {guide.decision}") or not passes(tidy, known):
        return None
    if any(alike(tidy, question.text) > _MOST_ALIKE for question in guide.questions()):
        return None
    return GuideQuestion(
        id="",
        text=derived(tidy),
        need=need,
        probes=list(block.questions[0].probes),
        listen_for=block.questions[0].listen_for,
        sensitivity="low",
        source="model",
    )


def placed(guide: Guide, block_id: str, question: GuideQuestion) -> Guide:
    """Return the guide with the variant in place of the block's last free follow-up."""
    blocks = []
    for block in guide.blocks:
        free = [
            place
            for place, old in enumerate(block.questions)
            if place > 0 and not (old.pinned or old.edited or old.source != "bank")
        ]
        if block.id == block_id and free:
            questions = list(block.questions)
            kept_id = questions[free[-1]].id
            questions[free[-1]] = question.model_copy(update={"id": kept_id})
            blocks.append(block.model_copy(update={"questions": questions}))
        else:
            blocks.append(block)
    return guide.model_copy(update={"blocks": blocks})


def blocks_to_vary(guide: Guide) -> list[str]:
    """Return the ids of the topics that have room for a variant."""
    return [
        block.id
        for block in guide.blocks
        if block.id.startswith("change") and len(block.questions) > 1
    ]


def alike(one: str, two: str) -> float:
    """Share of content words that two questions have in common, 0 to 1 (Jaccard)."""
    first, second = content_words(one), content_words(two)
    return len(first & second) / len(first | second) if first | second else 1.0


def content_words(text: str) -> set[str]:
    """The words that carry a question's subject, roughly stemmed."""
    words: Sequence[str] = re.findall(r"[a-z]{3,}", text.lower())
    return {re.sub(r"(?:ing|ed|es|s)$", "", word) for word in words if word not in _SMALL}


def _punctuated(text: str) -> str:
    """End a request with a full stop and a question with its mark."""
    request = re.match(r"(?:tell|walk|show|take|describe|think)\b", text, re.IGNORECASE)
    return f"{text.rstrip(' ?.!')}{'.' if request else '?'}" if text else ""


def _invents(text: str, source: str) -> bool:
    """Tell whether a number or a name stands in the text and not in its source."""
    numbers = set(re.findall(r"\d+", text)) - set(re.findall(r"\d+", source))
    names = set(re.findall(r"(?<=[a-z,] )[A-Z]\w+", text)) - set(re.findall(r"\w+", source))
    return bool(numbers or names)
