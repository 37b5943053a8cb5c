"""The figures of the search suite as Markdown."""

from collections.abc import Mapping
from typing import Any

_CAVEAT = (
    "Weights and thresholds were chosen on this very pack, so an unseen programme will do worse;"
    " `python -m evals.search.train --check` leaves each question out."
)
_WHAT = {
    "answerable_found_in_first_three": ("answerable: right theme among the first three", "≥ .80"),
    "withheld_rightly": ("to be withheld: withheld", "≥ .90"),
    "questions_showing_unsupported_words": ("questions showing unsupported words", "≤ 2"),
    "themes_shown_with_fewer_than_k": ("themes shown with fewer than k juniors", "0"),
    "filter_pairs_isolating": ("pairs of filters that isolate somebody", "0"),
    "purity": ("theme purity", "≥ .70"),
}


def report(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """Two tables: the programme at k = 5 and 3 beside the naive build, and plain retrieval."""
    runs = [name for name in figures if "k=" in name]
    lines = [
        _CAVEAT,
        "",
        f"| development programme | {' | '.join(runs)} | target |",
        f"|---|{'---|' * len(runs)}---|",
    ]
    for key, (words, target) in _WHAT.items():
        cells = " | ".join(str(figures[run].get(key, "–")) for run in runs)
        lines.append(f"| {words} | {cells} | {target} |")
    lines += ["", "| retrieval, nDCG@10 / recall@10 | " + " | ".join(_subjects(figures)) + " |"]
    lines.append("|---|" + "---|" * len(_subjects(figures)))
    for task, subjects in figures.items():
        if "k=" not in task:
            cells = " | ".join(
                f"{each['ndcg@10']} / {each['recall@10']}" for each in subjects.values()
            )
            lines.append(f"| {task} | {cells} |")
    return "\n".join(lines)


def _subjects(figures: Mapping[str, Mapping[str, Any]]) -> list[str]:
    return next(list(subjects) for task, subjects in figures.items() if "k=" not in task)
