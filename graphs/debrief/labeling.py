"""What an insight is about: theme, the line of the brief it bears on, what to try next."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from graphs.debrief.experiments import experiment_for
from graphs.debrief.state import NO_TEXT, Draft, Stance
from graphs.debrief.words.terms import is_negated, key_terms, stem, words_of
from graphs.ports import Embedder, Vectors
from guardrails.briefs.brief import Brief
from guardrails.text import CleanText, derived, join_clean

THEME_TERMS: Final = 3
_NEAR: Final = 0.25
"""Cosine below which an insight is said to bear on the decision as a whole."""
_AGAINST: Final = re.compile(
    r"\b(?:isn't|not|no|don't|doesn't|wouldn't|can't|cannot|never|nobody|instead|opposite|wrong|"
    r"worse|against|before (?:you|we|any)|forget)\b",
    re.IGNORECASE,
)


def label(drafts: Sequence[Draft], brief: Brief, embedder: Embedder) -> list[Draft]:
    """Fill in everything an analyst would note beside each insight."""
    if not drafts:
        return []
    bodies = [_body(draft) for draft in drafts]
    items = _items(brief)
    nearness = embedder.embed(bodies) @ embedder.embed(items).T
    rarity = _document_frequency(bodies)
    return [
        _labelled(draft, body, brief, _nearest(items, row), rarity)
        for draft, body, row in zip(drafts, bodies, nearness, strict=True)
    ]


def _labelled(
    draft: Draft, body: CleanText, brief: Brief, item: CleanText, rarity: Counter[str]
) -> Draft:
    stance = stance_of(draft, item, brief)
    labelled = replace(
        draft,
        family=brief.family,
        theme=theme_of(body, rarity),
        item=item,
        stance=stance,
    )
    return replace(labelled, experiment=experiment_for(labelled, brief))


def stance_of(draft: Draft, item: CleanText, brief: Brief) -> Stance:
    """Tell how it bears on the line: evidence asked for supports it, an option may fall."""
    if not item:
        return "bears_on"
    if item not in brief.options:
        return "supports"
    if draft.kind == "strength":
        return "supports"
    said = " ".join(evidence.quote for evidence in draft.evidence)
    return "contradicts" if _AGAINST.search(said) or is_negated(said) else "bears_on"


def theme_of(body: str, rarity: Counter[str]) -> CleanText:
    """Name the theme by its most telling words, in the order they were said."""
    counts: Counter[str] = Counter(key_terms(body))
    telling = sorted(counts, key=lambda term: (-counts[term] / rarity[term], -len(term)))
    chosen = set(telling[:THEME_TERMS])
    words: list[str] = []
    for word in words_of(body):
        if stem(word) in chosen:
            words.append(word.removesuffix("'s"))
            chosen.discard(stem(word))
    return derived(", ".join(words))


def _items(brief: Brief) -> list[CleanText]:
    metrics = [metric.name for metric in brief.metrics]
    return [*brief.what_would_change_it, *brief.options, *metrics] or [brief.decision]


def _nearest(items: Sequence[CleanText], row: Vectors) -> CleanText:
    best = int(np.argmax(row))
    return items[best] if row[best] >= _NEAR else NO_TEXT


def _body(draft: Draft) -> CleanText:
    return join_clean([draft.statement, *(evidence.quote for evidence in draft.evidence)])


def _document_frequency(bodies: Sequence[str]) -> Counter[str]:
    return Counter(term for body in bodies for term in set(key_terms(body)))
