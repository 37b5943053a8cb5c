"""Finds a generation or an age group used as a kind of person.

One junior cannot report what a generation wants; the wording also tells them that they were
invited for their age. Products and tariffs that merely contain such a word stay untouched.
"""

import re
from functools import lru_cache

from guardrails.lexicon import any_of, read_phrases

_PACKAGE = "guardrails"


@lru_cache(maxsize=1)
def _product_names() -> re.Pattern[str]:
    """``Young Saver``, ``Millennial Bridge``: two capitals in a row name a thing."""
    words = "|".join(read_phrases(_PACKAGE, "generation_adjectives.txt"))
    return re.compile(rf"\b(?:{words})s?(?:'s)? (?!Alpha\b|Zed\b)[A-Z][a-z][\w-]+", re.ASCII)


def find_generational(text: str) -> str:
    """Return the first words that make a generation the subject, or an empty string."""
    masked = _product_names().sub(lambda hit: "_" * len(hit.group()), text)
    hit = any_of(_PACKAGE, "generations.txt").search(masked)
    return text[hit.start() : hit.end()] if hit else ""
