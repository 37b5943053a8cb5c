"""The re-identification rehearsal: what points at a person is marked before anybody decides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from graphs.debrief.ports import LeakWatch
from graphs.debrief.state import Draft, Evidence, LeftOut, Pointer
from guardrails.identifying import find_identifying, generalise
from guardrails.text import CleanText, derived

_BRACKETS: Final = re.compile(r"\[[^\]]*\]")
_FEWEST_WORDS: Final = 3


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
    """Drop leaking quotes; None when the statement leaks, says nothing, or no quote is left."""
    if not draft.evidence or not _says_something(draft.statement):
        return None
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
    evidence = [_generalised(piece, phrases) for piece in draft.evidence]
    return replace(
        draft,
        statement=_without(draft.statement, phrases),
        evidence=[piece for piece in evidence if _says_something(piece.quote)],
        identifying=[pointer for pointer in draft.identifying if pointer.phrase not in phrases],
    )


def _says_something(text: CleanText) -> bool:
    """Tell whether enough is left beside the brackets to be worth quoting."""
    return len(_BRACKETS.sub(" ", text).split()) >= _FEWEST_WORDS


def _generalised(piece: Evidence, phrases: Sequence[str]) -> Evidence:
    return replace(piece, quote=_without(piece.quote, phrases))


def _without(text: CleanText, phrases: Sequence[str]) -> CleanText:
    accepted = [finding for finding in find_identifying(text) if finding.phrase in phrases]
    return generalise(text, accepted) if accepted else text
