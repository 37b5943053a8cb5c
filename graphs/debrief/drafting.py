"""From a point and a proposal to a draft: what survives the checks, else the words said."""

import hashlib
import re
from collections.abc import Sequence
from typing import Final

from graphs.debrief.disposing import MIN_WORDS, Ground, refusal
from graphs.debrief.extracting import own_wording
from graphs.debrief.quoting import quotes_of, text_of
from graphs.debrief.state import Draft, Point, Proposal, Said
from guardrails.briefs.brief import Brief
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText, authored, derived, join_clean

_ID_DIGITS: Final = 16
_REPORTED: Final = re.compile(
    r"^(?:the |this )?(?:employee|speaker|interviewee|junior|person) (?:\w+ly )?"
    r"(?:says?|said|mentions?|mentioned|argues?|argued|states?|stated|reports?|reported|notes?|"
    r"noted|explains?|explained|believes?|describes?|points out|suggests?|suggested|indicates?) "
    r"(?:that )?",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z\[\"])")
_LAST_CLAUSE: Final = re.compile(r"(?:,|\s(?:and|but|so|because|which|that))\s[^,]*$")
_CUT_FROM: Final = 150
_THEY: Final = {
    "we": "they", "we're": "they're", "we've": "they've", "we'll": "they'll", "we'd": "they'd",
    "our": "their", "ours": "theirs", "us": "them", "ourselves": "themselves",
}  # fmt: skip
_WE: Final = re.compile(r"\b(?:we(?:'(?:re|ve|ll|d))?|ours?|us|ourselves)\b", re.IGNORECASE)
_FOR: Final = authored("Views differ. One: ")
_AGAINST: Final = authored(" Another: ")


def draft_of(
    session_id: str,
    point: Point,
    proposal: Proposal | None,
    turns: Sequence[CleanTurn],
    brief: Brief,
) -> Draft:
    """Dispose: verify the proposed statement, or fall back to the best sentence itself."""
    statement = None if point.rivals else _accepted(point, proposal, brief)
    said = [*point.said, *point.rivals]
    evidence = quotes_of(said, turns)
    speakers = {piece.speaker for piece in evidence}
    rivals = {
        turn.speaker for turn in turns if turn.index in {piece.turn for piece in point.rivals}
    }
    return Draft(
        id=insight_id(session_id, point.said[0]),
        statement=statement or own_words(point),
        origin="model" if statement else "extractive",
        evidence=evidence,
        score=point.score,
        kind=point.kind,
        severity=point.severity,
        dissent=sorted(rivals & speakers),
    )


def insight_id(session_id: str, said: Said) -> str:
    """The same words of the same session always get the same id, also after a crash."""
    source = f"{session_id}:{said.turn}:{said.start}"
    return f"i{hashlib.sha256(source.encode()).hexdigest()[:_ID_DIGITS]}"


def own_words(point: Point) -> CleanText:
    """What stands best on its own; both sides' words where juniors disagree."""
    mine = own_wording(point.said)
    if not point.rivals:
        return mine
    theirs = own_wording(point.rivals)
    return join_clean([_FOR, mine, _AGAINST, theirs], separator="")


def _accepted(point: Point, proposal: Proposal | None, brief: Brief) -> CleanText | None:
    if proposal is None:
        return None
    ground = Ground(
        evidence=text_of(point.said),
        around=[point.question, brief.decision, *brief.options, *brief.what_would_change_it],
    )
    statement = finished(proposal.statement)
    return None if refusal(statement, ground) else statement


def finished(statement: str) -> CleanText:
    """Make the wording one written sentence in the third person, or as near as rules can.

    Keeps the first whole sentence (a cut one to its last whole clause), drops "the employee says
    that", and lets "we" speak of "they": the reader is not one of them.
    """
    text = _REPORTED.sub("", statement.strip().strip('"{}').strip())
    first = _SENTENCE_END.split(text)[0]
    text = first if len(first.split()) >= MIN_WORDS else text
    if text and text[-1] not in ".!":
        text = _LAST_CLAUSE.sub("", text) if len(text) > _CUT_FROM else text
    text = _WE.sub(lambda found: _THEY[found.group().lower()], text.strip(" ,;:"))
    if not text:
        return derived(statement)
    ended = text if text[-1] in ".!" else f"{text}."
    return derived(ended[0].upper() + ended[1:])
