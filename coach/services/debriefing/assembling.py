"""From the flow's state to the report of the contract."""

from collections.abc import Mapping, Sequence
from typing import Final

from coach.services.debriefing.report import (
    Counts,
    DebriefReport,
    EscalationReport,
    Generalisation,
    InsightReport,
    LeftOutReport,
    Quote,
    Status,
    Trial,
)
from graphs.debrief.state import DebriefState, Draft, Experiment, LeftOut, Sharing

_NO_MODEL: Final = (
    "No language model answered: every statement is the speaker's own words, trimmed."
)
_PRIVATE: Final = (
    "Something you said may need another path than this programme. It was taken out before"
    " anybody could see it; only you are told, on your review page."
)
_NEXT: Final = {
    "awaiting_review": (
        "Nothing is shared yet. Approve, edit or withhold each insight; what you do not approve"
        " stays out and the transcript is shredded afterwards."
    ),
    "published": (
        "Thank you. Your senior sees what you shared; the programme sees it without names and"
        " only together with others. You can withdraw it at any time."
    ),
    "refused": "This session cannot be continued. Hand in the transcript again.",
}


def report_of(
    state: DebriefState, status: Status, model: str, facts: Mapping[str, str]
) -> DebriefReport:
    """Assemble the report: what waits for review, or what was published."""
    if status == "published":
        insights = [insight_report(each.draft, each.sharing) for each in state.shared]
    else:
        insights = [insight_report(draft) for draft in state.drafts]
    return DebriefReport(
        session=state.session_id,
        status=status,
        insights=insights,
        escalations=[
            EscalationReport(category=each.category, turn=each.turn) for each in state.escalations
        ],
        refused=_left_out(state.left_out),
        counts=Counts(
            turns=len(state.turns),
            words=sum(len(turn.text.split()) for turn in state.turns),
            pii_replaced=state.replaced,
        ),
        seconds={stage: round(seconds, 2) for stage, seconds in state.seconds.items()},
        model=model,
        prompt_ids=state.prompt_ids,
        roles_inferred=state.roles_inferred or facts.get("roles_inferred") == "yes",
        notes=_notes(state, status, model, facts),
    )


def refused_report(session_id: str, model: str = "none") -> DebriefReport:
    """A session that cannot be continued, and why nothing more can be said."""
    return DebriefReport(
        session=session_id,
        status="refused",
        insights=[],
        escalations=[],
        refused=[],
        counts=Counts(turns=0, words=0, pii_replaced=0),
        seconds={},
        model=model,
        prompt_ids={},
        notes=[_NEXT["refused"]],
    )


def insight_report(draft: Draft, sharing: Sharing | None = None) -> InsightReport:
    """One draft as the contract shows it."""
    return InsightReport(
        id=draft.id,
        statement=draft.statement,
        family=draft.family,
        kind=draft.kind,
        severity=draft.severity,
        evidence=[
            Quote(
                quote=piece.quote,
                turn=piece.turn,
                start_s=piece.start_s,
                speaker=piece.speaker,
                grade=piece.grade,
            )
            for piece in draft.evidence
        ],
        first_hand=any(piece.grade == "first_hand" for piece in draft.evidence),
        origin=draft.origin,
        theme=draft.theme,
        experiment=_trial(draft.experiment),
        identifying=[
            Generalisation(phrase=each.phrase, suggestion=each.suggestion)
            for each in draft.identifying
        ],
        bears_on=draft.item,
        stance=draft.stance,
        dissent=draft.dissent,
        sharing=sharing,
    )


def _trial(experiment: Experiment | None) -> Trial | None:
    if experiment is None:
        return None
    return Trial(
        attempt=experiment.attempt,
        weeks=experiment.weeks,
        metric=experiment.metric,
        stop=experiment.stop,
    )


def _left_out(left_out: Sequence[LeftOut]) -> list[LeftOutReport]:
    unique = dict.fromkeys((each.reason, each.turn) for each in left_out)
    return [LeftOutReport(reason=reason, turn=turn) for reason, turn in unique]


def _notes(state: DebriefState, status: Status, model: str, facts: Mapping[str, str]) -> list[str]:
    notes = [facts["roles_note"]] if facts.get("roles_note") else []
    if state.model_silent or model == "none":
        notes.append(_NO_MODEL)
    if state.escalations and status == "awaiting_review":
        notes.append(_PRIVATE)
    return [*notes, _NEXT[status]]
