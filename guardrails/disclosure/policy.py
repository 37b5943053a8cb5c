"""How many people it takes, and how a support is worded."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

FLOOR: Final = 3
DEFAULT_K: Final = 5
_BANDS: Final = (5, 10, 20)


class UnsafeThreshold(ValueError):
    """A threshold below the floor of three people was asked for."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The thresholds of one programme, frozen with its first release.

    ``k`` counts distinct juniors and, separately, distinct mentoring pairs; a near-verbatim
    quote needs ``quote_k`` juniors (twice k).
    """

    k: int = DEFAULT_K

    def __post_init__(self) -> None:
        if self.k < FLOOR:
            raise UnsafeThreshold(f"k must be at least {FLOOR}")

    @property
    def quote_k(self) -> int:
        """Distinct juniors behind a theme before somebody's own words may be quoted."""
        return 2 * self.k

    def enough(self, juniors: int, pairs: int) -> bool:
        """Tell whether so many juniors from so many pairs may be shown as one group."""
        return juniors >= self.k and pairs >= self.k

    def isolates(self, people: int) -> bool:
        """Tell whether a difference of so many people would single somebody out."""
        return 0 < people < self.k


def band(people: int, k: int) -> str:
    """Return the only form in which a support is ever shown: ``5-9``, ``10-19``, ``20+``.

    The first band starts at k, since nothing below k exists for a reader.
    """
    edges = [k, *(edge for edge in _BANDS if edge > k)]
    if people < k:
        raise UnsafeThreshold("a support below k has no band")
    for low, high in pairwise(edges):
        if people < high:
            return f"{low}-{high - 1}"
    return f"{edges[-1]}+"
