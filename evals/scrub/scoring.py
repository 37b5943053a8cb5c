"""Counting: what was masked of what had to be, and what else was lost."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from evals.scrub.corpora import Labelled

_HONORIFIC = re.compile(
    r"(?:(?:mr|mrs|ms|miss|dr|prof|professor|judge|sir|madam|captain|sergeant|constable|doctor)"
    r"\b\.?\s+)+",
    re.IGNORECASE,
)
Spans = Sequence[Sequence[tuple[int, int]]]


@dataclass
class Tally:
    """Sums over documents; shares are 0..1, None where nothing was counted."""

    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    letters: int = 0
    whole: int = 0
    documents: int = 0
    kept: int = 0
    to_keep: int = 0

    def recall(self, kind: str | None = None) -> float | None:
        """Share of mentions wholly masked, of one type or of all."""
        wanted = self.wanted[kind] if kind else self.wanted.total()
        found = self.found[kind] if kind else self.found.total()
        return found / wanted if wanted else None

    @property
    def lost_share(self) -> float | None:
        """Share of letters and digits masked that no gold span covers."""
        return self.lost / self.letters if self.letters else None

    @property
    def whole_share(self) -> float | None:
        """Share of documents without a missed name."""
        return self.whole / self.documents if self.documents else None

    @property
    def kept_share(self) -> float | None:
        """Share of ``keep`` words that stand in the masked text as they did before."""
        return self.kept / self.to_keep if self.to_keep else None

    def add(self, document: Labelled, spans: Spans) -> None:
        """Count one document; ``spans`` are masked characters, piece by piece."""
        masked = [_mask(len(p), s) for p, s in zip(document.pieces, spans, strict=True)]
        gold = [bytearray(len(p)) for p in document.pieces]
        missed = False
        for span in document.gold:
            gold[span.piece][span.start : span.end] = b"\1" * (span.end - span.start)
            ok = _covered(document.pieces[span.piece], masked[span.piece], span.start, span.end)
            self.wanted[span.type] += 1
            self.found[span.type] += ok
            missed = missed or (span.type == "PERSON" and not ok)
        self.documents += 1
        self.whole += not missed
        for piece, mask, wanted in zip(document.pieces, masked, gold, strict=True):
            for place, letter in enumerate(piece):
                if letter.isalnum() and not wanted[place]:
                    self.letters += 1
                    self.lost += mask[place]
        self._keep(document, masked)

    def _keep(self, document: Labelled, masked: list[bytearray]) -> None:
        before = "\n".join(document.pieces)
        after = "\n".join(
            "".join(c if not m else "\0" for c, m in zip(piece, mask, strict=True))
            for piece, mask in zip(document.pieces, masked, strict=True)
        )
        for word in document.keep:
            if word in before:
                self.to_keep += 1
                self.kept += word in after


def _mask(length: int, spans: Sequence[tuple[int, int]]) -> bytearray:
    mask = bytearray(length)
    for start, end in spans:
        mask[start:end] = b"\1" * (min(end, length) - start)
    return mask


def _covered(text: str, mask: bytearray, start: int, end: int) -> bool:
    title = _HONORIFIC.match(text, start, end)
    first = title.end() if title and title.end() < end else start
    return all(mask[i] for i in range(first, end) if text[i].isalnum())
