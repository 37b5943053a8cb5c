"""``coach eval search``: themes, releases and search against naive builds, on labeled data."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import coach.silence  # noqa: F401 - keeps the embedder's runtime quiet
from evals.search.attacks import isolating
from evals.search.naive import Naive
from evals.search.ours import Ours
from evals.search.retrieval import measure, read_task
from evals.search.scoring import Question, majority, purity, score
from evals.search.table import report
from evals.themes.labeled import Labeled, insight, records
from knowledge.embedding import MiniLMEmbedder

_TASKS = ("qmsum_insights", "banking77_themes")
_FIRST = 3


def run(data: Path) -> dict[str, Any]:
    """Measure on ``data`` (the folder of the shared corpora) and return the figures."""
    embedder = MiniLMEmbedder()
    programme = _programme(data / "search" / "insights_dev.jsonl")
    questions: list[Question] = list(records(data / "search" / "queries_dev.jsonl"))
    theme_of = dict(zip((one.id for one in programme.insights), programme.themes, strict=True))
    naive = Naive(programme, embedder, len(set(programme.themes)))
    figures: dict[str, Any] = {}
    for k in (5, 3):
        figures[f"k={k}"] = _release(Ours(programme, embedder, k), questions, theme_of)
        figures[f"naive k={k}"] = _naive(naive, questions, theme_of, k)
    for task in _TASKS:
        figures[task] = measure(read_task(data / "retrieval" / task), embedder)
    return {**figures, "report": report(figures)}


def _programme(path: Path) -> Labeled:
    rows = list(records(path))
    themes = tuple(row["theme_gold"] for row in rows)
    return Labeled("bank", tuple(insight(row) for row in rows), themes)


def _release(
    ours: Ours, questions: list[Question], theme_of: Mapping[str, str]
) -> dict[str, float]:
    juniors = {one.id: one.juniors for one in ours.programme.insights}
    scores = score(questions, ours.answers(questions), theme_of, juniors, ours.k)
    tried, isolated = isolating(ours)
    return {
        **scores.as_figures(),
        "purity": round(purity(ours.theme_of, theme_of), 3),
        "themes": len(ours.release.themes),
        "filter_pairs_compared": tried,
        "filter_pairs_isolating": isolated,
    }


def _naive(
    naive: Naive, questions: list[Question], theme_of: Mapping[str, str], k: int
) -> dict[str, float]:
    found = held = answerable = withhold = 0
    for question, groups in zip(questions, naive.answers(questions, k), strict=True):
        right = set(question[f"answerable_k{k}"])
        if right:
            answerable += 1
            found += bool(right & {majority(group, theme_of) for group in groups[:_FIRST]})
        else:
            withhold += 1
            held += not groups
    return {
        "answerable_found_in_first_three": round(found / answerable, 3),
        "withheld_rightly": round(held / withhold, 3),
        "purity": round(purity(naive.group_of, theme_of), 3),
    }
