from datetime import timedelta
from pathlib import Path

import pytest

from guardrails.errors import ScrubFailed, VaultError
from guardrails.roster import Person, Roster
from guardrails.text import RawText
from guardrails.transcript.turns import RawTranscript, RawTurn
from guardrails.vault.sessions import SealedSessions
from guardrails.vault.vault import Vault
from tests.builders import a_roster, a_transcript
from tests.fakes import RosterScrubber, StillClock

TALK = a_transcript("Ana: Bo Quill told me to wait.", "Bo: Why?")


def _sessions(folder: Path, clock: StillClock, *, fails: bool = False) -> SealedSessions:
    vault = Vault(folder, b"v" * 32, clock.now)
    return SealedSessions(vault, lambda: RosterScrubber(fails=fails), clock.now, timedelta(days=14))


def test_only_clean_turns_come_out(tmp_path: Path) -> None:
    sessions = _sessions(tmp_path, StillClock())
    session = sessions.seal_session(TALK, a_roster("Bo Quill"), {"Ana": "junior", "Bo": "senior"})

    clean = sessions.scrubbed(session)

    assert [(turn.role, turn.text) for turn in clean.turns] == [
        ("junior", "<PERSON_1> told me to wait."),
        ("senior", "Why?"),
    ]


def test_every_field_of_a_talk_and_its_roster_survives_sealing(tmp_path: Path) -> None:
    sessions = _sessions(tmp_path, StillClock())
    talk = RawTranscript(
        "zoom_vtt",
        (RawTurn(7, RawText("é ✓\u2028"), None, 1.5, 2.25, ("c1", "c2")),),
        header=RawText("Call with Marram"),
    )
    roster = Roster(
        (Person(RawText("Ana"), "junior", RawText("Till"), RawText("a@b.example")),),
        clients=(RawText("Marram"),),
    )
    session = sessions.seal_session(talk, roster, {"notes": "junior"})

    back, people, roles = sessions.opened(session)

    turn = back.turns[0]
    assert (back.kind, back.header and back.header.reveal()) == ("zoom_vtt", "Call with Marram")
    assert (turn.index, turn.text.reveal(), turn.speaker) == (7, "é ✓\u2028", None)
    assert (turn.start_s, turn.end_s, turn.cues) == (1.5, 2.25, ("c1", "c2"))
    assert people.people[0].email is not None
    assert people.people[0].email.reveal() == "a@b.example"
    assert [client.reveal() for client in people.clients] == ["Marram"]
    assert roles == {"notes": "junior"}


def test_roles_can_be_corrected_and_the_term_stays(tmp_path: Path) -> None:
    clock = StillClock()
    sessions = _sessions(tmp_path, clock)
    session = sessions.seal_session(TALK, a_roster(), {"Ana": "senior", "Bo": "junior"})
    clock.advance(timedelta(days=10))

    sessions.reassign(session, {"Ana": "junior", "Bo": "senior"})

    assert [turn.role for turn in sessions.scrubbed(session).turns] == ["junior", "senior"]
    clock.advance(timedelta(days=5))
    assert not sessions.holds(session)


def test_a_scrubber_that_fails_lets_nothing_out(tmp_path: Path) -> None:
    sessions = _sessions(tmp_path, StillClock(), fails=True)
    session = sessions.seal_session(TALK, a_roster("Bo Quill"), {})

    with pytest.raises(ScrubFailed):
        sessions.scrubbed(session)


def test_a_shredded_session_is_gone(tmp_path: Path) -> None:
    sessions = _sessions(tmp_path, StillClock())
    session = sessions.seal_session(TALK, a_roster(), {})

    assert sessions.shred(session)

    with pytest.raises(VaultError, match="shredded"):
        sessions.scrubbed(session)
    assert list(sessions.raw_texts(session)) == []
