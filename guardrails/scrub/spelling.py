# ruff: noqa: E501  # lists and expressions read better unbroken
"""Names and log-ins spelled letter by letter, and people called by their initials."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from guardrails.scrub.hits import PERSON, Hit
from guardrails.scrub.talk import Talk

_ABBREVIATIONS = frozenset(
    [
        "us",
        "uk",
        "eu",
        "un",
        "am",
        "pm",
        "qa",
        "hr",
        "it",
        "na",
        "dc",
        "la",
        "ps",
        "ba",
        "ma",
        "phd",
        "eg",
        "ie",
        "ceo",
        "cfo",
        "cto",
        "hq",
        "pr",
        "ok",
        "tv",
        "dj",
        "pc",
        "ad",
        "bc",
        "ft",
        "ph",
    ]
)
_CAPITAL = "[" + "".join(chr(code) for code in range(0x41, 0x250) if chr(code).isupper()) + "]"
_DOUBLE = re.compile(rf"(?<![\w.])(?:{_CAPITAL}\.[ ]?){{2,3}}(?![A-Za-z])")
_SINGLE = re.compile(
    rf"(?<![\w.@/-])(?<!p\. )(?<!\b[A-Z] )(?!I\.)(?P<initial>{_CAPITAL}\.)(?=['’]s\b|[ ](?:(?:said|says|is|was|has|had|will|would|wants|asked|"
    r"thinks|told|did|does|and|likes|laughed|agrees|agreed|can|could|also|then|just|went|came|wrote|"
    r"knows|knew|who|says|to|on|in|about|for|from|with|at|never|always|still|put|made|got|took|gave|sent|[a-z]{3,}ed)\b)|[,:;)]|[ ]*$|[ ]\()",
    re.MULTILINE,
)
_LETTER = re.compile(r"[a-z]", re.IGNORECASE)
_DISTINCT = 4
_SHORTEST = 3


def spelled(talk: Talk, hits: Sequence[Hit], names: Iterable[str]) -> list[Hit]:
    """Turn letter sequences into a name (when they spell one) or a log-in (when separated)."""
    known = {name for name in names if len(name) >= _SHORTEST}
    found = []
    for hit in hits:
        if hit.type != "SPELLED":
            continue
        said = talk.pieces[hit.piece].text[hit.start : hit.end]
        letters = "".join(_LETTER.findall(said)).lower()
        if any(
            letters == name or (len(letters) >= _SHORTEST and name.startswith(letters))
            for name in known
        ):
            found.append(Hit(hit.piece, hit.start, hit.end, PERSON, 0.9, "spelled"))
        elif ("," in said or "-" in said) and len(set(letters)) >= _DISTINCT:
            found.append(Hit(hit.piece, hit.start, hit.end, "USERNAME", 0.6, "spelled"))
    return found


def letters_of(parts: Sequence[str]) -> tuple[str, str]:
    """Return what notes call somebody of these names: ``K`` and ``KT``; empty for no name."""
    firsts = [part[0].upper() for part in parts if part]
    return (firsts[0] if firsts else "", "".join(firsts))


def initials(talk: Talk, names: Iterable[str] = ()) -> list[Hit]:
    """People called ``D.R.`` or ``K.``; only where capitals mean something.

    The letters of ``names`` (``MK``, ``M.K.``, ``M.`` for "Mikel Kortabarria") need no other sign.
    """
    if not talk.cased:
        return []
    found = _of_names(talk, names)
    called: Counter[str] = Counter()
    for piece in talk.pieces:
        called.update(m["initial"][0] for m in _SINGLE.finditer(piece.text))
        for match in _DOUBLE.finditer(piece.text):
            letters = re.sub(r"[\W\d_]", "", match.group()).lower()
            if letters not in _ABBREVIATIONS:
                end = match.start() + len(match.group().rstrip())
                found.append(Hit(piece.index, match.start(), end, PERSON, 0.7, "initials"))
    often = {letter for letter, count in called.items() if count > 1} - {"I", "A"}
    return [*found, *_hits(talk, _SINGLE, 0.6, "initial"), *_bare(talk, often)]


def _of_names(talk: Talk, names: Iterable[str]) -> list[Hit]:
    given = [
        [part for part in name.replace("-", " ").split() if part[0].isupper()] for name in names
    ]
    letters = [letters_of(parts) for parts in given]
    singles = {rf"{first}\." for first, _ in letters} - {r"\.", r"I\.", r"A\."}
    wholes = {whole for _, whole in letters if len(whole) > 1}
    pairs = {_hyphened(name) for name in names} - {""}
    known = singles | pairs | {whole for whole in wholes if whole.lower() not in _ABBREVIATIONS}
    if not known:
        return []
    pattern = re.compile(rf"(?<![\w.@/&-])(?:{'|'.join(sorted(known))})(?![\w@/&-])")
    return _hits(talk, pattern, 0.7)


def _hyphened(name: str) -> str:
    """``P-L`` for "Pirkko-Liisa Hannula"."""
    parts = name.split(maxsplit=1)[0].split("-") if name.strip() else []
    return "-".join(part[0].upper() for part in parts if part) if len(parts) > 1 else ""


def _bare(talk: Talk, called: set[str]) -> list[Hit]:
    """``K`` without its dot, where ``K.`` is somebody in the same talk."""
    if not called:
        return []
    bare = re.compile(
        rf"(?<![\w.@/&-])(?<!\b[A-Z] )[{''.join(sorted(called))}]\.?(?![\w@/&-])(?! [A-Z]\b)"
    )
    return _hits(talk, bare, 0.5)


def _hits(talk: Talk, pattern: re.Pattern[str], score: float, group: str | int = 0) -> list[Hit]:
    return [
        Hit(piece.index, m.start(group), m.end(group), PERSON, score, "initials")
        for piece in talk.pieces
        for m in pattern.finditer(piece.text)
    ]
