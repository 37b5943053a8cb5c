"""What a large language model said belongs together, as evidence beside the numbers.

It is shown statements of one family and sorts them by issue (``graphs/theming``). Its word weighs
much, but it is one voice: what it never compared is still told apart by :mod:`same_issue`, people
are counted as ever, and nothing it says moves an insight out of the theme it has.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from knowledge.themes.evidence import Matrix

Sorted = Sequence[frozenset[str]]
"""One answer: ids of insights, each in one group; what stands in none was not sorted."""
WEIGHT: Final = 2.0
"""Score of a pair that was sorted together; its negative for one that was sorted apart. With every
fifth insight sorted at random, 2 leaves a purity of .84 to .89 on the labeled programmes (numbers
alone .65 to .91), and more weight a little less (``python -m evals.themes.sorting``)."""


def judged(answers: Sequence[Sorted], ids: Sequence[str]) -> Matrix:
    """Return (ids, ids): the sum of what the answers say of each pair, 0 where none compared it."""
    place = {one: n for n, one in enumerate(ids)}
    found = np.zeros((len(ids), len(ids)), np.float32)
    for answer in answers:
        group = np.full(len(ids), -1)
        for number, members in enumerate(answer):
            group[[place[one] for one in members if one in place]] = number
        seen = np.flatnonzero(group >= 0)
        together = group[seen][:, None] == group[seen][None, :]
        found[np.ix_(seen, seen)] += np.where(together, WEIGHT, -WEIGHT)
    return found
