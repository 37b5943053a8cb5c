"""Quotes are cut out of the clean transcript by position, so none can be invented."""

import re
from collections.abc import Sequence
from typing import Final

from graphs.debrief.grading import grade
from graphs.debrief.state import Evidence, Said
from guardrails.scrub.readable import readable
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText, derived

MAX_QUOTES: Final = 4
_GAP: Final = re.compile(r"[\s.,;:!?\u201d\"'-]{0,4}")
_ELLIPSIS: Final = re.compile(r"\.{2,}|\u2026")
_LEADING: Final = re.compile(r"^[\s,;:.\u2014-]+")


def quotes_of(said: Sequence[Said], turns: Sequence[CleanTurn]) -> list[Evidence]:
    """Cut at most four quotes; sentences that follow one another in a turn make one quote."""
    by_index = {turn.index: turn for turn in turns}
    runs: list[tuple[int, int, int]] = []
    for piece in sorted(said[:MAX_QUOTES], key=lambda each: (each.turn, each.start)):
        text = by_index[piece.turn].text
        if runs and runs[-1][0] == piece.turn and _GAP.fullmatch(text[runs[-1][2] : piece.start]):
            runs[-1] = (piece.turn, runs[-1][1], max(piece.end, runs[-1][2]))
        else:
            runs.append((piece.turn, piece.start, piece.end))
    return [_cut(by_index[turn], start, end) for turn, start, end in runs]


def _cut(turn: CleanTurn, start: int, end: int) -> Evidence:
    start, end = _longest_piece(turn.text, start, end)
    piece = turn.text[start:end]
    start += len(piece) - len(_LEADING.sub("", piece))
    clean = derived(turn.text[start:end].rstrip())
    return Evidence(
        quote=readable(clean),
        turn=turn.index,
        start=start,
        end=start + len(clean),
        speaker=turn.speaker,
        grade=grade(clean),
        start_s=turn.start_s,
    )


def _longest_piece(text: str, start: int, end: int) -> tuple[int, int]:
    """An ellipsis in a quote reads like an omission of ours, so a quote ends before it."""
    cuts = [start]
    for pause in _ELLIPSIS.finditer(text, start, end):
        cuts += [pause.start(), pause.end()]
    cuts.append(end)
    pieces = zip(cuts[::2], cuts[1::2], strict=True)
    return max(pieces, key=lambda piece: piece[1] - piece[0])


def text_of(said: Sequence[Said]) -> list[CleanText]:
    """Return the words of some picked sentences, placeholders in plain words."""
    return [readable(piece.text) for piece in said]
