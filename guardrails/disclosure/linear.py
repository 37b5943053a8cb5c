"""What exact counts prove even where nothing lies inside anything: a linear program.

A reader who knows the published counts knows linear equations over the unknown numbers of
juniors in each combination of attributes. For each combination the smallest and largest number
that satisfies all equations is found (scipy's HiGHS). If a combination must hold at least one
and at most k-1 juniors, the release leaks (the classical interval audit of cell suppression:
Fischetti and Salazar, "Models and algorithms for optimizing cell suppression", 1999).

Attributes of insights (quarter, kind) do not add up over juniors, who may speak in several;
those are settled by comparing the sets themselves.
"""

from collections.abc import Sequence
from itertools import product
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from guardrails.disclosure.policy import Policy
from guardrails.disclosure.published import Published

_OF_PERSONS: Final = ("function", "region", "tenure_band")
_ROUNDING: Final = 1e-6
_Floats = npt.NDArray[np.float64]


def determined(cells: Sequence[Published], policy: Policy) -> list[str]:
    """Name the combinations of attributes whose count is proven to lie between 1 and k-1."""
    usable = [cell for cell in cells if all(d in _OF_PERSONS for d, _ in cell.where)]
    if len(usable) < 2 or _plain(usable, policy):  # noqa: PLR2004 - nothing to combine
        return []
    classes = _classes(usable)
    equations = np.array([[_holds(cell, usable, c) for c in classes] for cell in usable], float)
    counts = np.array([cell.juniors for cell in usable], float)
    targets = _targets(classes)
    return [
        name
        for name, target in targets.items()
        if _proven_small(np.array(target, float), equations, counts, policy)
    ]


def _plain(cells: Sequence[Published], policy: Policy) -> bool:
    """Disjoint cells along single dimensions, each and each rest large or empty.

    One-way margins of a table bound a combination from above by the smallest margin only
    (Frechet), which is at least k; no program is needed.
    """
    whole = [cell.juniors for cell in cells if not cell.where]
    if len(whole) != 1 or any(len(cell.where) > 1 for cell in cells):
        return False
    for dimension in _OF_PERSONS:
        along = [cell for cell in cells if cell.where and cell.where[0][0] == dimension]
        values = [value for cell in along for value in cell.where[0][1]]
        rest = whole[0] - sum(cell.juniors for cell in along)
        if len(values) != len(set(values)) or (along and (rest < 0 or policy.isolates(rest))):
            return False
    return all(cell.juniors >= policy.k for cell in cells)


def _memberships(cells: Sequence[Published], dimension: str) -> list[frozenset[int]]:
    """Split a dimension's values by the cells that mention them; the last class is the rest."""
    asked: dict[str, set[int]] = {}
    for number, cell in enumerate(cells):
        for values in (v for d, v in cell.where if d == dimension):
            for value in values:
                asked.setdefault(value, set()).add(number)
    return [*sorted({frozenset(m) for m in asked.values()}, key=sorted), frozenset()]


def _classes(cells: Sequence[Published]) -> list[tuple[frozenset[int], ...]]:
    return list(product(*(_memberships(cells, dimension) for dimension in _OF_PERSONS)))


def _holds(
    cell: Published, cells: Sequence[Published], combination: tuple[frozenset[int], ...]
) -> bool:
    number = cells.index(cell)
    return all(number in combination[_OF_PERSONS.index(d)] for d, _ in cell.where)


def _targets(classes: Sequence[tuple[frozenset[int], ...]]) -> dict[str, list[bool]]:
    """All single combinations, and all values of one dimension whatever the others."""
    targets: dict[str, list[bool]] = {}
    for place, dimension in enumerate(_OF_PERSONS):
        for member in dict.fromkeys(c[place] for c in classes):
            chosen = [c[place] == member for c in classes]
            targets[f"{dimension} in cells {sorted(member)}"] = chosen
    for number, _ in enumerate(classes):
        targets[f"combination {number}"] = [other == number for other in range(len(classes))]
    return targets


def _proven_small(target: _Floats, equations: _Floats, counts: _Floats, policy: Policy) -> bool:
    most = _largest(target, equations, counts)
    if most is None or most > policy.k - 1 + _ROUNDING:
        return False
    least = _largest(-target, equations, counts)
    return least is not None and -least > _ROUNDING


def _largest(target: _Floats, equations: _Floats, counts: _Floats) -> float | None:
    """Return the largest value of the target, or None where the counts contradict each other."""
    found = linprog(-target, A_eq=equations, b_eq=counts, bounds=(0, None), method="highs")
    return -float(found.fun) if found.success and found.fun is not None else None
