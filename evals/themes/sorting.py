"""What a large model's sorting is worth, when it is not always right.

``python -m evals.themes.sorting``: purity of the labeled programmes by numbers alone, and with a
sorting in which a share of the insights stands in an issue drawn at random.
"""

import random

import coach.silence  # noqa: F401 - before the embedder's runtime
from evals.search.scoring import purity
from evals.themes.labeled import Labeled, labeled
from evals.themes.train import embedded
from knowledge.themes.assigning import assign
from knowledge.themes.judged import Sorted

_WRONG = (0.0, 0.1, 0.2)


def sortings(programme: Labeled, wrong: float) -> list[Sorted]:
    """One answer a family, in which a share of the insights is sorted at random."""
    chance = random.Random(1)  # noqa: S311 - guards nothing
    issues: dict[str, list[str]] = {}
    for one, theme in zip(programme.insights, programme.themes, strict=True):
        issues.setdefault(one.family, []).append(theme)
    families: dict[str, dict[str, set[str]]] = {}
    for one, theme in zip(programme.insights, programme.themes, strict=True):
        told = theme if chance.random() >= wrong else chance.choice(issues[one.family])
        families.setdefault(one.family, {}).setdefault(told, set()).add(one.id)
    return [[frozenset(group) for group in groups.values()] for groups in families.values()]


def main() -> None:
    """Print a line a programme and k."""
    programmes = labeled()
    vectors = embedded(programmes)
    for name, programme in programmes.items():
        insights = programme.insights
        truth = dict(zip((one.id for one in insights), programme.themes, strict=True))
        told = {f"{wrong:.0%} wrong": sortings(programme, wrong) for wrong in _WRONG}
        for k in (5, 3):
            figures = []
            for what, answers in {"numbers alone": [], **told}.items():
                found = assign(insights, vectors[name], {}, k, sorted_by_model=answers)
                figures.append(f"{what} {purity(found, truth):.3f}")
            print(f"{name}, k={k}: {', '.join(figures)}")


if __name__ == "__main__":
    main()
