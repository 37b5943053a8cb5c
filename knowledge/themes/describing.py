"""A first label and statement for a theme, from words that several of its members share.

Nothing is invented here: label words stand in statements of at least two juniors, and the
statement is that of the most typical member. A curator or a model may word it better; what a
model proposes is checked against the same members.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
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
_TOKEN: Final = re.compile(r"[a-z][a-z0-9'\u2019-]*|[.,;:!?]")
_ARTICLES: Final = (
    "a an the this that these those his her its our their my your no any some every each all both"
)
_PREPOSITIONS: Final = (
    "of for in on at with without by from about after before between into through under over"
)
_AMOUNTS: Final = "two three four five six seven eight nine ten several many few more most"
_BEFORE_THINGS: Final = frozenset(f"{_ARTICLES} {_PREPOSITIONS} {_AMOUNTS}".split())
_VERB_ENDINGS: Final = ("ed", "ing", "ly")
_COMPOUND: Final = 2  # "the survey tool"; an s there is rather a verb's: "the chatbot describes"
_FAR: Final = 9


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


def describe_pool(members: Sequence[Insight], k: int) -> tuple[CleanText, CleanText]:
    """Name a whole family whose single matters cannot be shown: a label and a statement.

    Only words that at least ``k`` juniors of ``k`` pairs used stand in it, never a sentence.
    """
    speakers: dict[str, set[str]] = {}
    pairs: dict[str, set[str]] = {}
    forms: dict[str, Counter[str]] = {}
    for one in members:
        for word in things(one.statement):
            speakers.setdefault(stem(word), set()).update(one.juniors)
            pairs.setdefault(stem(word), set()).add(one.pair_ref)
            forms.setdefault(stem(word), Counter())[word] += 1
    enough = [s for s in forms if len(speakers[s]) >= k and len(pairs[s]) >= k]
    best = sorted(enough, key=lambda s: (-len(speakers[s]), s))[:_LABEL_WORDS]
    title = FAMILY_TITLES[members[0].family]
    said = ", ".join(forms[s].most_common(1)[0][0] for s in best)
    told = (
        f"Several juniors told of matters around: {said}."
        if said
        else "Several juniors told of it; no single matter was told by enough of them."
    )
    return derived(f"{title}, taken together"), derived(told)


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
        for word in things(one.statement):
            forms.setdefault(stem(word), Counter())[word] += 1
    people = len({junior for one in members for junior in one.juniors})
    shared = {s: len(speakers[s]) for s in forms if len(speakers[s]) >= _JUNIORS_PER_WORD}

    def weight(s: str) -> float:
        share = shared[s] / people
        return share * log(share / (family_words.get(s, 1) / max(size, 1)) + 1)

    best = sorted(shared, key=lambda s: (-weight(s), s))[:_LABEL_WORDS]
    if not best:
        return derived(FAMILY_TITLES[members[0].family])
    chosen = [forms[s].most_common(1)[0][0] for s in best]
    return derived(", ".join(_side_by_side(chosen, members)).capitalize())


def things(statement: str) -> list[str]:
    """Return the words of a statement that stand where the name of a thing stands.

    After an article, a possessive, a number word or a preposition, or next to one that stands
    there ("the survey tool"), or first in the sentence and plural; so verbs and their endings
    ("asks", "declined") do not become labels.
    """
    found: list[str] = []
    distance = _FAR
    for place, token in enumerate(_TOKEN.findall(statement.lower())):
        if token in _BEFORE_THINGS:
            distance = 0
            continue
        distance += 1
        means, plural = words(token), token.endswith("s")
        if not means:
            distance = _FAR
        elif not token.endswith(_VERB_ENDINGS) and (
            distance == 1 or (distance == _COMPOUND and not plural) or (place == 0 and plural)
        ):
            found += means
    return found


def _side_by_side(chosen: Sequence[str], members: Sequence[Insight]) -> list[str]:
    """Join two label words that several members say next to each other: "survey tool"."""
    texts = [" ".join(_TOKEN.findall(one.statement.lower())) for one in members]
    for first, second in permutations(chosen, 2):
        phrase = f"{first} {second}"
        if sum(phrase in text for text in texts) >= _JUNIORS_PER_WORD:
            rest = [word for word in chosen if word not in {first, second}]
            return [phrase, *rest]
    return list(chosen)
