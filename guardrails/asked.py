"""Questions to the programme's memory: about themes, never about a person.

A question that names somebody is refused before anything reads it further: it is neither
searched, nor sent to a model, nor kept.
"""

import re
from functools import cache
from typing import Final

from guardrails.lexicon import read_phrases
from guardrails.scrub.names import name_lists
from guardrails.text import CleanText, RawText

LONGEST: Final = 2000
"""Characters of a question that are read; more is a text, not a question."""

_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+[A-Z]\w+")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?<!\w)@\w{2,}")
_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019-]*")


@cache
def _words(name: str) -> frozenset[str]:
    """Read a word list that lies beside this file."""
    return frozenset(" ".join(read_phrases("guardrails", f"asked_{name}.txt")).split())


def names_somebody(question: RawText) -> bool:
    """Tell whether a question is about somebody by name, title or address."""
    text = question.reveal()
    if _TITLE.search(text) or _CONTACT.search(text):
        return True
    tokens = _WORD.findall(text)
    return any(_is_name(tokens, place) for place in range(len(tokens)))


def accept(question: RawText) -> CleanText:
    """Return the question as clean text; call :func:`names_somebody` first.

    White space is folded and the question cut to :data:`LONGEST` characters.
    """
    return CleanText(" ".join(question.reveal().split())[:LONGEST])


def _is_name(tokens: list[str], place: int) -> bool:
    token = re.sub(r"['\u2019]s?$", "", tokens[place])
    word = token.lower()
    if word in _words("also_words") or word not in name_lists().given:
        return False
    before = tokens[place - 1].lower() if place else ""
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    written_as_name = token[0].isupper() and not token.isupper()
    if written_as_name and (place > 0 or after.lower() in _words("saying") or after[:1].isupper()):
        return True
    return before in _words("before") and after.lower() in _words("saying")
