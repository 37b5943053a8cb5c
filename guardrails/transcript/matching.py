"""Does a speaker label mean a person of the roster? ``Thenmozhi P`` is Thenmozhi Palanisamy."""

import re
import unicodedata
from collections.abc import Sequence
from importlib.resources import files
from typing import Final

from rapidfuzz import fuzz

from guardrails.roster import Person

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_ENOUGH: Final = 0.6
_MARGIN: Final = 0.05
_STRONG: Final = 0.8
_INITIAL: Final = 0.55
_SIMILAR: Final = 86.0  # rapidfuzz ratio; "milo" and "emilio" (80) stay two people
_MIN_PREFIX: Final = 3


def fold(text: str) -> str:
    """Lower case without accents, for comparing names."""
    plain = unicodedata.normalize("NFKD", text.replace("\u0111", "d").replace("\u00f8", "o"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def _read_nicknames() -> dict[str, frozenset[str]]:
    text = files("guardrails.transcript").joinpath("nicknames.txt").read_text("utf-8")
    pairs = (line.split(":") for line in text.splitlines() if ":" in line and line[0] != "#")
    return {short.strip(): frozenset(full.split()) for short, full in pairs}


_NICKNAMES: Final = _read_nicknames()


def match_person(label: str, people: Sequence[Person]) -> Person | None:
    """The one person of ``people`` that ``label`` means, None when nobody or several fit."""
    scored = sorted(
        ((similarity(label, person), index) for index, person in enumerate(people)), reverse=True
    )
    if not scored or scored[0][0] < _ENOUGH:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN:
        return None
    return people[scored[0][1]]


def similarity(label: str, person: Person) -> float:
    """From 0 to 1: how well the words of ``label`` are words, initials or nicknames of a person."""
    name = _words(person.name.reveal())
    if fold(label).strip() == fold(person.name.reveal()).strip():
        return 1.0
    email = person.email.reveal().split("@")[0] if person.email else ""
    return _score(_words(label), name, [word for word in _words(email) if len(word) > 1])


def similar_names(label: str, name: str) -> float:
    """The same measure for two bare names (a ``--junior`` flag against a label)."""
    if fold(label).strip() == fold(name).strip():
        return 1.0
    if any(character.isdigit() for character in label + name):
        return 0.0  # "speaker 1" is not nearly "speaker 2"
    return max(_score(_words(label), _words(name), []), _score(_words(name), _words(label), []))


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(re.sub(r"\([^)]*\)|\[[^]]*\]", " ", text))]


def _score(label: list[str], name: list[str], alias: list[str]) -> float:
    if not label or not name:
        return 0.0
    points = [max([_likeness(word, part) for part in name] or [0.0]) for word in label]
    nick = [max([_likeness(word, part) * 0.9 for part in alias] or [0.0]) for word in label]
    best = [max(pair) for pair in zip(points, nick, strict=True)]
    if max(best) < _STRONG:
        return 0.0
    return sum(best) / len(best)


def _likeness(word: str, part: str) -> float:
    if word == part:
        return 1.0 if len(word) > 1 else _INITIAL
    if len(word) == 1 or len(part) == 1:
        return _INITIAL if word[0] == part[0] else 0.0
    if part in _NICKNAMES.get(word, ()) or word in _NICKNAMES.get(part, ()):
        return 0.9
    if len(word) >= _MIN_PREFIX and part.startswith(word):
        return 0.85
    if len(part) >= _MIN_PREFIX and word.startswith(part):
        return 0.8
    return 0.8 if fuzz.ratio(word, part) >= _SIMILAR else 0.0
