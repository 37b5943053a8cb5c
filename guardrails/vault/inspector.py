"""Questions about a sealed session that need its raw words; the answers hold none of them."""

from collections.abc import Callable, Sequence

from guardrails.leakcheck import find_leaks
from guardrails.scrub.port import Scrubber
from guardrails.scrub.readable import readable
from guardrails.text import CleanText, RawText
from guardrails.vault.sessions import SealedSessions


class SessionInspector:
    """Compares texts with the sealed talk they came from (the flows' ``LeakWatch``)."""

    def __init__(self, sealed: SealedSessions, scrubber: Callable[[], Scrubber]) -> None:
        self._sealed = sealed
        self._scrubber = scrubber

    def leaking(self, session_id: str, texts: Sequence[CleanText]) -> list[bool]:
        """Tell for each text whether it still holds something personal.

        Raises:
            VaultError: when the session is missing, expired or sealed with another key.
        """
        transcript, roster, _ = self._sealed.opened(session_id)
        return [bool(find_leaks(text, roster=roster, transcript=transcript)) for text in texts]

    def scrub_edit(self, session_id: str, text: RawText) -> CleanText:
        """Scrub words a reviewer typed, with the roster of their session.

        Raises:
            VaultError: when the session is missing, expired or sealed with another key.
            ScrubFailed: when a recognizer failed: nothing passes.
        """
        _, roster, _ = self._sealed.opened(session_id)
        return readable(self._scrubber().scrub_text(text, roster).text)
