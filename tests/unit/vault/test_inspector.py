"""What is about to be shared, compared with the sealed talk it came from."""

from datetime import timedelta
from pathlib import Path

import pytest

from guardrails.errors import VaultError
from guardrails.text import CleanText, RawText
from guardrails.vault.inspector import SessionInspector
from guardrails.vault.sessions import SealedSessions
from guardrails.vault.vault import Vault
from tests.builders import a_roster, a_transcript
from tests.fakes import RosterScrubber, StillClock

SAID = " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(60))


@pytest.fixture
def sealed(tmp_path: Path) -> SealedSessions:
    clock = StillClock()
    vault = Vault(tmp_path, b"v" * 32, clock.now)
    return SealedSessions(vault, RosterScrubber, clock.now, timedelta(days=14))


@pytest.fixture
def session(sealed: SealedSessions) -> str:
    talk = a_transcript(f"Ana: {SAID}", "Bo: Why?")
    return sealed.seal_session(talk, a_roster("Bo Quill"), {"Ana": "junior", "Bo": "senior"})


def _piece(first: int, last: int) -> CleanText:
    return CleanText(" ".join(SAID.split()[first:last]))


@pytest.mark.parametrize(
    ("texts", "leaking", "reason"),
    [
        (["It is slow.", "we wait"], [False, False], "nothing of anybody"),
        (["It is slow.", "ask Quill"], [False, True], "a quote is checked as the statement is"),
        ([_piece(0, 40), "we wait"], [True, False], "a long stretch that no quote holds"),
        ([_piece(2, 30), _piece(0, 40)], [False, False], "a stretch of an approved quote"),
        ([_piece(0, 20), "we wait"], [False, False], "a short stretch"),
    ],
)
def test_statement_and_quotes(sealed, session, texts, leaking, reason) -> None:
    inspector = SessionInspector(sealed, RosterScrubber)
    assert inspector.leaking(session, [CleanText(text) for text in texts]) == leaking, reason


def test_an_edit_is_scrubbed_with_the_roster_of_its_session(sealed, session) -> None:
    inspector = SessionInspector(sealed, RosterScrubber)
    assert inspector.scrub_edit(session, RawText("Bo Quill waits")) == "[a colleague] waits"


def test_no_placeholder_leads_back_once_the_talk_is_shredded(sealed, session, tmp_path) -> None:
    inspector = SessionInspector(sealed, RosterScrubber)
    assert sealed.scrubbed(session).turns
    assert sealed.shred(session)
    assert list(tmp_path.iterdir()) == []
    for asked in (
        lambda: sealed.scrubbed(session),
        lambda: inspector.leaking(session, [CleanText("x")]),
        lambda: inspector.scrub_edit(session, RawText("Bo Quill")),
    ):
        with pytest.raises(VaultError):
            asked()
