"""Duplicates become one insight that keeps all their evidence."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from graphs.debrief.state import Draft, Evidence
from graphs.ports import Embedder
from guardrails.text import CleanText, join_clean

SAME: Final = 0.78
"""Cosine of statement and quotes from which two drafts tell the same; chosen on sessions/."""
MAX_EVIDENCE: Final = 6


def merge_duplicates(drafts: Sequence[Draft], embedder: Embedder) -> list[Draft]:
    """Merge drafts that share a quote or mean the same; the better scored one keeps its wording."""
    ranked = sorted(drafts, key=lambda draft: -draft.score)
    if len(ranked) < 2:  # noqa: PLR2004 - nothing to compare
        return ranked
    vectors = embedder.embed([_body(draft) for draft in ranked])
    alike = vectors @ vectors.T
    kept: list[int] = []
    merged: dict[int, Draft] = {}
    for index, draft in enumerate(ranked):
        twin = next((at for at in kept if _same(merged[at], draft, alike[at, index])), None)
        if twin is None:
            kept.append(index)
            merged[index] = draft
        else:
            merged[twin] = merge(merged[twin], draft)
    return [merged[index] for index in kept]


def merge(into: Draft, other: Draft) -> Draft:
    """Add the other's evidence and dissent; wording, labels and id stay."""
    evidence = list(into.evidence)
    for piece in other.evidence:
        if not any(_overlap(piece, known) for known in evidence):
            evidence.append(piece)
    speakers = {piece.speaker for piece in evidence}
    dissent = {*into.dissent, *other.dissent} - speakers
    return replace(into, evidence=evidence[:MAX_EVIDENCE], dissent=sorted(dissent))


def _same(one: Draft, other: Draft, alike: np.float32) -> bool:
    shared = any(_overlap(a, b) for a in one.evidence for b in other.evidence)
    return shared or bool(alike >= SAME)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.turn == other.turn and one.start < other.end and other.start < one.end


def _body(draft: Draft) -> CleanText:
    return join_clean([draft.statement, *(piece.quote for piece in draft.evidence)])
