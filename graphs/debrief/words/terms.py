"""Key terms of a sentence and whether another text holds them."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_SUFFIXES: Final = (
    "ations", "ation", "ments", "ment", "ingly", "edly", "ness", "ings", "ions", "ers", "ies",
    "ied", "ing", "ion", "ed", "er", "es", "ly", "al", "s", "y", "e",
)  # fmt: skip
_SHORTEST_STEM: Final = 3
_SHARED_PREFIX: Final = 5


@cache
def word_list(name: str) -> frozenset[str]:
    """Words of one of our lists (``stop``, ``reporting``, ``negation``), lower case."""
    text = resources.files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0] for line in text.splitlines())
    return frozenset(word for line in lines for word in line.split())


def words_of(text: str) -> list[str]:
    """Lower-case words with straight apostrophes, in order."""
    return [word.lower().replace("\u2019", "'") for word in _WORD.findall(text)]


def stem(word: str) -> str:
    """Strip the commonest English endings; good enough to compare, not to print."""
    word = word.removesuffix("'s")
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            word = word[: -len(suffix)]
            break
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] == word[-2] else word


def key_terms(text: str) -> list[str]:
    """Stems that carry the content: no function words, no words any report is made of."""
    idle = word_list("stop") | word_list("reporting") | word_list("negation")
    return [stem(word) for word in words_of(text) if word not in idle and len(word) > 1]


def stems_of(texts: Iterable[str]) -> frozenset[str]:
    """Stems of all words of some texts."""
    return frozenset(stem(word) for text in texts for word in words_of(text))


def stands_in(term: str, stems: frozenset[str]) -> bool:
    """Tell whether a stem, or one that begins alike, stands among ``stems``."""
    if term in stems:
        return True
    head = term[:_SHARED_PREFIX]
    return len(head) == _SHARED_PREFIX and any(other.startswith(head) for other in stems)


def is_negated(text: str) -> bool:
    """Tell whether the text denies something ("not", "n't", "nobody", "without"...)."""
    negations = word_list("negation")
    return any(word in negations or word.endswith("n't") for word in words_of(text))
