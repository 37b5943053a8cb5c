"""Where spoken text can be cut: sentences, and clauses where nobody wrote a full stop.

Punctuated text is cut at its sentence ends; what is longer, and text of a speech recognizer, is
cut before discourse markers ("so", "but", "and then") by a shortest path that weighs the strength
of a marker against the length of a piece, ideally 6 to 30 words.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

LONGEST: Final = 30
"""Words of the longest piece, unless no word in it could open a clause."""

_SHORTEST: Final = 5
_IDEAL: Final = 13
_MERGED_LIMIT: Final = 26
_WORDS_PER_STOP: Final = 45  # fewer full stops than this: a recognizer wrote the turn
_WORD = re.compile(r"\S+")
_STOP = re.compile(
    r"[.!?\u2026]+[\"'\u201d\u2019)\]]*(?=\s)|\n+|(?<=\S)\s[\u2013\u2014|](?=\s)"
    r"|(?<=[,;])\s+(?=(?:(?:but|and|so) )?I (?:said|told|answered|explained|replied)\b)"
)
"""Sentence ends; and where notes go on from a view to the answer: "she blames them, I said no"."""
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'])(?:[A-Za-z]|(?:[A-Za-z]\.)+[A-Za-z]|mr|mrs|ms|dr|prof|st|vs|etc|approx|incl"
    r"|no|nr|nbr|tel|ext|p|pp|fig|ca|abt|dept|min|max|resp|jr|sr|inc|ltd|co)\.$",
    re.IGNORECASE,
)
_FILLERS: Final = frozenset(
    {"okay", "ok", "so", "yeah", "yes", "no", "um", "uh", "er", "eh", "hm", "mm", "well", "right"}
    | {"and", "but", "oh", "ah", "like", "sorry", "sure", "then", "now", "ha", "noted", "please"}
)


Cut = tuple[int, int]
"""First character and end of a piece."""


def cut(text: str) -> list[Cut]:
    """The pieces of ``text`` in order; together they hold every word, none overlaps another."""
    spans = [
        part
        for span in _stops(text)
        for part in (_clauses(text, *span) if _long(text, span) else [span])
    ]
    return _merge_short(text, spans)


def sentences(text: str) -> list[Cut]:
    """The written sentences of ``text``, however short; unpunctuated text is one."""
    return _stops(text)


def is_filler(text: str) -> bool:
    """Whether the piece holds nothing but "okay", "yes", "um" and their like."""
    return all(word.strip(".,!?\u2026'\"").lower() in _FILLERS for word in text.split())


def _stops(text: str) -> list[tuple[int, int]]:
    cuts = [0]
    for match in _STOP.finditer(text):
        if not _ABBREVIATION.search(text[cuts[-1] : match.end()].rstrip("\"'\u201d\u2019)]")):
            cuts.append(match.end())
    cuts.append(len(text))
    return [_trim(text, start, end) for start, end in pairwise(cuts) if text[start:end].strip()]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _long(text: str, span: tuple[int, int]) -> bool:
    words = len(text[span[0] : span[1]].split())
    stops = len(re.findall(r"[.!?]", text))
    recognized = stops * _WORDS_PER_STOP < len(text.split())
    return words > LONGEST or (recognized and words > _IDEAL)


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at the cheapest places: dynamic programming over the words."""
    words = [(m.start() + start, m.end() + start) for m in _WORD.finditer(text[start:end])]
    plain = [text[a:b].lower().strip(",;:\"'") for a, b in words]
    commas = [False] + [text[a:b][-1] in ",;:" for a, b in words[:-1]]
    breaks = [_break_cost(plain, index, comma=commas[index]) for index in range(len(words))]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for stop in range(1, len(words) + 1):
        cut = breaks[stop] if stop < len(words) else 0.0
        options = (
            (best[begin][0] + _length_cost(stop - begin) + cut, begin)
            for begin in range(max(0, stop - 2 * LONGEST), stop)
        )
        best.append(min(options))
    cuts = [len(words)]
    while cuts[-1] > 0:
        cuts.append(best[cuts[-1]][1])
    cuts.reverse()
    return [(words[a][0], words[b - 1][1]) for a, b in pairwise(cuts)]


def _length_cost(words: int) -> float:
    if words < _SHORTEST:
        return 3.0 + (_SHORTEST - words)
    if words > LONGEST:
        return 4.0 + 0.5 * (words - LONGEST)
    return 2.0 * ((words - _IDEAL) / _IDEAL) ** 2


@lru_cache(maxsize=1)
def _markers() -> dict[str, float]:
    text = files("guardrails.transcript").joinpath("clause_markers.txt").read_text("utf-8")
    rows = (line.rsplit(maxsplit=1) for line in text.splitlines() if line and line[0] != "#")
    return {marker: float(cost) for marker, cost in rows}


def _break_cost(words: Sequence[str], index: int, *, comma: bool) -> float:
    """What it costs to cut before ``words[index]``: little before a marker, much elsewhere."""
    if index == 0:
        return 0.0
    markers = _markers()
    pair = " ".join(words[index : index + 2])
    cost = min(markers.get(words[index], 5.0), markers.get(pair, 5.0))
    if words[index - 1] in _NO_CUT_AFTER:
        cost += 3.0
    return cost - (1.0 if comma else 0.0)


_NO_CUT_AFTER: Final = frozenset(
    {"a", "an", "the", "of", "to", "in", "on", "at", "for", "with", "my", "your", "our", "their"}
    | {
        "and",
        "but",
        "so",
        "because",
        "if",
        "when",
        "that",
        "or",
        "is",
        "was",
        "are",
        "were",
        "it's",
    }
    | {"from", "by", "who", "which", "what", "not", "very", "be", "like", "then", "where", "how"}
    | {"i", "we", "they", "you", "he", "she", "don't", "didn't", "can't", "say", "says", "said"}
    | {"think", "know", "his", "her", "this", "about", "than", "as", "until", "into", "have", "had"}
)


def _merge_short(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join a piece of few words to the one before it; greetings and fillers stay alone."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        piece = text[start:end]
        if merged and not is_filler(piece):
            before = text[merged[-1][0] : merged[-1][1]]
            short = min(len(piece.split()), len(before.split())) < _SHORTEST
            fits = len(before.split()) + len(piece.split()) <= _MERGED_LIMIT
            told = not is_filler(before) and not before.endswith("?")
            if short and fits and told and not piece.endswith("?"):
                merged[-1] = (merged[-1][0], end)
                continue
        merged.append((start, end))
    return merged
