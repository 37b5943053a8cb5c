"""Whose view is it? In notes the senior speaks inside the junior's bullets: ``Jo: "..."``.

The senior of notes is the person who is most often reported as saying, thinking or asking; in
clean text that is a placeholder or an initial. Sentences that report this person's view are
passed over; what a colleague told, and what the junior saw, stays.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from guardrails.disregard.found import Disregarded
from guardrails.scrub.results import CleanTurn
from guardrails.transcript.pieces import cut, sentences

_WHO: Final = r"(?:<PERSON_\d+>|[A-Z]\.|[A-Z]\b|[A-Z][a-z]+)"
_VERBS: Final = (
    r"(?:says?|said|thinks?|thought|believes?|believed|feels?|felt|asks?|asked|wants?|wanted"
    r"|suggests?|suggested|reckons?|argues?|argued|insists?|likes?|liked|prefers?|laughed|laughs"
    r"|loves?|loved|hates?|hated|smiled|smiles|wonders?|wondered|defends?|defended"
    r"|surprised|went quiet|did(?:n't| not) (?:like|know|agree|believe)"
    r"|doesn't (?:like|agree|believe|think)|agrees?|agreed|promised|explained|explains|replied"
    r"|assumed|assumes|claims?|claimed|hopes?|expects?|told|mentioned|worried|worries|nodded"
    r"|sees?|is (?:sure|convinced|proud|not convinced|of the opinion)|was (?:sure|surprised))"
)
_SLOW: Final = r"(?:also |still |really |just |then |again |even |always )?"
_REPORTS: Final = re.compile(
    rf"^[\"'(]?(?P<who>{_WHO})(?:\s*(?P<colon>:)|['\u2019]s (?P<idea>idea|view|opinion|theory|point"
    rf"|take|answer|reaction|plan|feeling|guess)\b|\s+{_SLOW}(?P<verb>{_VERBS})\b)"
)
_VIEW_VERBS: Final = re.compile(
    r"think|thought|believe|feel|felt|reckon|argu|insist|like|prefer|assum"
)
_ACCORDING: Final = re.compile(
    rf"\b(?:according to|for|in the view of|to) (?P<who>{_WHO})(?:,| it(?:'s| is)\b| this)"
)
_GOES_ON: Final = re.compile(
    rf"^[\"'(]?(?:(?:[Hh]e|[Ss]he)(?:['\u2019]d|['\u2019]s)?\s+{_SLOW}(?:{_VERBS}|told|called)\b"
    r"|(?:Said|Says|Thinks|Thought|Asked|Wants|Wanted|Suggested|Laughed|Told|Replied)\b"
    r"|(?:[Hh]is|[Hh]er) (?:idea|view|opinion|words|answer|theory|point|take)\b)"
)
_QUOTED: Final = re.compile(r"^[\"\u201c(]")
_OFTEN: Final = 2


def find_attributed(turns: Sequence[CleanTurn]) -> list[Disregarded]:
    """Find the sentences of notes that report the senior's view; nothing in a talk with speakers.

    A talk with speakers needs none of this: there the role of the turn says whose view it is.
    """
    if any(turn.role != "junior" for turn in turns):
        return []
    senior = _most_reported(turns)
    if senior is None:
        return []
    return [view for turn in turns for view in _views(turn, senior)]


def _most_reported(turns: Sequence[CleanTurn]) -> str | None:
    counts = Counter(
        match["who"].rstrip(".")
        for turn in turns
        for start, end in cut(turn.text)
        if (match := _REPORTS.match(turn.text[start:end])) and match["who"] not in _NOBODY
    )
    likely = counts.most_common(1)
    return likely[0][0] if likely and likely[0][1] >= _OFTEN else None


_NOBODY: Final = frozenset(
    {"I", "It", "He", "She", "They", "We", "You", "This", "That", "Note", "So", "Nobody"}
    | {"Everybody", "Everyone", "Somebody", "People", "Who", "What", "Customers", "One", "Then"}
)


def _views(turn: CleanTurn, senior: str) -> list[Disregarded]:
    found: list[Disregarded] = []
    spoke = True  # a bullet may open with "he said": notes rarely name the senior twice
    for start, end in sentences(turn.text):
        piece = turn.text[start:end]
        reported = _REPORTS.match(piece) or _ACCORDING.search(piece)
        if reported and reported["who"] not in _NOBODY:
            spoke = _is_view(reported, senior)
        else:
            spoke = spoke and bool(_GOES_ON.match(piece) or (found and _QUOTED.match(piece)))
        if spoke:
            found.append(Disregarded("view_of_the_senior", turn.index, start, end))
    return found


def _is_view(reported: re.Match[str], senior: str) -> bool:
    """The senior's word, or anybody's opinion; what a colleague told or did is evidence."""
    groups = reported.groupdict()
    if groups["who"].rstrip(".") == senior or groups.get("colon") or groups.get("idea"):
        return groups["who"] not in _NOBODY
    opinion = groups.get("verb") and _VIEW_VERBS.match(groups["verb"])
    return bool(opinion) and groups["who"] not in _NOBODY
