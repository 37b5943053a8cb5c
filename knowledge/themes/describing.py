"""A first label and statement for a theme, from words that several of its members share.

Nothing is invented here: label words stand in statements of at least two juniors, and the
statement is that of the most typical member. A curator or a model may word it better; what a
model proposes is checked against the same members.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np

from guardrails.families import FAMILY_TITLES
from guardrails.text import CleanText, derived
from knowledge.embedding import Vectors
from knowledge.insights import Insight
from knowledge.themes.evidence import unit
from knowledge.words import stem, words

_LABEL_WORDS: Final = 3
_JUNIORS_PER_WORD: Final = 2


@dataclass(frozen=True, slots=True)
class Description:
    """``typical`` orders the members from the most typical on; the statement is the first's."""

    label: CleanText
    statement: CleanText
    typical: tuple[str, ...]


def describe(
    members: Sequence[Insight], vectors: Vectors, family_words: dict[str, int], family_size: int
) -> Description:
    """Describe a theme by its members; ``family_words`` counts stems over the whole family."""
    order = typical_order(members, vectors)
    return Description(
        label=_label(members, family_words, family_size),
        statement=members[order[0]].statement,
        typical=tuple(members[n].id for n in order),
    )


def typical_order(members: Sequence[Insight], vectors: Vectors) -> list[int]:
    """Order members by closeness to the theme's center, in which each junior weighs the same."""
    counts = Counter(one.junior_ref for one in members)
    weights = np.array([1 / counts[one.junior_ref] for one in members], dtype=np.float32)
    center = unit((weights[:, None] * vectors).sum(axis=0, keepdims=True))[0]
    close = vectors @ center
    return sorted(range(len(members)), key=lambda n: (-float(close[n]), members[n].id))


def _label(members: Sequence[Insight], family_words: dict[str, int], size: int) -> CleanText:
    speakers: dict[str, set[str]] = {}
    forms: dict[str, Counter[str]] = {}
    for one in members:
        for word in words(one.statement):
            speakers.setdefault(stem(word), set()).update(one.juniors)
            forms.setdefault(stem(word), Counter())[word] += 1
    people = len({junior for one in members for junior in one.juniors})
    shared = {s: len(who) for s, who in speakers.items() if len(who) >= _JUNIORS_PER_WORD}

    def weight(s: str) -> float:
        share = shared[s] / people
        return share * log(share / (family_words.get(s, 1) / max(size, 1)) + 1)

    best = sorted(shared, key=lambda s: (-weight(s), s))[:_LABEL_WORDS]
    if not best:
        return derived(FAMILY_TITLES[members[0].family])
    chosen = [forms[s].most_common(1)[0][0] for s in best]
    return derived(", ".join(chosen).capitalize())
