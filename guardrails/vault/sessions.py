"""Sealed sessions: a raw talk goes in, only clean turns come out, until the clock shreds it."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from guardrails.errors import VaultError
from guardrails.roster import Person, Roster
from guardrails.scrub.results import ScrubbedSession
from guardrails.text import RawText
from guardrails.transcript.people_behind import stand_ins_of
from guardrails.transcript.turns import RawTranscript, RawTurn, TurnRole
from guardrails.vault.vault import Vault

_KIND = "session"


class SessionScrubber(Protocol):
    """Makes a raw talk clean, one person keeping one number throughout."""

    def scrub_session(
        self, transcript: RawTranscript, roster: Roster, roles: Mapping[str, TurnRole]
    ) -> ScrubbedSession:
        """Scrub all turns together.

        Raises:
            ScrubFailed: when a recognizer failed: nothing passes.
        """


class SealedSessions:
    """The vault as the flows see it (``graphs.ports.SessionVault``).

    ``scrubber`` is called when a session is opened, so that sealing and shredding load no models.
    ``retention`` counts from sealing.
    """

    def __init__(
        self,
        vault: Vault,
        scrubber: Callable[[], SessionScrubber],
        now: Callable[[], datetime],
        retention: timedelta,
    ) -> None:
        self._vault = vault
        self._scrubber = scrubber
        self._now = now
        self._retention = retention

    def seal_session(
        self, transcript: RawTranscript, roster: Roster, roles: Mapping[str, TurnRole]
    ) -> str:
        """Seal a talk with its roster and speaker roles (by label as written); return its id.

        Raises:
            VaultError: when the disk does not take it.
        """
        payload = _pack(transcript, roster, roles)
        return self._vault.seal(_KIND, payload, keep_until=self._now() + self._retention)

    def reassign(self, session_id: str, roles: Mapping[str, TurnRole]) -> None:
        """Seal the session anew with corrected speaker roles; its term stays.

        Raises:
            VaultError: when the session is missing, expired or sealed with another key.
        """
        transcript, roster, _ = self.opened(session_id)
        term = self._vault.label(session_id).keep_until
        payload = _pack(transcript, roster, roles)
        self._vault.seal(_KIND, payload, keep_until=term, name=session_id)

    def recast(self, session_id: str, roles: Mapping[str, TurnRole]) -> str:
        """Seal the session once more with roles given by stand-in; return the new one's id.

        The old one stays until it is shredded; the new one keeps its term.

        Raises:
            VaultError: when the session is missing, expired or sealed with another key.
        """
        transcript, roster, by_label = self.opened(session_id)
        stand_ins = stand_ins_of(transcript, by_label)
        corrected = {
            label: roles.get(stand_ins.get(label, ""), role) for label, role in by_label.items()
        }
        term = self._vault.label(session_id).keep_until
        return self._vault.seal(_KIND, _pack(transcript, roster, corrected), keep_until=term)

    def scrubbed(self, session_id: str) -> ScrubbedSession:
        """Open the sealed transcript, scrub it and return clean turns only.

        Raises:
            VaultError: when the session is missing, expired or sealed with another key.
            ScrubFailed: when a recognizer failed: nothing passes.
        """
        return self._scrubber().scrub_session(*self.opened(session_id))

    def raw_texts(self, session_id: str) -> Iterator[RawText]:
        """The words of each turn, for fingerprints at erasure; nothing when it is gone."""
        if self._vault.holds(session_id):
            transcript, _, _ = self.opened(session_id)
            yield from (turn.text for turn in transcript.turns)

    def holds(self, session_id: str) -> bool:
        """Tell whether the transcript is still there and within its term."""
        return self._vault.holds(session_id)

    def shred(self, session_id: str) -> bool:
        """Destroy the transcript; False when it was gone already."""
        return self._vault.shred(session_id)

    def sweep(self, now: datetime) -> int:
        """Shred every transcript past its term at ``now``; return how many."""
        return self._vault.sweep(now)

    def opened(self, session_id: str) -> tuple[RawTranscript, Roster, dict[str, TurnRole]]:
        """The raw talk, its roster and roles; for guardrails and whoever opens a debrief.

        Raises:
            VaultError: when the session is missing, expired or sealed with another key.
        """
        return _unpack(self._vault.open_bytes(session_id))


def _pack(transcript: RawTranscript, roster: Roster, roles: Mapping[str, TurnRole]) -> bytes:
    document = {
        "kind": transcript.kind,
        "header": _bare(transcript.header),
        "turns": [
            [turn.index, turn.text.reveal(), _bare(turn.speaker), turn.start_s, turn.end_s,
             list(turn.cues)]
            for turn in transcript.turns
        ],
        "people": [
            [person.name.reveal(), person.role, _bare(person.team), _bare(person.email)]
            for person in roster.people
        ],
        "clients": [client.reveal() for client in roster.clients],
        "keep": [word.reveal() for word in roster.keep],
        "roles": dict(roles),
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False).encode()


def _unpack(data: bytes) -> tuple[RawTranscript, Roster, dict[str, TurnRole]]:
    try:
        document: dict[str, Any] = json.loads(data)
        turns = tuple(
            RawTurn(index, RawText(text), _raw(speaker), start, end, tuple(cues))
            for index, text, speaker, start, end, cues in document["turns"]
        )
        people = tuple(
            Person(RawText(name), role, _raw(team), _raw(email))
            for name, role, team, email in document["people"]
        )
        clients = tuple(RawText(client) for client in document["clients"])
        keep = tuple(RawText(word) for word in document.get("keep", ()))
        transcript = RawTranscript(document["kind"], turns, _raw(document["header"]))
        roles: dict[str, TurnRole] = document["roles"]
    except (ValueError, KeyError, TypeError):
        raise VaultError(
            "A sealed record is of another version; it can only be shredded."
        ) from None
    return transcript, Roster(people, clients, keep), roles


def _bare(text: RawText | None) -> str | None:
    return None if text is None else text.reveal()


def _raw(text: str | None) -> RawText | None:
    return None if text is None else RawText(text)
