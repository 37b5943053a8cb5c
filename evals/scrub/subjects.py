"""What is measured: our scrubber under any choice of layers, and Presidio as it comes."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from coach.sentences import sentence_model
from evals.scrub.corpora import Labelled
from evals.scrub.sampling import words_of
from evals.scrub.scoring import Spans, Tally
from guardrails.scrub.detect import Detector, Evidence
from guardrails.scrub.hits import Hit
from guardrails.scrub.options import ALL_LAYERS, Layer, ScrubOptions
from guardrails.scrub.spans import of_piece
from guardrails.scrub.talk import Talk, piece_of

PLAIN, OURS = "plain Presidio", "ours"
_DEPENDENT = frozenset({"propagation", "vetoes"})


@dataclass
class Measured:
    """One subject on one corpus in one style."""

    subject: str
    corpus: str
    style: str
    tally: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    words: int = 0

    def add(self, document: Labelled, mask: Callable[[Labelled], Spans]) -> None:
        """Mask one document, and count what was found, lost and spent (CPU seconds)."""
        began = time.process_time()
        spans = mask(document)
        self.seconds += time.process_time() - began
        self.words += words_of(document)
        self.tally.add(document, spans)

    @property
    def seconds_an_hour(self) -> float:
        """CPU seconds for an hour of talk (9,000 words)."""
        return 9000 * self.seconds / max(1, self.words)


class Ours:
    """Our scrubber; one analysis of a document serves every choice of layers."""

    def __init__(self) -> None:
        self._detector = Detector(ScrubOptions(check_language=False), model=sentence_model())
        self._detector.load()
        self._kept: tuple[str, bool, Evidence] | None = None

    def spans(self, document: Labelled) -> Spans:
        """What the whole scrubber masks."""
        evidence = self._gather(document)
        return _split(evidence, self._detector.decide(evidence))

    def under(self, document: Labelled, layers: frozenset[Layer]) -> Spans:
        """What these layers alone would mask."""
        if self._kept is None or self._kept[:2] != (document.id, document.cased):
            self._kept = document.id, document.cased, self._gather(document)
        evidence = self._kept[2]
        return _split(evidence, self._detector.decide(evidence, layers))

    def _gather(self, document: Labelled) -> Evidence:
        talk = Talk([piece_of(n, text) for n, text in enumerate(document.pieces)])
        evidence = self._detector.gather(talk, document.roster, sorted(set(document.labels) - {""}))
        self._kept = document.id, document.cased, evidence
        return evidence


def _split(evidence: Evidence, found: list[Hit]) -> Spans:
    return [
        [piece.folded.span(hit.start, hit.end) for hit in of_piece(found, piece.index)]
        for piece in evidence.talk.pieces
    ]


def plain(document: Labelled) -> Spans:
    """What plain Presidio with the small model masks of the same text in one piece."""
    from guardrails.scrub.plain_presidio import plain_spans  # noqa: PLC0415

    found = plain_spans(["\n".join(document.pieces)])[0]
    begin, split = 0, []
    for piece in document.pieces:
        end = begin + len(piece)
        split.append(
            [
                (max(s, begin) - begin, min(e, end) - begin)
                for s, e, _ in found
                if s < end and e > begin
            ]
        )
        begin = end + 1
    return split


def choices() -> dict[tuple[str, Layer], frozenset[Layer]]:
    """Every layer off (``without``) and every layer that can find by itself (``alone``)."""
    found: dict[tuple[str, Layer], frozenset[Layer]] = {}
    for layer in sorted(ALL_LAYERS):
        found["without", layer] = ALL_LAYERS - {layer}
        if layer not in _DEPENDENT:
            found["alone", layer] = frozenset({layer})
    return found
