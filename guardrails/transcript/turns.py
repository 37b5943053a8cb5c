"""What was said, turn by turn, before scrubbing."""

from dataclasses import dataclass
from typing import Final, Literal

from guardrails.text import RawText
from guardrails.transcript.measure import count_words

TurnRole = Literal["senior", "junior", "other"]

HEADING_REF: Final = "heading"
"""The cue reference of a heading of notes."""


@dataclass(frozen=True, slots=True)
class RawTurn:
    """One merged turn: neighbouring cues or paragraphs of one speaker, joined by a space.

    ``start_s`` and ``end_s`` are seconds from the start of the recording, None where unknown.
    ``speaker`` is the label as written (raw: it is usually a name), None for notes.
    ``cues`` are the identifiers or ordinal numbers of the source cues.
    """

    index: int
    text: RawText
    speaker: RawText | None = None
    start_s: float | None = None
    end_s: float | None = None
    cues: tuple[str, ...] = ()

    @property
    def heading(self) -> bool:
        """Whether this is a heading of notes: context, nothing that anybody said."""
        return self.cues == (HEADING_REF,)


@dataclass(frozen=True, slots=True)
class RawTranscript:
    """A whole talk or a page of notes; ``kind`` is the recognised file format."""

    kind: Literal[
        "zoom_vtt", "teams_vtt", "vtt", "srt", "otter", "asr", "docx", "json", "notes", "text"
    ]
    turns: tuple[RawTurn, ...]
    header: RawText | None = None

    @property
    def words(self) -> int:
        """Number of whitespace-separated words in all turns."""
        return sum(count_words(turn.text) for turn in self.turns)
