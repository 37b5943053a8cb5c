"""The scrubber: raw words in, clean words out, or an error and nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guardrails.language import require_language
from guardrails.roster import Roster
from guardrails.scrub.detect import Detector
from guardrails.scrub.hits import PERSON, Hit
from guardrails.scrub.labels import find_labels
from guardrails.scrub.namesakes import WordModel
from guardrails.scrub.numbering import Numbering
from guardrails.scrub.options import ScrubOptions
from guardrails.scrub.results import CleanTurn, ScrubbedSession, ScrubbedText, Span
from guardrails.scrub.spans import of_piece
from guardrails.scrub.talk import Piece, Talk, piece_of
from guardrails.text import CleanText, RawText
from guardrails.transcript.turns import RawTranscript, TurnRole

_DEFAULTS = ScrubOptions()


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the original text that is analysed; labels stand between the parts."""

    start: int
    piece: Piece


class PresidioScrubber:
    """Replaces whatever identifies people by numbered placeholders.

    Promise: fail closed. Every method returns wholly scrubbed text or raises ``ScrubFailed``
    (``UnsupportedLanguage`` for text in a language no model is configured for), with a constant
    sentence; no method logs, stores or returns raw words. Nothing is loaded before the first
    call or :meth:`warm_up`. Instances may be shared by threads.
    """

    def __init__(self, options: ScrubOptions = _DEFAULTS, model: WordModel | None = None) -> None:
        """Take ``model`` to read what words mean where there are no capitals; else rules guess."""
        self._options = options
        self._detector = Detector(options, model=model)

    def warm_up(self) -> None:
        """Load and verify models and lists now (2 to 6 seconds) rather than at the first text.

        Raises:
            ScrubFailed: when a package is missing or a file is not the verified one.
        """
        self._detector.load()

    def scrub_text(self, text: RawText, roster: Roster) -> ScrubbedText:
        """Scrub one text; ``Name: ...`` labels are cut before analysis and masked as names.

        Raises:
            ScrubFailed: when a recognizer failed or timed out: nothing passes.
        """
        raw = text.reveal()
        labels = find_labels(raw)
        parts = _between(raw, [(label.start, label.end) for label in labels])
        self._check_language(" ".join(part.piece.text for part in parts))
        speakers = [label.name for label in labels if label.names_somebody]
        talk = Talk([part.piece for part in parts])
        hits = self._detector.find(talk, roster, speakers)
        numbering = self._numbering(roster)
        spans = [
            _Located(label.start, label.start + len(label.name), PERSON)
            for label in labels
            if label.names_somebody
        ]
        for part in parts:
            spans += _located(part.piece, of_piece(hits, part.piece.index), part.start)
        return _replace(raw, sorted(spans, key=lambda span: span.start), numbering)

    def scrub_fields(self, text: RawText, roster: Roster) -> ScrubbedText:
        """Scrub a field of a brief or an edit of a reviewer: the same as :meth:`scrub_text`."""
        return self.scrub_text(text, roster)

    def scrub_session(
        self, transcript: RawTranscript, roster: Roster, roles: Mapping[str, TurnRole]
    ) -> ScrubbedSession:
        """Scrub all turns together; speakers become ``senior``, ``junior``, ``junior 2``, ...

        ``roles`` maps labels as written to roles; a label it does not hold is ``other``.

        Raises:
            ScrubFailed: when a recognizer failed or timed out: nothing passes.
        """
        labels = [turn.speaker.reveal() if turn.speaker else "" for turn in transcript.turns]
        pieces = [
            piece_of(i, turn.text.reveal(), labels[i], roles.get(labels[i], "other"))
            for i, turn in enumerate(transcript.turns)
        ]
        self._check_language(" ".join(piece.text for piece in pieces))
        header = transcript.header.reveal() if transcript.header else ""
        hits = self._detector.find(Talk(pieces), roster, sorted(set(labels) - {""}), header)
        numbering = self._numbering(roster)
        names = _stand_ins(labels, roles)
        turns: list[CleanTurn] = []
        counts: Counter[str] = Counter()
        for i, turn in enumerate(transcript.turns):
            found = _located(pieces[i], of_piece(hits, i), 0)
            clean = _replace(turn.text.reveal(), found, numbering)
            counts.update(span.type for span in clean.spans)
            role = roles.get(labels[i] or "notes", "other")
            speaker = names[labels[i]]
            turns.append(
                CleanTurn(turn.index, role, speaker, clean.text, turn.start_s, turn.heading)
            )
        seniors = tuple(
            numbering.placeholder(PERSON, person.name.reveal())
            for person in roster.people
            if person.role == "senior"
        )
        return ScrubbedSession(tuple(turns), counts.total(), dict(counts), seniors=seniors)

    def scrub_batch(
        self, items: Iterable[tuple[str, RawText, Roster]]
    ) -> Iterator[tuple[str, ScrubbedText]]:
        """Scrub a stream of (id, text, roster) in constant memory, in order.

        Raises:
            ScrubFailed: at the first item that could not be scrubbed.
        """
        for key, text, roster in items:
            yield key, self.scrub_text(text, roster)

    def _check_language(self, text: str) -> None:
        if self._options.check_language:
            require_language(text, self._options.language)

    def _numbering(self, roster: Roster) -> Numbering:
        numbering = Numbering()
        for forms in self._detector.same_people(roster):
            numbering.link(PERSON, forms)
        return numbering


@dataclass(frozen=True, slots=True)
class _Located:
    start: int
    end: int
    type: str


def _between(raw: str, cuts: Sequence[tuple[int, int]]) -> list[_Part]:
    parts: list[_Part] = []
    last = 0
    for start, end in [*cuts, (len(raw), len(raw))]:
        if raw[last:start].strip():
            parts.append(_Part(last, piece_of(len(parts), raw[last:start])))
        last = end
    return parts


def _located(piece: Piece, hits: Sequence[Hit], offset: int) -> list[_Located]:
    located = []
    for hit in hits:
        start, end = piece.folded.span(hit.start, hit.end)
        located.append(_Located(start + offset, end + offset, hit.type))
    return located


def _replace(raw: str, found: Sequence[_Located], numbering: Numbering) -> ScrubbedText:
    pieces: list[str] = []
    spans: list[Span] = []
    last = 0
    for span in found:
        placeholder = numbering.placeholder(span.type, raw[span.start : span.end])
        pieces += [raw[last : span.start], placeholder]
        spans.append(Span(span.start, span.end, span.type, placeholder))
        last = span.end
    pieces.append(raw[last:])
    return ScrubbedText(CleanText("".join(pieces)), tuple(spans))


def _stand_ins(labels: Sequence[str], roles: Mapping[str, TurnRole]) -> dict[str, str]:
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for label in dict.fromkeys(labels):
        role = roles.get(label or "notes", "other")
        counts[role] += 1
        names[label] = role if counts[role] == 1 else f"{role} {counts[role]}"
    return names
