"""Typing errors: a word nobody knows becomes the released word that one slip makes of it.

Only for finding themes; what was asked stays as it was typed, and nothing that is shown tells
which word was meant, because a word may be one person's.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from guardrails.text import CleanText, derived
from knowledge.search.crowd import subjects
from knowledge.words import stem, stop_words, words

_WORD: Final = re.compile(r"[A-Za-z]+")
_SHORTEST: Final = 5
"""Shorter words have too many neighbors: "form" and "from", "team" and "term"."""
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


class Speller:
    """Knows the words of a release and of the subjects people at work talk about."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Learn the words of ``texts``; only these are ever put in place of another."""
        self._released = {word for text in texts for word in words(text)}
        self._stems = {stem(word) for word in self._released} | _common()

    def mended(self, question: CleanText) -> CleanText:
        """Return the question with its typing errors mended."""
        return derived(_WORD.sub(lambda found: self._word(found[0]), question))

    def _word(self, typed: str) -> str:
        word = typed.lower()
        if len(word) < _SHORTEST or word in stop_words() or stem(word) in self._stems:
            return typed
        meant = sorted({near for near in _one_slip(word) if near in self._released})
        return meant[0] if meant and len({stem(one) for one in meant}) == 1 else typed


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(stem(word) for line in subjects() for word in words(line))


def _one_slip(word: str) -> Iterator[str]:
    """Yield what one letter missing, doubled, wrong or swapped with its neighbor can mean.

    The first letter stays: people seldom mistype it, and it keeps other words apart.
    """
    for place in range(1, len(word) + 1):
        left, right = word[:place], word[place:]
        if right:
            yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        for letter in _LETTERS:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]
