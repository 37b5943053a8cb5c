"""What was learned about questions: how often one opened a talk, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

_PRIOR_YES, _PRIOR_NO = 1.0, 1.0
_FEW = 5
_Z = 1.64  # 90 % of the mass, two-sided


@dataclass(frozen=True, slots=True)
class Learned:
    """``likely`` is the posterior mean of opening a talk (0 to 1), ``low`` and ``high`` 90 %."""

    opened: int
    marked: int
    likely: float
    low: float
    high: float

    def sentence(self) -> str:
        """Say it honestly: few marks are called few."""
        if self.marked == 0:
            return "not asked yet"
        told = f"opened something in {self.opened} of {self.marked} answers"
        return f"{told}; too few to rely on" if self.marked < _FEW else told


def learn(marks: Mapping[str, tuple[int, int]]) -> dict[str, Learned]:
    """Return what marks say of each question: a Beta(1, 1) prior, so little data stays near 0.5."""
    return {bank_id: _learned(yes, count) for bank_id, (yes, count) in marks.items()}


def ranks(learned: Mapping[str, Learned]) -> dict[str, float]:
    """Return the lower end of what is likely: a lucky first answer does not lead the bank."""
    return {
        bank_id: entry.likely - 0.25 * (entry.high - entry.low)
        for bank_id, entry in learned.items()
    }


def _learned(yes: int, count: int) -> Learned:
    alpha, beta = _PRIOR_YES + yes, _PRIOR_NO + count - yes
    mean = alpha / (alpha + beta)
    spread = _Z * sqrt(mean * (1 - mean) / (alpha + beta + 1))
    return Learned(yes, count, mean, max(0.0, mean - spread), min(1.0, mean + spread))
