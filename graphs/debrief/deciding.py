"""The junior's verdicts turned into what is shared; silence withholds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphs.debrief.merging import merge
from graphs.debrief.ports import LeakWatch
from graphs.debrief.rehearsing import generalised, without_leaks
from graphs.debrief.state import Draft, LeftOut, Shared, Verdict


@dataclass(frozen=True, slots=True)
class Decided:
    """What may be published, and what stays out after all (``left_out`` carries no text)."""

    shared: list[Shared]
    left_out: list[LeftOut]


def decide(
    session_id: str, drafts: Sequence[Draft], verdicts: Sequence[Verdict], watch: LeakWatch
) -> Decided:
    """Merge, edit and generalise as decided, then let nothing out that leaks in its final form."""
    by_id = {verdict.id: verdict for verdict in verdicts}
    shared: list[Shared] = []
    left_out: list[LeftOut] = []
    for draft in _merged(drafts, by_id):
        verdict = by_id.get(draft.id)
        if verdict is None or not verdict.approve:
            left_out.append(LeftOut("withheld", draft.evidence[0].turn))
            continue
        final = without_leaks(session_id, _final(draft, verdict), watch)
        if final is None:
            left_out.append(LeftOut("leak", draft.evidence[0].turn))
        else:
            shared.append(Shared(final, verdict.sharing))
    return Decided(shared, left_out)


def _merged(drafts: Sequence[Draft], verdicts: dict[str, Verdict]) -> list[Draft]:
    """Fold drafts into the ones the junior named; an unknown target changes nothing."""
    kept = {draft.id: draft for draft in drafts}
    for draft in drafts:
        verdict = verdicts.get(draft.id)
        target = verdict.merge_into if verdict else ""
        if target in kept and target != draft.id:
            kept[target] = merge(kept[target], kept.pop(draft.id))
    return list(kept.values())


def _final(draft: Draft, verdict: Verdict) -> Draft:
    edited = replace(draft, statement=verdict.edited, origin="edited") if verdict.edited else draft
    return generalised(edited, verdict.generalise)
