"""Anonymised text from outside: a last wash for what anonymisers overlook.

The import promises anonymised insights. Addresses, numbers and links that slipped through are
replaced by plain words in square brackets; placeholders become plain words as everywhere.
"""

import re
from typing import Final

from guardrails.scrub.readable import readable
from guardrails.text import CleanText, RawText

_WASH: Final = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[an e-mail address]"),
    (re.compile(r"\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE), "[a web address]"),
    (re.compile(r"(?<![\w.])(?:\+\d{1,3}[ .-]?)?(?:\(?\d{2,5}\)?[ .-]){2,5}\d{2,6}(?![\w.])"), ""),
    (re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b"), "[a bank account]"),
    (re.compile(r"(?<!\w)@[A-Za-z]\w{2,}"), "[a log-in name]"),
)
_PHONE: Final = "[a phone number]"
_DIGITS: Final = 8


def wash(text: RawText) -> CleanText:
    """Return the text with what looks like an address, number or link replaced."""
    plain = " ".join(text.reveal().split())
    for pattern, words in _WASH:
        plain = pattern.sub(lambda found, words=words: words or _number(found[0]), plain)  # type: ignore[misc]
    return readable(CleanText(plain))


def _number(found: str) -> str:
    """Take digits in groups for a telephone number only where there are enough of them."""
    return _PHONE if sum(c.isdigit() for c in found) >= _DIGITS else found
