"""What juniors' clicks on a nearest theme are worth, if every click is right.

The first half of a programme (by quarter) is grouped and released without anybody's help; then
each junior of the second half names the right one of the themes offered, or says that it is none.
"""

from collections.abc import Mapping

from evals.search.scoring import majority
from evals.themes.labeled import Labeled
from guardrails.disclosure.policy import Policy
from knowledge.embedding import Vectors
from knowledge.release.building import build
from knowledge.search.index import ReleaseIndex
from knowledge.search.neighbors import nearest
from knowledge.themes.assigning import assign
from knowledge.themes.same_issue import SameIssue

Clicks = tuple[dict[str, str], dict[str, frozenset[str]]]


def clicked(
    programme: Labeled, vectors: Vectors, k: int, model: SameIssue
) -> dict[str, dict[str, str]]:
    """Return each insight's theme, without a click and with one on every later insight."""
    order = sorted(range(len(programme.insights)), key=lambda n: programme.insights[n].quarter)
    early, late = order[: len(order) // 2], order[len(order) // 2 :]
    half = [programme.insights[n] for n in early]
    known = assign(half, vectors[early], {}, k, model=model)
    same, apart = _clicks(programme, vectors, (early, late), known, k)
    every = programme.insights
    return {
        "no click": assign(every, vectors, known, k, model=model),
        "one click": assign(every, vectors, known | same, k, apart=apart, model=model),
    }


def _clicks(
    programme: Labeled,
    vectors: Vectors,
    halves: tuple[list[int], list[int]],
    known: Mapping[str, str],
    k: int,
) -> Clicks:
    early, late = halves
    half = [programme.insights[n] for n in early]
    true = dict(zip((one.id for one in programme.insights), programme.themes, strict=True))
    release = build(half, vectors[early], known, Policy(k), names={})
    rows = {programme.insights[n].id: vectors[n] for n in early}
    index = ReleaseIndex(release, {one.id: one for one in half}, rows)
    means = {
        theme.id: majority(members, true)
        for theme, members in zip(index.themes, index.members, strict=True)
    }
    same: dict[str, str] = {}
    apart: dict[str, frozenset[str]] = {}
    for n in late:
        one = programme.insights[n]
        offered = [theme.id for theme in nearest(index, one.family, vectors[n])]
        right = [theme for theme in offered if means[theme] == true[one.id]]
        if right:
            same[one.id] = right[0]
        elif offered:
            apart[one.id] = frozenset(offered)
    return same, apart
