"""Where juniors disagree: both views belong in one insight, never one side as everybody's."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graphs.debrief.state import Point, Said
from guardrails.scrub.results import CleanTurn

_OBJECTION: Final = re.compile(
    r"\b(?:i (?:don't|do not|can't|wouldn't) (?:agree|think so|believe)|i disagree|"
    r"not (?:for us|in my|with us|at mine|here|true)|"
    r"for (?:us|me) (?:it's |i think |it is )?(?:the )?(?:opposite|different|not)|"
    r"the opposite|on the contrary|(?:mine|ours) (?:would|do|does|are|is|like)|"
    r"in my (?:hub|team|office|shop|case|place) (?:they|it|we)|that's not|"
    r"no,? (?:no|wait|i)|i'd still say|we don't have that)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS: Final = 5


def with_rivals(points: Sequence[Point], turns: Sequence[CleanTurn]) -> list[Point]:
    """Move the sentences of a junior who objects to the rivals of the point."""
    speakers = {turn.index: turn.speaker for turn in turns if turn.role == "junior"}
    if len(set(speakers.values())) < 2:  # noqa: PLR2004 - it takes two to disagree
        return list(points)
    return [_split(point, speakers) for point in points]


def _split(point: Point, speakers: dict[int, str]) -> Point:
    """One side is the best sentence's speaker, the other whoever objects."""
    leader = speakers.get(point.said[0].turn)
    others = [said for said in point.said if speakers.get(said.turn) != leader]
    objection = next((said for said in _in_order(point.said) if _objects(said)), None)
    if objection is None or not others:
        return point
    rivals = sorted(others, key=lambda said: -said.score)
    mine = [said for said in point.said if speakers.get(said.turn) == leader]
    return replace(point, said=mine, rivals=rivals)


def _objects(said: Said) -> bool:
    return bool(_OBJECTION.search(said.text)) and len(said.text.split()) >= _FEWEST_WORDS


def _in_order(said: Sequence[Said]) -> list[Said]:
    return sorted(said, key=lambda each: (each.turn, each.start))
