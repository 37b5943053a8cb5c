"""What a rule of the brief returns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A code, the field of the view it is about, and the author's words that caused it."""

    code: str
    field: str
    quote: str
