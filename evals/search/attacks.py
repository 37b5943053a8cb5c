"""Differencing attacks: pairs of questions whose answers, compared, would point at somebody."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from evals.search.ours import Ours
from knowledge.search.conditions import Conditions, cell

_VALUES_AT_ONCE = 2


def isolating(ours: Ours) -> tuple[int, int]:
    """Return how many pairs of filters were tried, and how many isolate 1 to k-1 juniors.

    For every theme: all single filters, their negations, pairs of values and ranges of quarters,
    each compared with every other and with no filter at all.
    """
    tried = found = 0
    for theme in ours.release.themes:
        sets = {
            frozenset((row.insight, row.junior) for row in rows)
            for conditions in filters(ours)
            if (rows := cell(theme, conditions))
        }
        for inner, outer in combinations(sorted(sets, key=len), 2):
            if not inner < outer:
                continue
            tried += 1
            alone = {junior for _, junior in outer - inner}
            found += 0 < len(alone) < ours.k
    return tried, found


def filters(ours: Ours) -> Iterator[Conditions]:
    """Yield the filters an attacker would try."""
    yield Conditions()
    values = _values(ours)
    for dimension, known in values.items():
        for value in known:
            yield Conditions({dimension: frozenset({value})})
            yield Conditions({}, {dimension: frozenset({value})})
        for pair in combinations(known, _VALUES_AT_ONCE):
            yield Conditions({dimension: frozenset(pair)})
    quarters = values["quarter"]
    for number, quarter in enumerate(quarters):
        yield Conditions(quarter_from=quarter)
        yield Conditions(quarter_to=quarter)
        for later in quarters[number:]:
            yield Conditions(quarter_from=quarter, quarter_to=later)
    for region in values["region"]:
        for function in values["function"]:
            yield Conditions({"region": frozenset({region}), "function": frozenset({function})})


def _values(ours: Ours) -> Mapping[str, list[str]]:
    names = ("region", "function", "tenure_band", "kind", "quarter")
    return {
        name: sorted({getattr(one, name) for one in ours.programme.insights} - {""})
        for name in names
    }
