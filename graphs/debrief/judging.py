"""Judge: a large model reads a talk and says which sentences carry a point.

Code disposes: it sees numbered clean sentences without what must not travel, its answer is only
numbers and labels, and what does not hold is dropped. Words are chosen later, sentence by sentence,
as for a small model; where it says nothing, the trained heads pick.
"""

from collections.abc import Sequence
from typing import Final, Literal

from pydantic import BaseModel, Field

from graphs.debrief.salience.selecting import FEWEST, MOST
from graphs.debrief.sentences import Sentence
from graphs.debrief.stretches import EVIDENCE
from graphs.ports import ChatModel, Prompt
from graphs.prompting import render
from guardrails.briefs.brief import Brief
from guardrails.families import EscalationCategory, Kind, Severity
from guardrails.scrub.readable import readable
from guardrails.scrub.results import CleanTurn

PROMPT: Final = "debrief/judge"
_MOST_TOKENS: Final = 900
_LONGEST_QUESTION: Final = 240
MOST_NAMES: Final = 40
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
    names: list[Missed] = Field(default_factory=list, max_length=MOST_NAMES)


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
