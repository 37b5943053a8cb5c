"""Is a sentence of the answer carried by the theme it cites?"""

import re
from collections.abc import Sequence
from typing import Final

from guardrails.text import CleanText
from knowledge.words import stems

_CITED: Final = re.compile(r"\[(\d+)\]\s*\.?\s*$")
_NUMBER: Final = re.compile(r"\d+")
_LEAST_SHARED: Final = 0.75
_NEGATIONS: Final = re.compile(r"\b(?:not|no|never|nobody|nothing|none|cannot|without)\b|n't\b")


def supported(sentence: str, themes: Sequence[CleanText], question: CleanText) -> bool:
    """Tell whether a sentence ends with a citation and says only what that theme says.

    Three quarters of its words that mean something stand in the theme, the rest may come from
    the question; it has no number of its own, and denies something only if the theme does.
    """
    cited = _CITED.search(sentence)
    if cited is None or not 1 <= int(cited[1]) <= len(themes):
        return False
    said, theme = sentence[: cited.start()], themes[int(cited[1]) - 1]
    words, known = stems(said), set(stems(theme))
    asked = known | set(stems(question))
    if not words or not all(word in asked for word in words):
        return False
    if sum(word in known for word in words) < _LEAST_SHARED * len(words):
        return False
    if set(_NUMBER.findall(said)) - set(_NUMBER.findall(theme)):
        return False
    return bool(_NEGATIONS.search(said)) == bool(_NEGATIONS.search(theme))


def plain(themes: Sequence[CleanText]) -> list[str]:
    """Return the answer without a model: each theme's own statement with its number."""
    return [f"{theme.rstrip(' .')} [{number}]." for number, theme in enumerate(themes, start=1)]
