"""Who of the speakers is the senior, who a junior: roster, then flags, then a stated guess."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from guardrails.roster import Person, Role, Roster
from guardrails.transcript.cues import UNKNOWN_SPEAKER
from guardrails.transcript.inference import hear, pick_juniors, pick_senior
from guardrails.transcript.matching import match_person, similar_names
from guardrails.transcript.turns import RawTranscript, TurnRole

NOTES_LABEL: Final = "notes"
"""The label under which :class:`Roles` lists notes, which have no speakers."""

_TURN_ROLES: Final[Mapping[Role, TurnRole]] = {
    "senior": "senior",
    "junior": "junior",
    "colleague": "other",
}
_SAME_NAME: Final = 0.6
_A_PAIR: Final = 2
_GIVEN = "Senior and junior follow the names you gave."
_GUESSED = (
    "Who is senior and who is junior was guessed from who asks and who decides: please check it."
)
_PARTLY = "One role follows the names you gave, the other was concluded from it: please check it."
_NOTES = "These are notes: everything is taken as the junior's, except what they report of others."


@dataclass(frozen=True, slots=True)
class Roles:
    """The role of each speaker label; ``note`` says in one sentence how it is known.

    ``inferred`` is true when a role was guessed and should be confirmed by a person.
    """

    by_label: dict[str, TurnRole]
    inferred: bool
    note: str


def assign_roles(
    transcript: RawTranscript,
    roster: Roster,
    junior: Sequence[str] = (),
    senior: Sequence[str] = (),
) -> Roles:
    """Give every label of ``transcript`` a role.

    ``junior`` and ``senior`` are names or labels given by hand and win over the roster; a label
    that means a colleague of the roster is ``other``. What is still open is inferred.
    """
    labels = _labels(transcript)
    if not labels:
        return Roles({NOTES_LABEL: "junior"}, inferred=False, note=_NOTES)
    known = _from_roster(labels, roster) | _from_flags(labels, junior, senior)
    if UNKNOWN_SPEAKER in labels and len(labels) > _A_PAIR:
        known.setdefault(UNKNOWN_SPEAKER, "other")
    roles = set(known.values())
    if {"senior", "junior"} <= roles:
        return Roles(
            {label: known.get(label, "other") for label in labels}, inferred=False, note=_GIVEN
        )
    given = _count(roster, "junior") or len(junior) or None
    guessed = _infer(transcript, labels, known, roster, given)
    note = _PARTLY if roles & {"senior", "junior"} else _GUESSED
    return Roles({label: guessed.get(label, "other") for label in labels}, inferred=True, note=note)


def _labels(transcript: RawTranscript) -> list[str]:
    seen = (turn.speaker.reveal() for turn in transcript.turns if turn.speaker)
    return list(dict.fromkeys(seen))


def _from_roster(labels: Sequence[str], roster: Roster) -> dict[str, TurnRole]:
    matched = {label: match_person(label, roster.people) for label in labels}
    return {label: _TURN_ROLES[person.role] for label, person in matched.items() if person}


def _from_flags(
    labels: Sequence[str], junior: Sequence[str], senior: Sequence[str]
) -> dict[str, TurnRole]:
    found: dict[str, TurnRole] = {}
    wanted: tuple[tuple[Sequence[str], TurnRole], ...] = ((junior, "junior"), (senior, "senior"))
    for names, role in wanted:
        for name in names:
            scored = [(similar_names(label, name), label) for label in labels]
            best, label = max(scored)
            if best >= _SAME_NAME:
                found[label] = role
    return found


def _count(roster: Roster, role: Role) -> int:
    return sum(1 for person in roster.people if person.role == role)


def _infer(
    transcript: RawTranscript,
    labels: Sequence[str],
    known: Mapping[str, TurnRole],
    roster: Roster,
    juniors: int | None,
) -> dict[str, TurnRole]:
    seniors: list[Person] = [person for person in roster.people if person.role == "senior"]
    roles = dict(known)
    if "senior" not in roles.values():
        leader = pick_senior(hear(transcript.turns, _open(labels, roles), seniors))
        if leader and len(labels) > 1:
            roles[leader] = "senior"
    if "junior" not in roles.values():
        voices = hear(transcript.turns, _open(labels, roles), seniors)
        for label in pick_juniors(voices, juniors):
            roles[label] = "junior"
    return roles


def _open(labels: Sequence[str], roles: Mapping[str, TurnRole]) -> list[str]:
    return [label for label in labels if label not in roles]
