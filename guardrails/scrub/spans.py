"""Hits of every kind become spans that neither overlap nor touch needlessly."""

from collections.abc import Iterable, Sequence

from guardrails.scrub.hits import Hit

_ORDER = (
    "CARD", "BANK", "EMAIL", "URL", "IP", "PHONE", "USERNAME", "ID", "ADDRESS", "DATE",
    "CLIENT", "PERSON", "LOCATION",
)  # fmt: skip
PRIORITY = {kind: place for place, kind in enumerate(_ORDER)}


def merge(hits: Iterable[Hit]) -> list[Hit]:
    """Union of all hits of one piece; where kinds overlap the more specific one names the span."""
    merged: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if merged and hit.start < merged[-1].end:
            merged[-1] = _join(merged[-1], hit)
        else:
            merged.append(hit)
    return merged


def _join(left: Hit, right: Hit) -> Hit:
    first = min((left, right), key=lambda hit: (PRIORITY[hit.type], hit.start - hit.end))
    return Hit(
        left.piece, left.start, max(left.end, right.end), first.type, first.score, first.source
    )


def of_piece(hits: Sequence[Hit], piece: int) -> list[Hit]:
    """The hits of one piece."""
    return [hit for hit in hits if hit.piece == piece]
