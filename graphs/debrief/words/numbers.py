"""Every number of a sentence in one spelling, whether typed or spoken."""

import re
from typing import Final

_UNITS: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "dozen": 12, "half": 0.5, "once": 1, "twice": 2,
}  # fmt: skip
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 10**9}
_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*|[a-z]+|[,.;:!?]", re.IGNORECASE)
_PRONOUN_LIKE: Final = frozenset({"one", "once"})


def numbers_in(text: str) -> frozenset[str]:
    """All numbers as plain digits: ``"1,900"``, ``"nineteen hundred"`` and ``"1900"`` are one.

    A lone "one" or "once" is left out: it is mostly a pronoun.
    """
    found: set[str] = set()
    run: list[str] = []
    for piece in [*_TOKEN.findall(text.lower()), "."]:
        if _is_number_word(piece) or (run and piece == "and"):
            run.append(piece)
            continue
        found.update(_spoken(run))
        run = []
        if piece[:1].isdigit():
            found.add(_typed(piece))
    return frozenset(found)


def _is_number_word(piece: str) -> bool:
    return piece in _UNITS or piece in _TENS or piece in _SCALES


def _typed(token: str) -> str:
    """Drop thousands separators; keep a decimal part."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", token):
        return re.sub(r"[.,]", "", token)
    return token.replace(",", ".").rstrip(".")


def _spoken(run: list[str]) -> set[str]:
    """Read a run of number words, both as one number and as its parts ("nine of", "six thirty")."""
    words = [word for word in run if word != "and"]
    if not words or (len(words) == 1 and words[0] in _PRONOUN_LIKE):
        return set()
    values = {_plain(_value(words))}
    if len(words) > 1:
        values |= {_plain(_value([word])) for word in words if word not in _PRONOUN_LIKE}
    return values


def _value(words: list[str]) -> float:
    total: float = 0
    current: float = 0
    for word in words:
        if word in _SCALES:
            current = (current or 1) * _SCALES[word]
            if _SCALES[word] > _SCALES["hundred"]:
                total, current = total + current, 0
        else:
            current += _UNITS.get(word, _TENS.get(word, 0))
    return total + current


def _plain(value: float) -> str:
    return f"{value:g}" if value < 10**6 else str(int(value))
