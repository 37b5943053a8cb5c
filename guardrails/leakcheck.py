"""A second, independent opinion on text about to be shown. It can only stop, never pass.

It shares no recognizer with the scrubber: roster names in any form, whatever looks like contact
data (written or read aloud), full names made of listed given names and surnames, titles with a
name, given names that do or are asked what people do, and long stretches of the talk that nobody
approved. Words of the roster that are also ordinary words count only where a capital inside a
sentence shows a name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

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
_BEFORE_PEOPLE = (
    r"(?:manager|boss|mentor|supervisor|colleague|coworker|teammate|lead|told|asked|asking|tell|ask|"
    r"thank|thanked|thanks|emailed|texted|messaged|phoned|rang|met|meet|dear)"
)
_AFTER_PEOPLE = (
    r"(?:said|says|told|tells|asked|asks|thinks|thought|laughed|replied|answered|agreed|"
    r"emailed|texted|messaged|phoned|resigned|joined|quit|cried|smiled|explained|promised|herself|himself)"
)
_ACTING = re.compile(
    rf"(?P<cue>(?:\b(?i:{_BEFORE_PEOPLE}),? )?)(?<=[a-zI,;] )(?P<name>[A-Z][a-z'-]{{2,}})"
    rf"(?P<act>(?: {_AFTER_PEOPLE}\b)?)"
)
"""A capital inside a sentence, with what people do before or behind it (either may be empty)."""
_TOOL = (
    r"(?:app|bot|chat-?bot|assistant|agent|tool|system|software|platform|model|machine|robot|crm|ai|"
    r"screen|button|dashboard|portal|page|website|database|scheduler|program|version|feature|account)"
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
    found += _acting_names(folded.text, transcript)
    spots = ((kind, *folded.span(start, end)) for kind, start, end in found)
    return sorted({Leak(*spot) for spot in spots}, key=lambda leak: (leak.start, leak.end))


def verbatim_overlap(
    text: str, transcript: RawTranscript, *, words: int = 25, approved: Sequence[str] = ()
) -> list[Leak]:
    """Return stretches of at least ``words`` words that stand in the raw transcript as they are.

    A long verbatim piece lets a participant recognise who spoke; wording and length are theirs.
    What stands in one of the ``approved`` quotes as well is no leak: its speaker saw it.
    """
    turns = " ".join(turn.text.reveal() for turn in transcript.turns)
    runs = _runs(turns, words).difference(*(_runs(quote, words) for quote in approved))
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


def _runs(text: str, words: int) -> set[tuple[str, ...]]:
    said = [word.lower() for word in _WORD.findall(text)]
    return {tuple(said[i : i + words]) for i in range(len(said) - words + 1)}


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
    """A listed given name followed by a surname, or a title followed by a name."""
    lists = name_lists()
    for match in re.finditer(r"\b([A-Z][a-z'-]{2,}) ([A-Z][a-z'-]{2,})\b", text):
        given, surname = plain(match.group(1)), plain(match.group(2))
        ordinary = {given, surname} & (_ORDINARY | stop_words())
        if not ordinary and given in lists.given and surname in lists.surnames:
            yield "full name", match.start(), match.end()
    for match in _TITLED.finditer(text):
        if plain(match["name"]) in lists.given | lists.surnames:
            yield "titled name", match.start(), match.end()


def _acting_names(text: str, transcript: RawTranscript | None) -> Iterator[tuple[str, int, int]]:
    """A given name that does, or is told, what people do; not one the talk gives to a tool."""
    given = name_lists().given
    for match in _ACTING.finditer(text):
        name = plain(match["name"])
        if not (match["cue"] or match["act"]) or name not in given:
            continue
        if name in _ORDINARY | stop_words() or name in _products():
            continue
        if not _is_tool(match["name"], transcript):
            yield "given name", match.start("name"), match.end("name")


def _is_tool(name: str, transcript: RawTranscript | None) -> bool:
    """Whether the talk itself says somewhere, in so many words, that this is a tool."""
    this = rf"\b{re.escape(name)}\b"
    said = re.compile(
        rf"{this}\W+(?:[\w'-]+ ){{0,4}}{_TOOL}\b|\b{_TOOL}\W+(?:[\w'-]+ ){{0,3}}{this}"
    )
    turns = transcript.turns if transcript else ()
    return any(said.search(turn.text.reveal()) for turn in turns)


@cache
def _products() -> frozenset[str]:
    """Tools with the names of people, which are asked and answer as people do."""
    return frozenset(plain(word) for word in read_words("products.txt"))
