"""The small words of a language, by which speech in it is told from speech in another."""

import importlib
from functools import cache

from guardrails.scrub.lexicon import stop_words

_SAME = {"no": "nb", "pcm": "en", "bs": "hr", "wuu": "zh", "yue": "zh"}
"""Codes of the identifier that stand for a language spaCy lists under another."""


@cache
def function_words(language: str) -> frozenset[str]:
    """Articles, pronouns, auxiliaries, fillers; empty when nobody listed them.

    English is our own list, which knows speech; the others are spaCy's stop words (MIT).
    """
    code = _SAME.get(language, language)
    if code == "en":
        return stop_words()
    try:
        module = importlib.import_module(f"spacy.lang.{code}.stop_words")
    except ModuleNotFoundError:
        return frozenset()
    return frozenset(str(word).lower() for word in module.STOP_WORDS)
