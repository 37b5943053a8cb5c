"""The taught reader of disclosures told plainly, without a grave word.

``evals/escalation/teach.py`` makes ``reader.npz`` and prints what it reaches on lines and talks it
never saw. It reads only what the ear thinks worth reading.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from guardrails.escalation.ear import HARMLESS, Told, told
from guardrails.escalation.rules import CATEGORIES
from guardrails.scrub.readable import readable
from guardrails.taught import Reader, SentenceModel, stored, unpack
from guardrails.text import CleanText, authored, derived

FILE: Final = "reader.npz"
CLASSES: Final = frozenset({HARMLESS, *CATEGORIES})
SURE: Final = 0.98
"""In folds it never learned from, 601 of 2,072 disclosures told in passing lie above it, 15 of
3,008 harmless look-alikes, and 6 of 9,571 windows of 90 talks, in 4 of them."""

_NAME: Final = readable(authored("<PERSON_1>"))
_FEW_WORDS: Final = 3
_GOES_ON: Final = re.compile(
    r"^(?:(?:and|but|so|or|yeah|yes|yep|no|um|uh|er|eh|hm|mm|oh|ah|well|okay|ok|right|sure|sorry"
    r"|like|then|now|because|also|i mean|you know)\b[\s,.;:-]*)+",
    re.IGNORECASE,
)


def read(texts: Sequence[CleanText], model: SentenceModel) -> list[Told]:
    """The likeliest kind of disclosure of each text, and the chance that it is one at all.

    Raises:
        ReaderMismatch: when ``model`` is not the one the reader was taught on.
    """
    if not texts:
        return []
    reader = shipped()
    return told(reader.logits([bare(text) for text in texts], model), reader.classes)


def bare(text: CleanText) -> CleanText:
    """What is said, as the lines it was taught with say it.

    Talk goes on in mid-thought ("and so"), and its names are placeholders; the lines do neither,
    so both would count as signs of harmless talk.
    """
    rest = _GOES_ON.sub("", text)
    return derived((rest if len(rest.split()) > _FEW_WORDS else text).replace(_NAME, "somebody"))


@lru_cache(maxsize=1)
def shipped() -> Reader:
    """The weights beside this file."""
    return unpack(stored("guardrails.escalation", FILE), CLASSES)
