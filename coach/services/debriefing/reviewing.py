"""The review as the junior sees it: quotes in their context, and what only they may read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from coach.services.debriefing.report import DebriefReport
from graphs.debrief.state import DebriefState, Diverted, Draft, Evidence
from guardrails.families import EscalationCategory
from guardrails.scrub.readable import readable
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText, derived
from guardrails.transcript.turns import TurnRole

_AROUND: Final = 160
_FIRST_TURNS: Final = 4
_SAMPLE: Final = 140
CHOICES: Final = {
    "talk_to_someone": "Talk to someone. This is not anonymous: that person will know it is you.",
    "not_now": "Not now. Nobody is told, and nothing of it is kept.",
}
PATHS: Final[dict[EscalationCategory, str]] = {
    "harassment": "The People line named in your programme's charter, or a person you trust.",
    "safety": "Your site's safety representative, today if somebody can still be hurt.",
    "legal": "The compliance or speak-up line named in your programme's charter.",
    "self_harm": "Somebody to talk to now: your local emergency number or a crisis line.",
    "data_breach": "Your data-protection officer; most breaches must be reported within 72 hours.",
}


@dataclass(frozen=True, slots=True)
class Context:
    """A quote where it was said: up to 160 characters of the same turn on either side."""

    speaker: str
    turn: int
    start_s: float | None
    question: CleanText
    before: CleanText
    quote: CleanText
    after: CleanText


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What took the other path; for the junior alone. ``choice`` is their answer so far."""

    category: EscalationCategory
    turn: int
    text: CleanText
    path: str
    choices: dict[str, str]
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker as the program understood them: who they are taken for, and how they sound."""

    stand_in: str
    role: TurnRole
    turns: int
    sample: CleanText


@dataclass(frozen=True, slots=True)
class Review:
    """A waiting (or finished) review. ``contexts`` by insight id, in the order of its quotes.

    ``disclosures`` of a finished one carry no text: only where to turn, and what was chosen.
    """

    report: DebriefReport
    contexts: dict[str, list[Context]] = field(default_factory=dict)
    disclosures: list[Disclosure] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)


def review_of(report: DebriefReport, state: DebriefState, choices: dict[str, str]) -> Review:
    """Put the quotes back where they were said, and add what is private."""
    return Review(
        report=report,
        contexts={draft.id: _contexts(draft, state.turns) for draft in state.drafts},
        disclosures=[_disclosure(each, state.turns, choices) for each in state.escalations],
        voices=_voices(state.turns),
    )


def ended_review(report: DebriefReport, choices: Mapping[str, str]) -> Review:
    """A finished review: what was shared, and the private paths without the words."""
    return Review(
        report=report,
        disclosures=[
            Disclosure(
                category=each.category,
                turn=each.turn,
                text=derived(""),
                path=PATHS[each.category],
                choices=CHOICES,
                choice=choices.get(str(each.turn), ""),
            )
            for each in report.escalations
        ],
    )


def _voices(turns: Sequence[CleanTurn]) -> list[Voice]:
    """Every speaker in order of appearance, with the longest of their first turns."""
    said: dict[str, list[CleanTurn]] = {}
    for turn in turns:
        said.setdefault(turn.speaker, []).append(turn)
    return [
        Voice(
            stand_in=stand_in,
            role=theirs[0].role,
            turns=len(theirs),
            sample=_sample(theirs[:_FIRST_TURNS]),
        )
        for stand_in, theirs in said.items()
    ]


def _sample(turns: Sequence[CleanTurn]) -> CleanText:
    text = readable(max(turns, key=lambda turn: len(turn.text)).text)
    return text if len(text) <= _SAMPLE else derived(text[:_SAMPLE].rsplit(" ", 1)[0] + " …")


def _contexts(draft: Draft, turns: Sequence[CleanTurn]) -> list[Context]:
    by_index = {turn.index: turn for turn in turns}
    return [_context(piece, by_index[piece.turn], turns) for piece in draft.evidence]


def _context(piece: Evidence, turn: CleanTurn, turns: Sequence[CleanTurn]) -> Context:
    asked = [each for each in turns if each.index < turn.index and each.role != "junior"]
    before, after = turn.text[: piece.start], turn.text[piece.end :]
    return Context(
        speaker=piece.speaker,
        turn=piece.turn,
        start_s=piece.start_s,
        question=readable(asked[-1].text) if asked else derived(""),
        before=derived(readable(derived(before))[-_AROUND:]),
        quote=piece.quote,
        after=derived(readable(derived(after))[:_AROUND]),
    )


def _disclosure(found: Diverted, turns: Sequence[CleanTurn], choices: dict[str, str]) -> Disclosure:
    turn = next(each for each in turns if each.index == found.turn)
    return Disclosure(
        category=found.category,
        turn=found.turn,
        text=readable(derived(turn.text[found.start : found.end])),
        path=PATHS[found.category],
        choices=CHOICES,
        choice=choices.get(str(found.turn), ""),
    )
