"""A second, independent opinion on text about to be shown. It can only stop, never pass.

It knows nothing of the scrubber: roster names in any form, and whatever looks like contact data.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guardrails.roster import Roster
from guardrails.transcript.turns import RawTranscript

_CONTACT = {
    "email": re.compile(r"\S+@\S+\.\w+"),
    "url": re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE),
    "handle": re.compile(r"(?<!\w)@\w{3,}"),
    "number": re.compile(r"(?<![\w.])\+?\d(?:[\s().-]?\d){6,}"),
}
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that looks personal: its kind and its characters in the text."""

    kind: str
    start: int
    end: int


def find_leaks(
    text: str,
    *,
    roster: Roster,
    names: Sequence[str] = (),
    transcript: RawTranscript | None = None,
) -> list[Leak]:
    """Return everything in ``text`` that looks personal; speaker labels count as names."""
    leaks = [
        Leak(kind, match.start(), match.end())
        for kind, pattern in _CONTACT.items()
        for match in pattern.finditer(text)
    ]
    known = {part for name in _names(roster, names, transcript) for part in _parts(name)}
    leaks += [
        Leak("name", match.start(), match.end())
        for match in re.finditer(r"[^\W\d_][\w'’-]*", text)
        if match.group()[0].isupper() and _fold(match.group()) in known
    ]
    return sorted(leaks, key=lambda leak: leak.start)


def _names(roster: Roster, names: Sequence[str], transcript: RawTranscript | None) -> Iterator[str]:
    yield from names
    for person in roster.people:
        yield person.name.reveal()
    for turn in transcript.turns if transcript else ():
        if turn.speaker is not None:
            yield turn.speaker.reveal()


def _parts(name: str) -> Iterator[str]:
    for part in re.findall(r"[^\W\d_][\w'’-]*", name):
        if len(part) >= _SHORTEST_NAME and part.lower() not in {"speaker", "notes", "the"}:
            yield _fold(part)


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    folded = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"['’]s?$", "", folded)
