"""Who stands behind a stand-in such as ``junior 2``: a raw name, for opaque references only."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

from guardrails.roster import Role, Roster
from guardrails.text import RawText
from guardrails.transcript.matching import match_person
from guardrails.transcript.turns import RawTranscript, TurnRole

_NOTES: Final = "notes"  # the label of notes, which have no speakers
_GENERIC: Final = re.compile(
    r"^(?:speaker|spk|participant|person|voice|user|guest|caller|unknown)\b", re.IGNORECASE
)


def people_behind(
    transcript: RawTranscript, roster: Roster, roles: Mapping[str, TurnRole], wanted: TurnRole
) -> dict[str, RawText | None]:
    """Map each stand-in of a role to the name of its person, None where nobody is named.

    Stand-ins are numbered by first appearance, as the scrubber numbers them. A label that fits
    one person of the roster means that person; notes mean the roster's only one of the role.
    """
    return {
        stand_in: _name("" if label == _NOTES else label, roster, wanted)
        for label, stand_in in stand_ins_of(transcript, roles).items()
        if roles.get(label, "other") == wanted
    }


def stand_ins_of(transcript: RawTranscript, roles: Mapping[str, TurnRole]) -> dict[str, str]:
    """Map each label, in order of appearance, to its stand-in: ``junior``, ``junior 2``."""
    labels = [turn.speaker.reveal() if turn.speaker else _NOTES for turn in transcript.turns]
    counts: Counter[TurnRole] = Counter()
    found: dict[str, str] = {}
    for label in dict.fromkeys(labels):
        role = roles.get(label, "other")
        counts[role] += 1
        found[label] = role if counts[role] == 1 else f"{role} {counts[role]}"
    return found


def only_one(roster: Roster, role: Role) -> RawText | None:
    """The name of the roster's only person of a role, None when there are several or none."""
    people = [person for person in roster.people if person.role == role]
    return people[0].name if len(people) == 1 else None


def _name(label: str, roster: Roster, role: TurnRole) -> RawText | None:
    person = match_person(label, roster.people) if label else None
    if person is not None:
        return person.name
    if role != "other" and (alone := only_one(roster, role)) is not None:
        return alone
    return None if not label or _GENERIC.match(label) else RawText(label)
