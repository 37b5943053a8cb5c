"""``coach eval search``: themes, releases and search against naive builds, on labeled data."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import coach.silence  # noqa: F401 - keeps the embedder's runtime quiet
from evals.search.attacks import isolating
from evals.search.naive import Naive
from evals.search.ours import Ours
from evals.search.plot import picture
from evals.search.programmes import Asked, asked, left_out
from evals.search.retrieval import measure, read_task
from evals.search.scoring import Question, majority, purity, score
from evals.search.table import report
from evals.search.train import examples, train
from evals.themes.clicking import clicked
from evals.themes.judging import judge
from evals.themes.labeled import Labeled, labeled
from evals.themes.train import check, embedded
from knowledge.embedding import MiniLMEmbedder
from knowledge.search.relevance import Relevance, read, shipped
from knowledge.taught import TaughtEmbedder
from knowledge.themes.same_issue import shipped as shipped_themes

PICTURE: Final = "search.svg"
_TASKS: Final = ("qmsum_insights", "banking77_themes")
_FIRST: Final = 3


def run(data: Path) -> dict[str, Any]:
    """Measure on ``data`` (the folder of the shared corpora) and return the figures.

    Every programme is judged by models that never saw it; ``shipped`` repeats it with those
    that ship, which saw all of them.
    """
    embedder, plain = TaughtEmbedder(), MiniLMEmbedder()
    programmes: dict[str, dict[str, Any]] = {}
    for name, each in asked().items():
        naive = Naive(each.programme, plain, len(set(each.programme.themes)))
        for k in (5, 3):
            unseen = Ours(each.programme, embedder, k, left_out(name), _relevance(name))
            programmes[f"{name} k={k}"] = {
                "ours": scored(unseen, each),
                "shipped": scored(Ours(each.programme, embedder, k), each),
                "naive": _naive(naive, each, k),
            }
    every = labeled()
    themes = check(every, embedded(every), shipped_themes().thresholds)
    clicks = {
        f"{name}, k={k}, {how}": _with(name, each, embedder, k, groups)
        for name, each in every.items()
        for k in (5, 3)
        for how, groups in clicked(each, embedded({name: each})[name], k, left_out(name)).items()
    }
    retrieval = {task: measure(read_task(data / "retrieval" / task), plain) for task in _TASKS}
    return {
        "programmes": programmes,
        "themes": themes,
        "clicks": clicks,
        "retrieval": retrieval,
        "report": report(programmes, themes, clicks, retrieval, f"images/{PICTURE}"),
        "pictures": {PICTURE: picture(programmes)},
    }


def released(each: Asked, embedder: TaughtEmbedder, k: int) -> dict[str, float]:
    """What the shipped models reach on one programme, released with one k."""
    return scored(Ours(each.programme, embedder, k), each)


def _with(
    name: str, each: Labeled, embedder: TaughtEmbedder, k: int, groups: Mapping[str, str]
) -> dict[str, float]:
    """Themes as they became, and what they answer where the programme has questions."""
    figures = judge(each, groups, k)
    if name not in asked():
        return figures
    ours = Ours(each, embedder, k, relevance=_relevance(name), theme_of=groups)
    return figures | scored(ours, asked()[name])


@lru_cache(maxsize=4)
def _relevance(name: str) -> Relevance:
    """Train the calibration on the other programmes, themselves grouped unseen."""
    embedder = TaughtEmbedder()
    releases = [
        examples(Ours(each.programme, embedder, k, left_out(other)), each.questions, embedder)
        for other, each in asked().items()
        if other != name
        for k in (5, 3)
    ]
    return read(train(releases, shipped().threshold))


def scored(ours: Ours, asked_of: Asked) -> dict[str, float]:
    """Figures of one release over the questions of its programme."""
    theme_of = _true_themes(asked_of)
    juniors = {one.id: one.juniors for one in ours.programme.insights}
    questions = list(asked_of.questions)
    scores = score(questions, ours.answers(questions), theme_of, juniors, ours.k)
    tried, isolated = isolating(ours)
    return {
        **scores.as_figures(),
        "purity": round(purity(ours.theme_of, theme_of), 3),
        "themes": len(ours.release.themes),
        "filter_pairs_compared": tried,
        "filter_pairs_isolating": isolated,
    }


def _naive(naive: Naive, asked_of: Asked, k: int) -> dict[str, float]:
    theme_of = _true_themes(asked_of)
    questions: list[Question] = list(asked_of.questions)
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


def _true_themes(asked_of: Asked) -> Mapping[str, str]:
    programme = asked_of.programme
    return dict(zip((one.id for one in programme.insights), programme.themes, strict=True))
