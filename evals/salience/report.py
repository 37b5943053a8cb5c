"""The figures of a leave-one-session-out run, one line a talk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

from graphs.debrief.salience.heads import Heads
from graphs.debrief.salience.selecting import Group

if TYPE_CHECKING:
    from evals.salience.data import Talk
    from evals.salience.train import Lesson


def report(results: "Sequence[tuple[Lesson, Heads, list[Group]]]") -> None:
    """Print gold found, precision of picks and AUC for each talk, and over all."""
    print(f"{'talk':28} found   picks right repeat  AUC")
    total = np.zeros(5)
    aucs = []
    for lesson, heads, groups in results:
        found, right, repeated = score(lesson.talk, groups)
        truth = [label is not None for label in lesson.labels]
        auc = float(roc_auc_score(truth, heads.point.logits(lesson.rows)[:, 0]))
        aucs.append(auc)
        total += [found, len(lesson.talk.points), len(groups), right, repeated]
        print(
            f"{lesson.talk.name[:28]:28} {found:2}/{len(lesson.talk.points):2}   {len(groups):4} "
            f"{right:5} {repeated:5}   {auc:.3f}"
        )
    found, points, picks, right, repeated = (int(value) for value in total)
    print(
        f"found {found / points:.1%}, precision {right / picks:.1%} "
        f"({(right - repeated) / picks:.1%} without repeats), AUC {np.mean(aucs):.3f}"
    )
    print(f"kind {_agreement(results, 'kind'):.1%}, severity {_agreement(results, 'severity'):.1%}")


def score(talk: "Talk", groups: Sequence[Group]) -> tuple[int, int, int]:
    """Gold points found, groups that find any, and groups that only find what was found before."""
    found: set[str] = set()
    right = repeated = 0
    for group in groups:
        hit = hits(talk, group)
        right += bool(hit)
        repeated += bool(hit) and hit <= found
        found |= hit
    return len(found), right, repeated


def hits(talk: "Talk", group: Group) -> set[str]:
    """The points whose every keyword group has a word in the sentences of the group."""
    text = " ".join(sentence.text for sentence in group.sentences).lower()
    return {
        point.id
        for point in talk.points
        if all(any(word.lower() in text for word in words) for words in point.keywords)
    }


def _agreement(results: "Sequence[tuple[Lesson, Heads, list[Group]]]", name: str) -> float:
    same = []
    for lesson, _, groups in results:
        gold = {point.id: point for point in lesson.talk.points}
        for group in groups:
            hit = hits(lesson.talk, group)
            same += [getattr(gold[i], name) == getattr(group, name) for i in hit]
    return float(np.mean(same))
