"""Judge: a large model reads the whole talk and says which sentences carry a point.

Code disposes: it sees numbered clean sentences without what must not travel, its answer is only
numbers and two labels, and what does not hold is dropped. Words are chosen later, sentence by
sentence, as for a small model; where it says nothing, the trained heads pick.
"""

from collections.abc import Sequence
from typing import Final

from pydantic import BaseModel, Field

from graphs.debrief.salience.selecting import FEWEST, MOST
from graphs.debrief.sentences import Sentence
from graphs.debrief.stretches import EVIDENCE
from graphs.ports import ChatModel, Prompt
from graphs.prompting import render
from guardrails.briefs.brief import Brief
from guardrails.families import Kind, Severity
from guardrails.scrub.readable import readable
from guardrails.scrub.results import CleanTurn

PROMPT: Final = "debrief/judge"
_MOST_TOKENS: Final = 900
_LONGEST_QUESTION: Final = 240


class Picked(BaseModel):
    """One point: numbers of sentences, most telling first, and what it is."""

    use: list[int]
    kind: Kind = "friction"
    severity: Severity = "medium"


class Picks(BaseModel):
    """What the model answers."""

    points: list[Picked] = Field(max_length=2 * MOST)


async def judge(
    model: ChatModel, turns: Sequence[CleanTurn], sentences: dict[int, Sentence], brief: Brief
) -> list[Picked]:
    """Return the points the model picks, best first; [] when it gave nothing usable.

    ``sentences`` may be picked, by the number that stands for each.

    Raises:
        ModelSilent: when no answer can be had at all.
    """
    answer = await model.propose(
        prompt_for(turns, sentences, brief), Picks, max_tokens=_MOST_TOKENS
    )
    return disposed(answer, set(sentences))


def disposed(answer: Picks | None, offered: set[int]) -> list[Picked]:
    """Keep what was offered, each sentence once, and no more points than a talk is worth."""
    kept: list[Picked] = []
    for point in answer.points if answer else []:
        use = [number for number in dict.fromkeys(point.use) if number in offered][:EVIDENCE]
        offered = offered - set(use)
        if use:
            kept.append(point.model_copy(update={"use": use}))
    return kept[:MOST]


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
