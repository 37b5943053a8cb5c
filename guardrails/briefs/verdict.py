"""The judgement on a brief."""

from dataclasses import dataclass

from guardrails.families import Family
from guardrails.judgements import Problem


@dataclass(frozen=True, slots=True)
class BriefVerdict:
    """``accept`` is true when there is no problem; ``notes`` are worth reading, never a refusal.

    ``problems`` quote the author's raw words: show them to the author only, keep them nowhere.
    """

    accept: bool
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    family: Family
