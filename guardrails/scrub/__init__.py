"""Scrubbing: RawText in, CleanText out, or nothing at all."""

from guardrails.scrub.options import ScrubOptions
from guardrails.scrub.readable import readable
from guardrails.scrub.results import CleanTurn, ScrubbedSession, ScrubbedText, Span

__all__ = [
    "CleanTurn",
    "PresidioScrubber",
    "ScrubOptions",
    "ScrubbedSession",
    "ScrubbedText",
    "Span",
    "readable",
]


def __getattr__(name: str) -> object:
    # Presidio and spaCy take seconds to import; results and readable() must not wait for them.
    if name == "PresidioScrubber":
        from guardrails.scrub.scrubber import PresidioScrubber  # noqa: PLC0415

        return PresidioScrubber
    raise AttributeError(name)
