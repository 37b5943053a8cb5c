"""The taught reader hears what no rule foresaw, reads little, and refuses other weights."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from evals.salience.data import Talk
from guardrails.escalation import Escalation, find_escalations
from guardrails.escalation.reader import CLASSES, read, shipped
from guardrails.taught import POOLED, TAUGHT_ON, Changes, Reader, ReaderMismatch, unpack
from guardrails.text import CleanText, authored
from knowledge.transformer import MiniLM
from tests.unit.escalation.test_finding import TALKS, embed, say

MODEL = MiniLM()


def heard(text: str, model: MiniLM = MODEL) -> list[Escalation]:
    return find_escalations(say(("junior", text)), embed, model)


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        (
            "harassment",
            (
                "the site manager waits till everybody has left and then he comes into the changing"
                " room when I am in there"
            ),
            "told as a scene: no word of it is grave alone",
        ),
        (
            "safety",
            (
                "The lift stops between floors with people in it and the landlord just had the"
                " alarm button disconnected."
            ),
            "a danger and who hides it, without the word",
        ),
        (
            "data_breach",
            (
                "my colleague reads out what the patients wrote on the form while the cleaners are"
                " in the room and they laugh"
            ),
            "who hears it makes it one, not that it is read",
        ),
    ],
)
def test_what_is_told_plainly_is_heard(kind: str, text: str, why: str) -> None:
    assert find_escalations(say(("junior", text))) == [], "a rule knows it already"
    assert [each.category for each in heard(text)] == [kind], why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "we lost the customer list in the migration and typed it again from paper",
            "the ear is nearly certain of it; nobody else has the list",
        ),
        (
            "They weigh every crate twice and the second weight is the one on the invoice.",
            "a check that works",
        ),
        (
            "The trainer calls everybody chief and slaps the table when somebody gets it right.",
            "names and slaps, of a table",
        ),
        (
            "We go into the cold store in pairs, one watches, and the door opens from inside.",
            "a danger that is guarded",
        ),
    ],
)
def test_what_only_sounds_grave_stays(text: str, why: str) -> None:
    assert heard(text) == [], why


@pytest.mark.parametrize("talk", TALKS, ids=[talk.name[:2] for talk in TALKS])
def test_sample_sessions_keep_their_points(talk: Talk) -> None:
    found = find_escalations(talk.turns, embed, MODEL)
    assert {each.turn for each in found} == {turn for turn, _, _ in talk.escalations}


@pytest.mark.parametrize(
    ("before", "why"),
    [
        ("and ", "talk goes on in mid-thought"),
        ("so um yeah ", "and hesitates"),
    ],
)
def test_how_a_clause_is_tied_to_the_last_one_changes_nothing(before: str, why: str) -> None:
    said = "my lead takes the customer cards home on a stick and his wife sells insurance with them"
    alone, tied = read([authored(said), authored(before + said)], MODEL)
    assert tied == pytest.approx(alone), why


def test_a_placeholder_is_read_as_somebody() -> None:
    said = "{} takes the customer cards home on a stick and his wife sells insurance with them"
    texts = [authored(said.format(who)) for who in ("[a colleague]", "somebody")]
    masked, plain = read(texts, MODEL)
    assert masked == pytest.approx(plain)


class Counting:
    """Reads nothing and remembers how much it was given."""

    name = TAUGHT_ON

    def __init__(self) -> None:
        self.given = 0

    def pooled(self, texts: Sequence[CleanText], changes: Changes) -> npt.NDArray[np.float32]:
        assert changes, "the taught layers are handed over"
        self.given += len(texts)
        return np.zeros((len(texts), POOLED), dtype=np.float32)


def test_it_reads_little_of_a_talk() -> None:
    model, spoken = Counting(), [turn for talk in TALKS for turn in talk.turns]
    find_escalations(spoken, embed, model)
    words = sum(len(turn.text.split()) for turn in spoken if turn.role != "senior")
    assert 0 < model.given < words / 60  # an hour of talk, 9,000 words: 150 windows, two seconds


class Other(Counting):
    name = "another"


def test_weights_never_meet_another_model() -> None:
    with pytest.raises(ReaderMismatch):
        read([authored("The guard is off.")], Other())


def opened(arrays: Mapping[str, npt.NDArray[Any]]) -> Reader:
    return unpack(arrays, CLASSES)


def stored() -> dict[str, npt.NDArray[Any]]:
    reader = shipped()
    pairs = {f"{name}|down": down for name, (down, _) in reader.changes.items()}
    pairs |= {f"{name}|up": up for name, (_, up) in reader.changes.items()}
    head = {"weights": reader.weights, "bias": reader.bias}
    return {"classes": np.array(reader.classes), **pairs, **head}


def test_what_was_stored_is_what_is_read() -> None:
    assert opened(stored()).changes.keys() == shipped().changes.keys()


FIRST = "encoder.layer.3.output.dense"
SHAPELESS: Mapping[str, npt.NDArray[Any]] = {
    "weights": np.zeros((6, POOLED // 2)),
    "bias": np.zeros(5),
    "classes": np.array(["none", "legal"]),
    f"{FIRST}|down": np.zeros((4, 1536)),
    f"{FIRST}|up": np.zeros(384),
}


@pytest.mark.parametrize("part", SHAPELESS)
def test_weights_of_another_shape_are_refused(part: str) -> None:
    with pytest.raises(ReaderMismatch):
        opened({**stored(), part: SHAPELESS[part]})


@pytest.mark.parametrize("part", SHAPELESS)
def test_incomplete_weights_are_refused(part: str) -> None:
    with pytest.raises(ReaderMismatch):
        opened({name: value for name, value in stored().items() if name != part})


def test_numbers_that_are_none_are_refused() -> None:
    with pytest.raises(ReaderMismatch):
        opened({**stored(), "bias": np.full(6, np.nan)})
