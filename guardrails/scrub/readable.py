"""Placeholders in plain words: what people read instead of ``<PERSON_3>``."""

import re
from typing import Final

from guardrails.scrub.profiles import DEFAULT, profile_of
from guardrails.text import CleanText

TYPES: Final = frozenset(
    [
        "PERSON", "CLIENT", "EMAIL", "PHONE", "ID", "USERNAME", "URL", "ADDRESS", "LOCATION",
        "DATE", "CARD", "BANK", "IP",
    ]
)  # fmt: skip
"""Every type a placeholder can have; each language's profile has words for all."""

PLACEHOLDER: Final = re.compile(rf"<({'|'.join(sorted(TYPES))})_(\d+)>")
"""Matches one placeholder; groups: type, number."""


def readable(text: CleanText, language: str = DEFAULT) -> CleanText:
    """Return ``text`` with every placeholder as plain words in square brackets.

    ``<PERSON_3>`` becomes ``[a colleague]``: numbers would tell a reader who spoke of whom.
    """
    words = profile_of(language).placeholders
    return CleanText(PLACEHOLDER.sub(lambda found: f"[{words[found.group(1)]}]", text))
