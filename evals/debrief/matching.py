"""Text against text: keywords, verbatim quotes, surface forms."""

import re
from collections.abc import Sequence
from typing import Final

_BRACKETS: Final = re.compile(r"\s*\[[^\]]*\]\s*")
_SPACE: Final = re.compile(r"\s+")
_SHINGLE: Final = 6


def plain(text: str) -> str:
    """Straight quotes, single spaces, lower case: what two writings of the same words share."""
    straight = text.replace("\u2019", "'").replace("\u2018", "'").replace("\u201c", '"')
    return _SPACE.sub(" ", straight.replace("\u201d", '"')).strip().lower()


def matches(text: str, groups: Sequence[Sequence[str]]) -> bool:
    """Tell whether a word of every group stands in the text."""
    lower = plain(text)
    return all(any(plain(word) in lower for word in group) for group in groups)


def is_verbatim(quote: str, turn: str) -> bool:
    """Tell whether a quote is one unbroken piece of a turn; brackets stand for anything."""
    pieces = [re.escape(plain(piece)) for piece in _BRACKETS.split(quote)]
    if not any(pieces) or "\u2026" in quote or "..." in quote:
        return False
    return re.search(r".{1,120}?".join(pieces), plain(turn)) is not None


def holds_form(text: str, form: str) -> bool:
    """Tell whether a surface form stands in the text as whole tokens, case-sensitively."""
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def overlaps(text: str, passage: str) -> bool:
    """Tell whether a text holds a passage, or six words in a row of it."""
    lower, words = plain(text), plain(passage).split()
    if len(words) <= _SHINGLE:
        return plain(passage) in lower
    runs = (words[at : at + _SHINGLE] for at in range(len(words) - _SHINGLE + 1))
    return any(" ".join(run) in lower for run in runs)
