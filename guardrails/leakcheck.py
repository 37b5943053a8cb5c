"""A second, independent opinion on text about to be shown. It can only stop, never pass.

It shares no recognizer with the scrubber: roster names in any form, whatever looks like contact
data (written or read aloud), full names made of listed given names and surnames, and titles with
a name. Words of the roster that are also ordinary words count only where a capital inside a
sentence shows a name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guardrails.roster import Roster
from guardrails.scrub.folding import fold, plain
from guardrails.scrub.lexicon import read_words, stop_words
from guardrails.scrub.names import name_lists
from guardrails.transcript.turns import RawTranscript

_DIGIT = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
_CONTACT = {
    "email": re.compile(r"[\w.+-]+\s?@\s?[\w-]+\.\w+|\b\w+ at \w+(?: dot \w+)+", re.IGNORECASE),
    "url": re.compile(r"\b(?:https?://|www\.)\S+|\b\w+ dot (?:com|org|net|io|co)\b", re.IGNORECASE),
    "handle": re.compile(r"(?<!\w)@\w{3,}"),
    "number": re.compile(
        rf"(?<![\w.])\+?\d(?:[\s().-]?\d){{6,}}|\b{_DIGIT}(?:[ ,-]+{_DIGIT}){{5,}}\b", re.IGNORECASE
    ),
}
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Captain|Sergeant|Constable|Sir|Señora?|Doña?)\.? "
    r"(?P<name>[A-Z][a-z]\w+)"
)
_SHORTEST_NAME = 3
_ORDINARY = read_words("ordinary_names.txt")
"""Words of the language that are names too; the scrubber has its own, larger way to tell."""


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
    """Return everything in ``text`` that looks personal, in order; empty means no objection.

    ``names`` are further names to look for; the speaker labels of ``transcript`` count as names.
    """
    folded = fold(text)
    found = [
        (kind, match.start(), match.end())
        for kind, pattern in _CONTACT.items()
        for match in pattern.finditer(folded.text)
    ]
    found += _known_names(folded.text, _all_names(roster, names, transcript))
    found += _clients(folded.text, roster)
    found += _listed_names(folded.text)
    spots = ((kind, *folded.span(start, end)) for kind, start, end in found)
    return sorted({Leak(*spot) for spot in spots}, key=lambda leak: (leak.start, leak.end))


def verbatim_overlap(text: str, transcript: RawTranscript, *, words: int = 25) -> list[Leak]:
    """Return stretches of at least ``words`` words that stand in the raw transcript as they are.

    A long verbatim piece lets a participant recognise who spoke; wording and length are theirs.
    """
    raw = [w.lower() for turn in transcript.turns for w in _WORD.findall(turn.text.reveal())]
    runs = {tuple(raw[i : i + words]) for i in range(len(raw) - words + 1)}
    said = [(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text)]
    leaks: list[Leak] = []
    for first in range(len(said) - words + 1):
        window = said[first : first + words]
        if tuple(word for word, _, _ in window) in runs:
            start, end = window[0][1], window[-1][2]
            if leaks and start <= leaks[-1].end:
                leaks[-1] = Leak("verbatim", leaks[-1].start, end)
            else:
                leaks.append(Leak("verbatim", start, end))
    return leaks


def _all_names(
    roster: Roster, names: Sequence[str], transcript: RawTranscript | None
) -> Iterator[str]:
    yield from names
    for person in roster.people:
        yield person.name.reveal()
    for turn in transcript.turns if transcript else ():
        if turn.speaker is not None:
            yield turn.speaker.reveal()


def _parts(name: str) -> Iterator[str]:
    for word in _WORD.findall(fold(name).text):
        for part in {word, *word.split("-")}:
            if len(part) >= _SHORTEST_NAME and part.lower() not in {"speaker", "notes", "the"}:
                yield plain(part)


def _known_names(text: str, names: Iterator[str]) -> Iterator[tuple[str, int, int]]:
    known = {part for name in names for part in _parts(name)}
    shorts = {s for s, fulls in name_lists().nicknames.items() if fulls & known}
    for match in _WORD.finditer(text):
        word = match.group()
        key = plain(re.sub(r"'s$", "", word, flags=re.IGNORECASE))
        pieces = {key, *key.split("-")}
        if not pieces & (known | (shorts if word[0].isupper() else set())):
            continue
        ordinary = key in _ORDINARY or key in stop_words()
        if not ordinary or (word[0].isupper() and not _opens(text, match.start())):
            yield "name", match.start(), match.end()


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return not before or before[-1] in '.!?:"“”[(-'


def _clients(text: str, roster: Roster) -> Iterator[tuple[str, int, int]]:
    for client in roster.clients:
        name = fold(client.reveal()).text.strip()
        if name:
            pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
            for match in re.finditer(pattern, text, re.IGNORECASE):
                yield "client", match.start(), match.end()


def _listed_names(text: str) -> Iterator[tuple[str, int, int]]:
    """A listed given name followed by a listed surname, or a title followed by a name."""
    lists = name_lists()
    for match in re.finditer(r"\b([A-Z][a-z'-]{2,}) ([A-Z][a-z'-]{2,})\b", text):
        given, surname = plain(match.group(1)), plain(match.group(2))
        ordinary = {given, surname} & (_ORDINARY | stop_words())
        if not ordinary and given in lists.given and surname in lists.surnames:
            yield "full name", match.start(), match.end()
    for match in _TITLED.finditer(text):
        if plain(match["name"]) in lists.given | lists.surnames:
            yield "titled name", match.start(), match.end()
