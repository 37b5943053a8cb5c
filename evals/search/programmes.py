"""Programmes with questions whose answers are known, and models that never saw one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from evals.search.scoring import Question
from evals.themes.labeled import DEVICES, SEARCH_PACK, Labeled, bank, devices, labeled, records
from evals.themes.train import blocks, embedded, train
from knowledge.themes.same_issue import SameIssue, read, shipped


@dataclass(frozen=True, slots=True)
class Asked:
    """A labeled programme and its questions."""

    programme: Labeled
    questions: Sequence[Question]


def asked() -> dict[str, Asked]:
    """The programmes that have questions, by name."""
    return {
        "bank": Asked(bank(), list(records(SEARCH_PACK / "queries_dev.jsonl"))),
        "devices": Asked(devices(), list(records(DEVICES / "queries.jsonl"))),
    }


@lru_cache(maxsize=8)
def left_out(name: str) -> SameIssue:
    """Train the theme model on all labeled programmes but one."""
    rest = {other: each for other, each in labeled().items() if other != name}
    vectors = embedded(rest)
    compared = {other: blocks(each, vectors[other]) for other, each in rest.items()}
    return read(train(compared, shipped().thresholds))
