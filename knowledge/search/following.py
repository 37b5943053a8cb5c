"""Follow-up questions: "and in Asia?" is about what was asked before it."""

import re
from typing import Final

from guardrails.text import CleanText, derived
from knowledge.words import words

_OPENS: Final = re.compile(
    r"^(?:ok(?:ay)?,? )?(?:and|but|or|so|also|what about|how about|what of|same|only|just|then"
    r"|why|since when|where exactly|who else|anything else|more on|tell me more)\b"
)
_REFERS: Final = re.compile(
    r"\b(?:it|its|they|them|their|this|that|these|those|there|the same|such|the first|the second"
    r"|the third|the last one|theme \d)\b"
)
_SHORT: Final = 4  # words that say something; a longer question brings its own subject
_NARROWING: Final = 2


def follows(question: CleanText) -> bool:
    """Tell whether a question needs the one before it to be understood."""
    text = question.lower().strip()
    said = len(words(text))
    if said == 0:
        return True
    opens, refers = _OPENS.search(text) is not None, _REFERS.search(text) is not None
    return said <= _SHORT and (opens or refers)


def continued(question: CleanText, before: CleanText, *, narrows: bool) -> CleanText:
    """Return what is asked, read after the question before it.

    ``narrows`` says that the words name a filter; where they say little else ("and in Asia?")
    the question before is asked again, otherwise both together.
    """
    if narrows and len(words(question)) <= _NARROWING:
        return before
    return derived(f"{before} {question}")
