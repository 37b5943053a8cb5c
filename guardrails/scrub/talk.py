"""The text as recognizers read it: folded pieces, cut into words."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from guardrails.scrub.folding import Folded, fold, plain

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+")
_POSSESSIVE = ("'s", "'S")
_FEW_CAPITALS = 0.004
_MANY_CAPITALS = 0.7
_ENOUGH_LETTERS = 30


@dataclass(frozen=True, slots=True)
class Word:
    """One word or number of a piece; ``end`` leaves out a possessive 's.

    ``gap`` is what stands between the previous word and this one ("" at the beginning).
    """

    start: int
    end: int
    text: str
    gap: str
    possessive: bool = False

    @property
    def key(self) -> str:
        """The word folded for look-up."""
        return plain(self.text)

    @property
    def capital(self) -> bool:
        """Begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def opens(self) -> bool:
        """Stands where any word would have a capital: at the beginning of a sentence."""
        return not self.gap or any(mark in self.gap for mark in '.?!\n:"*#;') or "- " in self.gap


@dataclass(frozen=True)
class Piece:
    """One turn (or one text) to scrub. ``spoken`` tells a turn from a label or header."""

    index: int
    folded: Folded
    speaker: str = ""
    role: str = ""

    @property
    def text(self) -> str:
        """What recognizers read."""
        return self.folded.text

    @cached_property
    def words(self) -> list[Word]:
        """All words and numbers in order."""
        return cut(self.text)


def cut(text: str) -> list[Word]:
    """Cut a text into words."""
    words: list[Word] = []
    last = 0
    for found in _WORD.finditer(text):
        body, start, end = found.group(), found.start(), found.end()
        possessive = len(body) > len("'s") and body.endswith(_POSSESSIVE)
        if possessive:
            body, end = body[:-2], end - 2
        words.append(Word(start, end, body, text[last:start], possessive))
        last = found.end()
    return words


@dataclass(frozen=True)
class Talk:
    """All pieces that are scrubbed together, so that one person keeps one number."""

    pieces: list[Piece] = field(default_factory=list)

    @cached_property
    def cased(self) -> bool:
        """Whether capitals mean anything here: a text in one case only says nothing by them."""
        text = "".join(piece.text for piece in self.pieces)
        letters = sum(map(str.isalpha, text))
        capitals = sum(map(str.isupper, text))
        if letters < _ENOUGH_LETTERS:
            return capitals > 0
        return _FEW_CAPITALS < capitals / letters < _MANY_CAPITALS


def piece_of(index: int, text: str, speaker: str = "", role: str = "") -> Piece:
    """Fold a text into a piece."""
    return Piece(index, fold(text), speaker, role)
