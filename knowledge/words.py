"""Words as search and themes count them: lower case, no stop words, plain endings removed."""

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

_WORD = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_ENDINGS = (
    ("ations", "at"), ("ation", "at"), ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"),
    ("ments", ""), ("ment", ""), ("sses", "ss"), ("ness", ""), ("able", ""), ("ers", ""),
    ("ed", ""), ("es", ""), ("ly", ""), ("er", ""), ("s", ""),
)  # fmt: skip
_SHORTEST_STEM = 3


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Return the words that say nothing about a subject."""
    text = files("knowledge.lists").joinpath("stopwords.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(" ".join(lines).split())


def words(text: str) -> list[str]:
    """Return the words of a text that say something, in order, apostrophes dropped."""
    plain = text.lower().replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    return [
        word
        for word in _WORD.findall(plain)
        if len(word) >= _SHORTEST_STEM and word not in stop_words()
    ]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Cut the commonest endings, so that "claims" meets "claim" and "scoring" meets "score"."""
    for ending, instead in _ENDINGS:
        kept = word[: -len(ending)] + instead
        if word.endswith(ending) and len(kept) >= _SHORTEST_STEM:
            return _undoubled(kept)
    return word.rstrip("e") if len(word) > _SHORTEST_STEM + 1 else word


def stems(text: str) -> list[str]:
    """Return the stems of the words that say something, in order."""
    return [stem(word) for word in words(text)]


def vocabulary(texts: Iterable[str]) -> dict[str, int]:
    """Count in how many texts each stem occurs."""
    counts: dict[str, int] = {}
    for text in texts:
        for one in set(stems(text)):
            counts[one] = counts.get(one, 0) + 1
    return counts


def _undoubled(word: str) -> str:
    """Undo "running" -> "runn" and drop a closing e, which half of the forms lack."""
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "sl":
        return word[:-1]
    return word.rstrip("e") if len(word) > _SHORTEST_STEM + 1 else word
