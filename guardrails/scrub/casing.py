"""Capitals for text that has none: models read names by them."""

from guardrails.scrub.lexicon import Lexicon, stop_words
from guardrails.scrub.talk import cut

_LIKELY_NAME = 1.5


def recase(text: str, lexicon: Lexicon, known: frozenset[str] = frozenset()) -> str:
    """Return ``text`` of the same length, with capitals where English would put them.

    A word gets a capital when it is ``known`` (roster), when the corpus writes it capitalised
    clearly more often than small, or when no everyday word is spelled so and a list of names
    holds it.
    """
    letters = list(text.lower()) if len(text.lower()) == len(text) else list(text)
    small = "".join(letters)
    start = True
    for word in cut(small):
        start = start or "\n" in word.gap or any(mark in word.gap for mark in ".?!")
        if start or _wants_capital(word.text, lexicon, known):
            capital = letters[word.start].upper()
            letters[word.start] = capital if len(capital) == 1 else letters[word.start]
        start = False
    return "".join(letters)


def _wants_capital(word: str, lexicon: Lexicon, known: frozenset[str]) -> bool:
    if word in {"i", "i'm", "i've", "i'll", "i'd"}:
        return True
    if word in known:
        return True
    if word in stop_words():
        return False
    if lexicon.properness(word) >= _LIKELY_NAME:
        return True
    return not lexicon.is_word(word) and lexicon.is_name(word)
