"""A decision brief: one open decision a leader owns, and what would change it."""

from dataclasses import dataclass

from guardrails.families import Family
from guardrails.text import CleanText

_NO_UNIT = CleanText("")


@dataclass(frozen=True, slots=True)
class Metric:
    """A business metric of the brief; ``baseline`` and ``target`` in ``unit``."""

    name: CleanText
    baseline: float | None = None
    target: float | None = None
    unit: CleanText = _NO_UNIT


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief after its check and scrub: every field may reach a prompt, a store or a page.

    ``deadline`` is an ISO date or "" when the brief gives none.
    """

    decision: CleanText
    owner_role: CleanText
    deadline: str
    options: tuple[CleanText, ...]
    what_would_change_it: tuple[CleanText, ...]
    metrics: tuple[Metric, ...]
    junior_vantage: CleanText
    off_limits: tuple[CleanText, ...]
    senior_objectives: tuple[CleanText, ...]
    junior_objectives: tuple[CleanText, ...]
    family: Family
