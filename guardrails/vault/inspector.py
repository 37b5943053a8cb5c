"""Questions about a sealed session that need its raw words; the answers hold none of them."""

from collections.abc import Callable, Sequence

from guardrails.leakcheck import find_leaks, verbatim_overlap
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
        """Tell for each text, a statement and then its quotes, whether it holds something personal.

        A statement does also when it repeats a long stretch of the talk that no quote holds.

        Raises:
            VaultError: when the session is missing, expired or sealed with another key.
        """
        transcript, roster, _ = self._sealed.opened(session_id)
        found = [bool(find_leaks(text, roster=roster, transcript=transcript)) for text in texts]
        if texts and verbatim_overlap(texts[0], transcript, approved=texts[1:]):
            found[0] = True
        return found

    def scrub_edit(self, session_id: str, text: RawText) -> CleanText:
        """Scrub words a reviewer typed, with the roster of their session.

        Raises:
            VaultError: when the session is missing, expired or sealed with another key.
            ScrubFailed: when a recognizer failed: nothing passes.
        """
        _, roster, _ = self._sealed.opened(session_id)
        return readable(self._scrubber().scrub_text(text, roster).text)
