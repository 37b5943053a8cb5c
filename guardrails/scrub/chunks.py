"""Pieces joined into chunks for the recognizers, and hits brought back to their pieces."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guardrails.scrub.hits import Hit
from guardrails.scrub.talk import Piece

_OVERLAP = 120


@dataclass(frozen=True, slots=True)
class Chunk:
    """``parts`` are (start in the chunk, piece, start in the piece), in order."""

    text: str
    parts: tuple[tuple[int, int, int], ...]

    def home(self, hit: Hit) -> Hit | None:
        """Move a hit of this chunk to its piece; None when it crosses two pieces."""
        starts = [start for start, _, _ in self.parts]
        place = bisect_right(starts, hit.start) - 1
        start, piece, offset = self.parts[place]
        if place + 1 < len(starts) and hit.end >= starts[place + 1]:
            return None
        shift = offset - start
        return Hit(piece, hit.start + shift, hit.end + shift, hit.type, hit.score, hit.source)


def chunked(pieces: Sequence[tuple[Piece, str]], size: int) -> Iterator[Chunk]:
    """Cut pieces (with the text to read, same length) into chunks of about ``size`` characters.

    Short pieces share a chunk, one a line; a long piece is cut at white space, with an overlap.
    """
    texts: list[str] = []
    parts: list[tuple[int, int, int]] = []
    length = 0
    for piece, text in pieces:
        for offset, part in _cuts(text, size):
            if parts and length + len(part) > size:
                yield Chunk("\n".join(texts), tuple(parts))
                texts, parts, length = [], [], 0
            parts.append((length, piece.index, offset))
            texts.append(part)
            length += len(part) + 1
    if parts:
        yield Chunk("\n".join(texts), tuple(parts))


def _cuts(text: str, size: int) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > size:
        stop = max(text.rfind(mark, start + size // 2, start + size) for mark in ("\n", " "))
        stop = stop if stop > start else start + size
        yield start, text[start:stop]
        back = text.rfind(" ", start + 1, stop - _OVERLAP)
        start = max(back + 1, stop - 2 * _OVERLAP) if back > 0 else stop - _OVERLAP
    yield start, text[start:]
