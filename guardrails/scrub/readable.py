"""Placeholders in plain words: what people read instead of ``<PERSON_3>``."""

import re
from typing import Final

from guardrails.text import CleanText

_WORDS: Final = {
    "PERSON": "a colleague",
    "CLIENT": "a client",
    "EMAIL": "an e-mail address",
    "PHONE": "a phone number",
    "ID": "a reference number",
    "USERNAME": "a log-in name",
    "URL": "a web address",
    "ADDRESS": "an address",
    "LOCATION": "a place",
    "DATE": "a certain day",
    "CARD": "a card number",
    "BANK": "a bank account",
    "IP": "a network address",
}
TYPES: Final = frozenset(_WORDS)
"""Every type a placeholder can have."""

PLACEHOLDER: Final = re.compile(rf"<({'|'.join(sorted(_WORDS))})_(\d+)>")
"""Matches one placeholder; groups: type, number."""


def readable(text: CleanText) -> CleanText:
    """Return ``text`` with every placeholder as plain words in square brackets.

    ``<PERSON_3>`` becomes ``[a colleague]``: numbers would tell a reader who spoke of whom.
    """
    return CleanText(PLACEHOLDER.sub(lambda found: f"[{_WORDS[found.group(1)]}]", text))
