"""Speaker labels inside a plain text: cut before analysis, their names learned from them."""

import re
from collections import Counter
from dataclasses import dataclass

_LABEL = re.compile(r"^[ \t]*(?:[-*>][ \t]+)?([^\s:][^:\n]{0,50}?)[ \t]*:(?=[ \t]|$)", re.MULTILINE)
_GENERIC = re.compile(
    r"^(?:speaker|spk|participant|person|voice|user|guest|caller|interviewer|interviewee|senior|"
    r"junior|mentor|mentee|moderator|host|operator|unknown(?: speaker)?|q|a)[\s_#-]*\w{0,2}$",
    re.IGNORECASE,
)
_WORDS = 5


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a line; ``end`` is behind the colon."""

    start: int
    end: int
    name: str

    @property
    def names_somebody(self) -> bool:
        """Whether the label is a name rather than ``Speaker 2``."""
        return not _GENERIC.match(self.name)


def find_labels(text: str) -> list[Label]:
    """Return the speaker labels of ``text``: generic ones, and names that recur as labels."""
    found = [Label(m.start(1), m.end(), m.group(1).strip()) for m in _LABEL.finditer(text)]
    counts = Counter(label.name for label in found)
    return [
        label
        for label in found
        if not label.names_somebody or (counts[label.name] > 1 and _is_name(label.name))
    ]


def _is_name(label: str) -> bool:
    words = label.split()
    return 0 < len(words) <= _WORDS and all(word[0].isupper() or word[0] == "(" for word in words)
