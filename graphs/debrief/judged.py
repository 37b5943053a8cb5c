"""What becomes of a large model's word on a talk: points, disclosures, names that were missed.

A talk goes in parts that fit a prompt. A disclosure that the fork did not hear and the model does
goes the way of the others, to its junior alone; what the fork heard the model never sees.
"""

import asyncio
import math
from collections.abc import Collection, Sequence
from itertools import zip_longest
from typing import Final

from graphs.debrief.forking import divert
from graphs.debrief.judging import MOST_NAMES, Picks, judge
from graphs.debrief.names import stands_in
from graphs.debrief.ports import DebriefContext
from graphs.debrief.reading import Reading
from graphs.debrief.salience.selecting import MOST
from graphs.debrief.sentences import Sentence
from graphs.debrief.state import Barred, Diverted, LeftName, Point
from graphs.errors import ModelSilent
from graphs.ports import ChatModel
from guardrails.scrub.results import CleanTurn
from guardrails.text import derived
from knowledge.words import stop_words

_PART_WORDS: Final = 4500
"""Words of the juniors a prompt: with numbers and the leader's turns some 9,000 tokens."""


async def judged(reading: Reading, context: DebriefContext) -> Picks:
    """Return what a large model says of a talk; nothing without one, or when it does not answer."""
    model, sentences = context.model, reading.open()
    if model is None or not reads_talks(model) or not sentences:
        return Picks(points=[])
    try:
        async with asyncio.timeout(context.judging_s):
            parts = [
                judge(model, turns, part, context.brief)
                for turns, part in zip(*_in_parts(reading.turns, sentences), strict=True)
            ]
            return joined(await asyncio.gather(*parts))
    except (ModelSilent, TimeoutError):
        return Picks(points=[])


def reads_talks(model: ChatModel) -> bool:
    """Only a large model judges."""
    return model.strength == "large"


def parts_of(sentences: dict[int, Sentence]) -> list[dict[int, Sentence]]:
    """Cut a long talk into equal parts between turns, each what any large model keeps in sight."""
    words = sum(each.words for each in sentences.values())
    share = words / max(1, math.ceil(words / _PART_WORDS))
    parts: list[dict[int, Sentence]] = [{}]
    before, turn = 0, -1
    for number, sentence in sentences.items():
        if sentence.turn != turn and before >= share * len(parts):
            parts.append({})
        parts[-1][number] = sentence
        before, turn = before + sentence.words, sentence.turn
    return parts


def _in_parts(
    turns: Sequence[CleanTurn], sentences: dict[int, Sentence]
) -> tuple[list[list[CleanTurn]], list[dict[int, Sentence]]]:
    """The parts, and the turns that each needs to be understood."""
    parts = parts_of(sentences)
    starts = [0, *(next(iter(part.values())).turn for part in parts[1:])]
    ends = [*starts[1:], turns[-1].index + 1]
    spans = zip(starts, ends, strict=True)
    return [[turn for turn in turns if a <= turn.index < b] for a, b in spans], parts


def joined(answers: Sequence[Picks]) -> Picks:
    """The answers to the parts of a talk as one: the best of each part, then the next ones."""
    rows = zip_longest(*(answer.points for answer in answers))
    points = [point for row in rows for point in row if point is not None]
    return Picks(
        points=points[:MOST],
        serious=[each for answer in answers for each in answer.serious],
        names=[each for answer in answers for each in answer.names][:MOST_NAMES],
    )


def disclosed(
    picks: Picks, reading: Reading, known: Collection[int]
) -> tuple[list[Diverted], list[Barred]]:
    """Send what the model heard the way of other disclosures, all turns of one as one.

    It is asked about where its most telling sentence stands, unless that turn (``known``) has one.
    """
    told = [reading.told(each.use, each.category) for each in picks.serious]
    _, barred = divert(reading.turns, [place for places in told for place in places])
    asked, _ = divert(reading.turns, [places[0] for places in told])
    first = {each.turn: each for each in reversed(asked) if each.turn not in known}
    return sorted(first.values(), key=lambda each: each.turn), barred


def picked_points(picks: Picks, reading: Reading) -> list[Point]:
    """Make points of what the model picked and is still within reach."""
    sentences = reading.open()
    kept = [(each, [at for at in each.use if at in sentences]) for each in picks.points]
    return reading.of((use, (each.kind, each.severity)) for each, use in kept if use)


def names_left(picks: Picks, reading: Reading) -> list[LeftName]:
    """The names that really stand in a sentence; what the brief itself names is no secret."""
    talk = "\n".join(sentence.text for sentence in reading.heard.sentences)
    brief = reading.brief
    known = "\n".join([brief.decision, *brief.options, *brief.what_would_change_it])
    return [
        LeftName(derived(each.word.strip()), each.what)
        for each in picks.names
        if each.word.strip().lower() not in stop_words()
        and stands_in(each.word, talk)
        and not stands_in(each.word, known)
    ]
