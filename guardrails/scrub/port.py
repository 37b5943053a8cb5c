"""Scrubbing as everybody above the guardrails sees it; ``PresidioScrubber`` does it."""

from typing import Protocol

from guardrails.roster import Roster
from guardrails.scrub.results import ScrubbedText
from guardrails.text import RawText
from guardrails.vault.sessions import SessionScrubber


class Scrubber(SessionScrubber, Protocol):
    """Makes raw text clean, or fails closed."""

    def scrub_text(self, text: RawText, roster: Roster) -> ScrubbedText:
        """Replace what identifies people by numbered placeholders.

        Raises:
            ScrubFailed: when a recognizer failed or timed out: nothing passes.
        """

    def warm_up(self) -> None:
        """Load the models now rather than at the first text."""
