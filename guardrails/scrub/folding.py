"""One plain spelling for the many ways a screen can show the same letter.

Zero-width and direction marks vanish, look-alike letters of other scripts become Latin,
full-width forms and curly quotes become ordinary ones; every folded character remembers where
it stood, so spans always point at the ORIGINAL text.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХЅІЈаеорсухѕіјԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαανɡɑ",  # noqa: RUF001
    "ABEKMHOPCTYXSIJaeopcyxsijdqwhABEZHIKMNOPTYXoaavga",
)
_SINGLE = {
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201b": "'", "\u0060": "'", "\u00b4": "'",
    "\u201c": '"', "\u201d": '"', "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-",
    "\u2014": "-", "\u2212": "-",
}  # fmt: skip
_FOREIGN = re.compile(r"[\u0370-\u052f\u0250-\u02af]")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = {"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "œ": "oe", "đ": "d", "Đ": "D",
            "ł": "l", "Ł": "L", "\u0131": "i", "ð": "d", "þ": "th", "ħ": "h"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is what recognizers read; ``origin[i]`` is where its character i came from."""

    text: str
    origin: tuple[int, ...] | None
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Translate a span of the folded text into one of the original."""
        if self.origin is None:
            return start, end
        stop = self.origin[end] if end < len(self.origin) else self.length
        return self.origin[start], stop

    def position(self, original: int) -> int:
        """Translate a position of the original into one of the folded text."""
        return original if self.origin is None else bisect_left(self.origin, original)


def fold(text: str) -> Folded:
    """Fold ``text``; linear time, whatever the input."""
    if text.isascii():
        return Folded(text, None, len(text))
    letters: list[str] = []
    origin: list[int] = []
    for index, letter in enumerate(text):
        plainer = _fold_letter(letter)
        if not plainer:
            continue
        if unicodedata.combining(plainer) and letters:
            letters[-1] = _compose(letters[-1], plainer)
            continue
        letters.append(plainer)
        origin.append(index)
    folded = "".join(letters)
    if _FOREIGN.search(folded):
        folded = _WORD.sub(_latin_if_lookalike, folded)
    return Folded(folded, tuple(origin), len(text))


def _fold_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter in _SINGLE:
        return _SINGLE[letter]
    category = unicodedata.category(letter)
    if category in {"Cf", "Cs"}:
        return ""
    if category == "Zs":
        return " "
    wide = unicodedata.normalize("NFKC", letter)
    return wide if len(wide) == 1 else letter


def _compose(base: str, mark: str) -> str:
    whole = unicodedata.normalize("NFC", base + mark)
    return whole if len(whole) == 1 else base


def _latin_if_lookalike(match: re.Match[str]) -> str:
    word = match.group()
    if not _FOREIGN.search(word):
        return word
    latin = word.translate(_LOOKALIKES)
    return latin if not _FOREIGN.search(latin) else word


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Fold a word to a key: lower case, without accents, apostrophes at the ends removed."""
    if word.isascii():
        return word.lower().strip("'")
    spelled = "".join(_LETTERS.get(letter, letter) for letter in word)
    bare = unicodedata.normalize("NFD", spelled)
    return "".join(c for c in bare if not unicodedata.combining(c)).lower().strip("'\u2019")
