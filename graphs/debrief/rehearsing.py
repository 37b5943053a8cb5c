"""The re-identification rehearsal: what points at a person is marked before anybody decides."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphs.debrief.ports import LeakWatch
from graphs.debrief.state import Draft, Evidence, LeftOut, Pointer
from guardrails.identifying import find_identifying, generalise
from guardrails.text import CleanText, derived


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """Drafts with their pointers; ``left_out`` tells which turns were dropped for leaking."""

    drafts: list[Draft]
    left_out: list[LeftOut]


def rehearse(session_id: str, drafts: Sequence[Draft], watch: LeakWatch) -> Rehearsed:
    """Mark identifying phrases and drop every quote or statement that still leaks.

    Raises:
        VaultError: when the session is gone, so that nothing can be compared.
    """
    kept: list[Draft] = []
    left_out: list[LeftOut] = []
    for draft in drafts:
        safe = without_leaks(session_id, draft, watch)
        if safe is None:
            left_out.append(LeftOut("leak", draft.evidence[0].turn))
        else:
            kept.append(replace(safe, identifying=pointers_in(safe)))
    return Rehearsed(kept, left_out)


def without_leaks(session_id: str, draft: Draft, watch: LeakWatch) -> Draft | None:
    """Drop leaking quotes; None when the statement leaks or no quote is left."""
    texts = [draft.statement, *(piece.quote for piece in draft.evidence)]
    statement_leaks, *quotes_leak = watch.leaking(session_id, texts)
    pairs = zip(draft.evidence, quotes_leak, strict=True)
    evidence = [piece for piece, leaks in pairs if not leaks]
    if statement_leaks or not evidence:
        return None
    return replace(draft, evidence=evidence)


def pointers_in(draft: Draft) -> list[Pointer]:
    """Every identifying phrase of the statement and the quotes, each once."""
    found: dict[CleanText, Pointer] = {}
    for text in (draft.statement, *(piece.quote for piece in draft.evidence)):
        for finding in find_identifying(text):
            phrase = derived(finding.phrase)
            found.setdefault(phrase, Pointer(phrase, derived(finding.suggestion)))
    return list(found.values())


def generalised(draft: Draft, phrases: Sequence[str]) -> Draft:
    """Put the proposed words, in square brackets, in place of the accepted phrases."""
    return replace(
        draft,
        statement=_without(draft.statement, phrases),
        evidence=[_generalised(piece, phrases) for piece in draft.evidence],
        identifying=[pointer for pointer in draft.identifying if pointer.phrase not in phrases],
    )


def _generalised(piece: Evidence, phrases: Sequence[str]) -> Evidence:
    return replace(piece, quote=_without(piece.quote, phrases))


def _without(text: CleanText, phrases: Sequence[str]) -> CleanText:
    accepted = [finding for finding in find_identifying(text) if finding.phrase in phrases]
    return generalise(text, accepted) if accepted else text
