"""What ear and reader learn from and are tried on: our lines, the rules' examples, whole talks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

import guardrails.escalation
from evals.salience.data import Talk, read_folders, read_own
from evals.salience.train import BLIND, DEMO, SHARED
from guardrails.escalation.ear import HARMLESS
from guardrails.scrub.readable import readable
from guardrails.text import CleanText, authored, derived
from guardrails.transcript.pieces import cut

ROOM: Final = Path(str(guardrails.escalation.__file__)).parent
FOLDS: Final = 5
_LINES: Final = Path(__file__).parent / "lines"
_MOST_PIECES: Final = 2
_ALWAYS_LEARNED: Final = -1


@dataclass(frozen=True, slots=True)
class Row:
    """A text with its label; ``fold`` keeps what belongs together together, -1 is always learned.

    ``talk`` and ``line`` number where it comes from, -1 elsewhere. ``tried`` marks what is never
    learned from: a talk's own disclosure, and the single windows of a line, of which nobody can
    say which one tells it.
    """

    text: CleanText
    label: str
    fold: int
    talk: int = -1
    line: int = -1
    tried: bool = False


def gather() -> list[Row]:
    """Our lines, the examples of the rules, and every labelled talk there is."""
    talks = [*read_folders(SHARED), *read_folders(BLIND), *read_folders(DEMO), *read_own()]
    spoken = (row for number, talk in enumerate(talks) for row in _of_talk(number, talk))
    return [*_of_lines(), *_of_rules(), *spoken]


def _of_lines() -> Iterator[Row]:
    number = 0
    for fold, file in enumerate(sorted(_LINES.glob("*.tsv"))):
        for line in file.read_text("utf-8").splitlines():
            label, text = line.split("\t", 1)
            said = authored(text.strip())
            yield Row(said, label, fold % FOLDS, line=number)
            for part in dict.fromkeys(_parts(said)):
                if part != said:
                    yield Row(part, label, fold % FOLDS, line=number, tried=True)
            number += 1


def _of_rules() -> Iterator[Row]:
    examples: dict[str, list[str]] = yaml.safe_load((ROOM / "examples.yaml").read_text("utf-8"))
    for label, said in examples.items():
        kind = HARMLESS if label == "harmless" else label
        yield from (Row(authored(text), kind, _ALWAYS_LEARNED) for text in said)


def _of_talk(number: int, talk: Talk) -> Iterator[Row]:
    """Windows of a junior's turns, as the finder cuts them."""
    for turn in talk.turns:
        if turn.role == "senior":
            continue
        told = [(start, end) for index, start, end in talk.escalations if index == turn.index]
        for start, end in _spans(turn.text):
            own = any(start < stop and end > begin for begin, stop in told)
            said = readable(derived(turn.text[start:end]))
            yield Row(said, HARMLESS, number % FOLDS, talk=number, tried=own)


def _parts(text: CleanText) -> Iterator[CleanText]:
    return (derived(text[start:end]) for start, end in _spans(text))


def _spans(text: CleanText) -> Iterator[tuple[int, int]]:
    """One and two neighbouring pieces."""
    pieces: Sequence[tuple[int, int]] = cut(text)
    for size in range(1, _MOST_PIECES + 1):
        for at in range(len(pieces) - size + 1):
            yield pieces[at][0], pieces[at + size - 1][1]
