"""Judge: a large model reads the whole talk and says which sentences carry a point.

Code disposes: it sees numbered clean sentences without what must not travel, its answer is only
numbers and labels, and what does not hold is dropped. Words are chosen later, sentence by sentence,
as for a small model; where it says nothing, the trained heads pick. A disclosure that the fork did
not hear and the model does goes the way of the others, to its junior alone; what the fork heard it
never sees.
"""

import asyncio
from collections.abc import Collection, Sequence
from typing import Final, Literal

from pydantic import BaseModel, Field

from graphs.debrief.forking import divert
from graphs.debrief.names import stands_in
from graphs.debrief.ports import DebriefContext
from graphs.debrief.reading import Reading
from graphs.debrief.salience.selecting import FEWEST, MOST
from graphs.debrief.sentences import Sentence
from graphs.debrief.state import Barred, Diverted, LeftName, Point
from graphs.debrief.stretches import EVIDENCE
from graphs.errors import ModelSilent
from graphs.ports import ChatModel, Prompt
from graphs.prompting import render
from guardrails.briefs.brief import Brief
from guardrails.families import EscalationCategory, Kind, Severity
from guardrails.scrub.readable import readable
from guardrails.scrub.results import CleanTurn
from guardrails.text import derived
from knowledge.words import stop_words

PROMPT: Final = "debrief/judge"
_MOST_TOKENS: Final = 900
_LONGEST_QUESTION: Final = 240
_LONGEST_TOLD: Final = 8
"""Most sentences of one disclosure."""


class Picked(BaseModel):
    """One point: numbers of sentences, most telling first, and what it is."""

    use: list[int]
    kind: Kind = "friction"
    severity: Severity = "medium"


class Serious(BaseModel):
    """A disclosure: numbers of the sentences that tell it, and of what kind it is."""

    use: list[int]
    category: EscalationCategory


class Missed(BaseModel):
    """A name that the scrubber left, as it stands in a sentence."""

    word: str = Field(min_length=1, max_length=60)
    what: Literal["person", "organisation"]


class Picks(BaseModel):
    """What the model answers."""

    points: list[Picked] = Field(max_length=2 * MOST)
    serious: list[Serious] = Field(default_factory=list, max_length=MOST)
    names: list[Missed] = Field(default_factory=list, max_length=40)


async def judged(reading: Reading, context: DebriefContext) -> Picks:
    """Return what a large model says of a talk; nothing without one, or when it does not answer."""
    model, sentences = context.model, reading.open()
    if model is None or model.strength != "large" or not sentences:
        return Picks(points=[])
    try:
        async with asyncio.timeout(context.judging_s):
            return await judge(model, reading.turns, sentences, context.brief)
    except (ModelSilent, TimeoutError):
        return Picks(points=[])


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


async def judge(
    model: ChatModel, turns: Sequence[CleanTurn], sentences: dict[int, Sentence], brief: Brief
) -> Picks:
    """Return the points the model picks, best first, and what it says was disclosed.

    Both are empty when it gave nothing usable.

    ``sentences`` may be picked, by the number that stands for each.

    Raises:
        ModelSilent: when no answer can be had at all.
    """
    answer = await model.propose(
        prompt_for(turns, sentences, brief), Picks, max_tokens=_MOST_TOKENS
    )
    return disposed(answer, set(sentences))


def disposed(answer: Picks | None, offered: set[int]) -> Picks:
    """Keep what was offered, each sentence once, and no more points than a talk is worth.

    What is serious is taken first: it is in no point.
    """
    if answer is None:
        return Picks(points=[])
    left = set(offered)

    def taken(use: Sequence[int], most: int) -> dict[str, list[int]]:
        mine = [number for number in dict.fromkeys(use) if number in left][:most]
        left.difference_update(mine)
        return {"use": mine}

    serious = [each.model_copy(update=taken(each.use, _LONGEST_TOLD)) for each in answer.serious]
    points = [each.model_copy(update=taken(each.use, EVIDENCE)) for each in answer.points]
    return Picks(
        points=[each for each in points if each.use][:MOST],
        serious=[each for each in serious if each.use],
        names=answer.names,
    )


def prompt_for(turns: Sequence[CleanTurn], sentences: dict[int, Sentence], brief: Brief) -> Prompt:
    """Render the prompt: the decision, and the talk with its sentences by number."""
    return render(
        PROMPT,
        decision=brief.decision,
        changes="\n".join(brief.what_would_change_it),
        talk="\n".join(_lines(turns, sentences)),
        fewest=FEWEST,
        most=MOST,
    )


def _lines(turns: Sequence[CleanTurn], sentences: dict[int, Sentence]) -> list[str]:
    said: dict[int, list[str]] = {}
    for number, sentence in sentences.items():
        said.setdefault(sentence.turn, []).append(f"{number}. {readable(sentence.text)}")
    lines: list[str] = []
    for turn in turns:
        if turn.role == "senior":
            lines.append(f"leader: {readable(turn.text)[-_LONGEST_QUESTION:]}")
        elif turn.index in said:
            lines += [f"{turn.speaker}:", *said[turn.index]]
    return lines
