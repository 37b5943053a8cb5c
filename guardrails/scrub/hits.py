"""What recognizers found, before anything is decided."""

from dataclasses import dataclass

PERSON = "PERSON"


@dataclass(frozen=True, slots=True)
class Hit:
    """A span of a piece's folded text; ``source`` names the recognizer, ``score`` is 0..1."""

    piece: int
    start: int
    end: int
    type: str
    score: float
    source: str

    def overlaps(self, other: "Hit") -> bool:
        """Tell whether two hits share a character."""
        return self.piece == other.piece and self.start < other.end and other.start < self.end
