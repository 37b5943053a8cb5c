"""What scrubbing gives back."""

from dataclasses import dataclass, field

from guardrails.text import CleanText
from guardrails.transcript.turns import TurnRole


@dataclass(frozen=True, slots=True)
class Span:
    """One replaced piece; ``start`` and ``end`` are characters of the ORIGINAL text."""

    start: int
    end: int
    type: str
    placeholder: str


@dataclass(frozen=True, slots=True)
class ScrubbedText:
    """Clean text and where it differs from the original; spans sorted, never overlapping."""

    text: CleanText
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CleanTurn:
    """A turn that may leave the guardrails.

    ``text`` holds numbered placeholders such as ``<PERSON_3>``;
    :func:`guardrails.scrub.readable.readable` turns them into ``[a colleague]``.
    ``speaker`` is a stand-in that names nobody: ``senior``, ``junior``, ``junior 2``, ``other``.
    ``heading`` marks a heading of notes: context for what stands under it, nothing that was said.
    """

    index: int
    role: TurnRole
    speaker: str
    text: CleanText
    start_s: float | None = None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class ScrubbedSession:
    """All turns of a session, scrubbed together so that one person keeps one number.

    ``seniors`` are the placeholders of the roster's seniors: in notes they speak without a label.
    """

    turns: tuple[CleanTurn, ...]
    replaced: int
    replaced_by_type: dict[str, int] = field(default_factory=dict)
    roles_inferred: bool = False
    seniors: tuple[str, ...] = ()
