"""A brief as it was typed: every field is raw, because people write names into briefs."""

from dataclasses import dataclass, field

from guardrails.families import Family
from guardrails.text import RawText


@dataclass(frozen=True, slots=True)
class RawMetric:
    """A metric as typed; ``baseline`` and ``target`` in ``unit``, None where not given."""

    name: RawText
    baseline: float | None = None
    target: float | None = None
    unit: RawText = field(default_factory=lambda: RawText(""))


@dataclass(frozen=True, slots=True)
class RawBrief:
    """A brief before its check and scrub; absent keys are empty, ``family`` None if not given."""

    decision: RawText
    owner_role: RawText
    deadline: RawText
    options: tuple[RawText, ...]
    what_would_change_it: tuple[RawText, ...]
    metrics: tuple[RawMetric, ...]
    junior_vantage: RawText
    off_limits: tuple[RawText, ...]
    senior_objectives: tuple[RawText, ...]
    junior_objectives: tuple[RawText, ...]
    family: Family | None
