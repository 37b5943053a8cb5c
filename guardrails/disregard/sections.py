"""What the layout of notes says: a heading or a label that takes its lines out of the report.

Juniors write for themselves first. A heading such as "What she thinks" or "To do" speaks for all
its lines, a label such as "todo:" for its own, and a line marked as private is nobody's business.
"""

from collections.abc import Sequence
from typing import Final

from guardrails.disregard.found import Disregarded, Reason
from guardrails.disregard.patterns import read_patterns
from guardrails.scrub.results import CleanTurn
from guardrails.transcript.pieces import cut

_KINDS: Final[dict[str, Reason]] = {
    "private": "kept_private",
    "senior": "view_of_the_senior",
    "talk": "about_the_conversation",
}
_THOUGHT: Final = 60
"""Words of a turn that is one thought: a mark of privacy in it means all of it."""


def find_sections(turns: Sequence[CleanTurn]) -> list[Disregarded]:
    """Find the lines of notes whose heading or label says that they are not for the report."""
    if any(turn.role != "junior" for turn in turns):
        return []
    found: list[Disregarded] = []
    under: Reason | None = None
    for turn in turns:
        if turn.heading:
            under = _meaning(turn.text, "heading") or _meaning(turn.text, "label")
        reason = under or _meaning(turn.text, "label")
        if reason and not turn.heading:
            found.append(Disregarded(reason, turn.index, 0, len(turn.text)))
    return found


def find_kept_private(turns: Sequence[CleanTurn]) -> list[Disregarded]:
    """Find what the junior asked to leave out, with the words right beside that wish."""
    return [found for turn in turns if turn.role == "junior" for found in _private(turn)]


def _meaning(text: str, place: str) -> Reason | None:
    lower = text.lower().replace("\u2019", "'")
    patterns = read_patterns("sections")
    hits = (kind for kind in _KINDS if patterns[f"{kind}_{place}"].search(lower))
    return next((_KINDS[kind] for kind in hits), None)


def _private(turn: CleanTurn) -> list[Disregarded]:
    pieces = cut(turn.text)
    wish = read_patterns("sections")["private_wish"]
    marked = [
        at for at, (start, end) in enumerate(pieces) if wish.search(turn.text[start:end].lower())
    ]
    if not marked:
        return []
    if len(turn.text.split()) <= _THOUGHT:
        return [Disregarded("kept_private", turn.index, 0, len(turn.text))]
    near = sorted({at + step for at in marked for step in (-1, 0, 1)} & set(range(len(pieces))))
    return [Disregarded("kept_private", turn.index, *pieces[at]) for at in near]
