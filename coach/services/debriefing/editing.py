"""What a junior's own wording must stand: scrubbed again, verified again, rehearsed again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from coach.errors import InvalidInput
from coach.services.debriefing.decisions import Decision, Decisions
from graphs.debrief.disposing import MAX_WORDS, MIN_WORDS, Ground, refusal
from graphs.debrief.state import DebriefState, Draft, Verdict
from guardrails.identifying import find_identifying
from guardrails.text import CleanText, RawText, authored
from guardrails.vault.inspector import SessionInspector

_REFUSALS: Final = {
    "number": "it has a number that its quotes do not hold",
    "name": "it has a name that its quotes do not hold",
    "shape": f"it must be one sentence of {MIN_WORDS} to {MAX_WORDS} words",
    "negation": "it says yes where its quotes say no, or the other way round",
}


class EditRefused(InvalidInput):
    """A wording that its quotes do not carry; ``insight_id`` tells whose."""

    code = "edit_refused"

    def __init__(self, sentence: str, insight_id: str) -> None:
        super().__init__(sentence)
        self.insight_id = insight_id


@dataclass(frozen=True, slots=True)
class Checked:
    """A wording as it would be shared; ``pointing`` are words in it that point at somebody."""

    statement: CleanText
    pointing: list[str]


def checked(inspector: SessionInspector, draft: Draft, session_id: str, wording: str) -> Checked:
    """Scrub a wording and hold it against the quotes.

    Raises:
        EditRefused: when it says what the quotes do not carry.
        VaultError: when the transcript is gone, so that nothing can be compared.
    """
    statement = inspector.scrub_edit(session_id, RawText(wording))
    ground = Ground([draft.statement, *(piece.quote for piece in draft.evidence)])
    reason = refusal(statement, ground, own_words=True)
    if reason in _REFUSALS:
        sentence = f"An edited statement cannot be published: {_REFUSALS[reason]}."
        raise EditRefused(sentence, draft.id)
    return Checked(statement, [found.phrase for found in find_identifying(statement)])


def draft_named(state: DebriefState, insight_id: str) -> Draft:
    """The draft of an id.

    Raises:
        InvalidInput: when the session has none of that id.
    """
    for draft in state.drafts:
        if draft.id == insight_id:
            return draft
    raise InvalidInput("A decision names an insight that this session does not have.")


def verdicts_of(
    inspector: SessionInspector, state: DebriefState, decisions: Decisions
) -> list[Verdict]:
    """What the flow resumes with, every edit checked.

    Raises:
        InvalidInput: when an id is unknown.
        EditRefused: when an edit says what its quotes do not carry.
    """
    paired = [(draft_named(state, each.id), each) for each in decisions.insights]
    return _with_folded(
        [_verdict(inspector, state.session_id, draft, each) for draft, each in paired]
    )


def _with_folded(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """What is replaced in an insight is replaced as well in the one it is folded into."""
    by_id = {verdict.id: verdict for verdict in verdicts}
    replaced = {verdict.id: dict.fromkeys(verdict.generalise) for verdict in verdicts}
    for verdict in verdicts:
        target, seen = verdict.merge_into, {verdict.id}
        while target in by_id and target not in seen:
            replaced[target] |= dict.fromkeys(verdict.generalise)
            seen.add(target)
            target = by_id[target].merge_into
    return [replace(verdict, generalise=list(replaced[verdict.id])) for verdict in verdicts]


def _verdict(
    inspector: SessionInspector, session_id: str, draft: Draft, decision: Decision
) -> Verdict:
    edited = authored("")
    if decision.approve and is_edit(draft, decision.statement):
        edited = checked(inspector, draft, session_id, decision.statement).statement
    return Verdict(
        id=draft.id,
        approve=decision.approve,
        sharing=decision.sharing,
        edited=edited,
        generalise=_accepted(draft, decision.generalise),
        merge_into=decision.merge_into if decision.approve else "",
    )


def is_edit(draft: Draft, wording: str) -> bool:
    """Tell whether a wording is another than the proposed one; an empty one is none."""
    return bool(wording.strip()) and wording.strip() != draft.statement.strip()


def _accepted(draft: Draft, wanted: bool | Sequence[str]) -> list[CleanText]:  # noqa: FBT001 - the decision's own shape
    phrases = [pointer.phrase for pointer in draft.identifying]
    if isinstance(wanted, bool):
        return phrases if wanted else []
    return [phrase for phrase in phrases if phrase in wanted]
