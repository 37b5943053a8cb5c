"""From files to a sealed session: everything raw happens here and ends in the vault."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Final, Protocol

from pydantic import TypeAdapter

from coach.errors import InvalidInput
from coach.records.sessions import SessionRecord
from coach.users import Attributes, User
from graphs.debrief.flow import VERSION
from graphs.ports import Clock
from guardrails.briefs.brief import Brief
from guardrails.briefs.cleaning import clean_brief
from guardrails.briefs.parsing import parse_brief
from guardrails.briefs.things import things_in
from guardrails.references import References
from guardrails.roster import Roster, read_roster
from guardrails.scrub.port import Scrubber
from guardrails.text import RawText
from guardrails.transcript.people_behind import only_one, people_behind
from guardrails.transcript.reading import read_transcript
from guardrails.transcript.roles import Roles, assign_roles
from guardrails.transcript.turns import RawTranscript, TurnRole

_BRIEF: Final = TypeAdapter(Brief)
_MONTHS_A_QUARTER: Final = 3
_CORRECTED: Final = "Senior and junior are as you corrected them."


@dataclass(frozen=True, slots=True)
class HandIn:
    """What a junior hands in. ``brief``: the file's bytes, or the reference of a kept brief.

    ``attributes`` describe the junior coarsely; None takes the account's. ``quarter`` reads like
    ``2026Q1``; empty takes the clock's.
    """

    data: bytes
    filename: str
    brief: bytes | str
    brief_filename: str = "brief.yaml"
    roster: bytes | None = None
    junior: Sequence[str] = ()
    senior: Sequence[str] = ()
    attributes: Attributes | None = None
    quarter: str = ""
    pair_ref: str = ""


class Sealer(Protocol):
    """What opening needs of the vault."""

    def seal_session(
        self, transcript: RawTranscript, roster: Roster, roles: Mapping[str, TurnRole]
    ) -> str:
        """Seal a talk and return its id."""

    def recast(self, session_id: str, roles: Mapping[str, TurnRole]) -> str:
        """Seal the talk once more with other roles, by stand-in; return the new id."""

    def opened(self, session_id: str) -> tuple[RawTranscript, Roster, dict[str, TurnRole]]:
        """The raw talk, its roster and its roles."""


@dataclass(frozen=True, slots=True)
class Opener:
    """Reads, assigns roles, cleans the brief, seals. ``kept_brief`` finds one within reach."""

    sealer: Sealer
    scrubber: Callable[[], Scrubber]
    references: References
    clock: Clock
    kept_brief: Callable[[User, str], Brief] = field(default=lambda _user, _reference: _no_brief())

    def open(self, user: User, hand_in: HandIn) -> SessionRecord:
        """Seal the talk and return the record to be kept.

        Raises:
            GuardrailError: when a file cannot be read or a recognizer failed.
            InvalidInput: when nobody in the talk can be the junior.
        """
        transcript = read_transcript(hand_in.data, hand_in.filename)
        roster = read_roster(hand_in.roster) if hand_in.roster else Roster()
        roles = assign_roles(transcript, roster, hand_in.junior, hand_in.senior)
        if "junior" not in roles.by_label.values():
            raise InvalidInput(
                "Nobody in this talk can be told to be the junior: name them with --junior NAME."
            )
        brief, reference = self._brief(user, hand_in, roster)
        juniors = self._juniors(user, transcript, roster, roles.by_label)
        about = replace(roster, keep=self._things(hand_in, roster))
        session_id = self.sealer.seal_session(transcript, about, roles.by_label)
        now = self.clock.now()
        return SessionRecord(
            id=session_id,
            flow_version=VERSION,
            owner_id=user.id,
            status="running",
            created=now,
            changed=now,
            brief=asdict(brief),
            facts=_facts(user, hand_in, roles, reference, now),
            junior_refs=self._references(juniors, user, session_id),
            pair_ref=self._pair(
                user,
                hand_in,
                transcript=transcript,
                roster=roster,
                roles=roles,
                session_id=session_id,
            ),
        )

    def recast(
        self, user: User, record: SessionRecord, roles: Mapping[str, TurnRole]
    ) -> SessionRecord:
        """Seal a talk anew with other roles, by stand-in, and return the record to be kept.

        Raises:
            VaultError: when the transcript is gone.
            InvalidInput: when nobody would be the junior.
        """
        if "junior" not in roles.values():
            raise InvalidInput("Somebody in the talk has to be the junior: it is yours.")
        session_id = self.sealer.recast(record.id, roles)
        transcript, roster, by_label = self.sealer.opened(session_id)
        now = self.clock.now()
        return replace(
            record,
            id=session_id,
            flow_version=VERSION,
            status="running",
            changed=now,
            facts={**record.facts, "roles_note": _CORRECTED, "roles_inferred": "no"},
            junior_refs=self._references(
                self._juniors(user, transcript, roster, by_label), user, session_id
            ),
            choices={},
        )

    def _brief(self, user: User, hand_in: HandIn, roster: Roster) -> tuple[Brief, str]:
        if isinstance(hand_in.brief, str):
            return self.kept_brief(user, hand_in.brief), hand_in.brief
        raw = parse_brief(hand_in.brief, hand_in.brief_filename)
        brief = clean_brief(raw, self.scrubber(), roster)
        return brief, self.references.anything("decision", brief.decision)

    def _things(self, hand_in: HandIn, roster: Roster) -> tuple[RawText, ...]:
        """Tools that the brief names, which the talk will name too."""
        if isinstance(hand_in.brief, str):
            return ()
        return things_in(parse_brief(hand_in.brief, hand_in.brief_filename), roster)

    def _juniors(
        self,
        user: User,
        transcript: RawTranscript,
        roster: Roster,
        by_label: Mapping[str, TurnRole],
    ) -> dict[str, RawText | None]:
        """Names of the juniors by stand-in; one's own talk needs none."""
        juniors = people_behind(transcript, roster, by_label, "junior")
        if user.junior_ref and len(juniors) == 1:
            return dict.fromkeys(juniors)
        return juniors

    def _references(
        self, juniors: Mapping[str, RawText | None], user: User, session_id: str
    ) -> dict[str, str]:
        alone = user.junior_ref if len(juniors) == 1 else ""
        return {
            stand_in: alone
            or (self.references.name(name) if name else "")
            or self.references.account(f"{session_id}/{stand_in}")
            for stand_in, name in juniors.items()
        }

    def _pair(
        self,
        user: User,
        hand_in: HandIn,
        *,
        transcript: RawTranscript,
        roster: Roster,
        roles: Roles,
        session_id: str,
    ) -> str:
        if hand_in.pair_ref or user.pair_refs:
            return self._own_pair(user, hand_in.pair_ref)
        juniors = self._references(
            people_behind(transcript, roster, roles.by_label, "junior"), user, session_id
        )
        seniors = people_behind(transcript, roster, roles.by_label, "senior")
        name = next((each for each in seniors.values() if each), only_one(roster, "senior"))
        senior = self.references.name(name) if name else session_id
        return self.references.pair("+".join(sorted(juniors.values())), senior)

    def _own_pair(self, user: User, wanted: str) -> str:
        if wanted and wanted not in user.pair_refs and not user.operator:
            raise InvalidInput("You are not part of that mentoring pair.")
        return wanted or user.pair_refs[0]


def brief_of(record: SessionRecord) -> Brief:
    """The brief as it was cleaned when the session was opened."""
    return _BRIEF.validate_python(record.brief)


def quarter_of(moment: datetime) -> str:
    """``2026Q4`` for any moment in the last three months of 2026."""
    return f"{moment.year}Q{(moment.month - 1) // _MONTHS_A_QUARTER + 1}"


def _facts(
    user: User, hand_in: HandIn, roles: Roles, reference: str, now: datetime
) -> dict[str, Any]:
    attributes = hand_in.attributes or user.attributes
    return {
        "function": attributes.function,
        "region": attributes.region,
        "tenure_band": attributes.tenure_band,
        "quarter": hand_in.quarter or quarter_of(now),
        "decision_ref": reference,
        "roles_note": roles.note,
        "roles_inferred": "yes" if roles.inferred else "no",
    }


def _no_brief() -> Brief:
    raise InvalidInput("There is no such brief; hand in the brief itself.")
