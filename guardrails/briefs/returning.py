"""Gives a brief back to the one who wrote it, as the lines of a form; to nobody else."""

from dataclasses import dataclass

from guardrails.briefs.raw import RawBrief, RawMetric
from guardrails.text import RawText


@dataclass(frozen=True, slots=True)
class WrittenBrief:
    """A brief as its author typed it: raw words, for the author's own form only.

    A metric is one line: name; baseline; target; unit. ``family`` is "" where none was given.
    """

    decision: str
    owner: str
    deadline: str
    options: tuple[str, ...]
    what_would_change_it: tuple[str, ...]
    metrics: tuple[str, ...]
    junior_vantage: str
    off_limits: tuple[str, ...]
    senior: tuple[str, ...]
    junior: tuple[str, ...]
    family: str


def written(brief: RawBrief) -> WrittenBrief:
    """Return the author's words; keep them nowhere."""
    return WrittenBrief(
        decision=brief.decision.reveal(),
        owner=brief.owner_role.reveal(),
        deadline=brief.deadline.reveal(),
        options=_lines(brief.options),
        what_would_change_it=_lines(brief.what_would_change_it),
        metrics=tuple(_metric(each) for each in brief.metrics),
        junior_vantage=brief.junior_vantage.reveal(),
        off_limits=_lines(brief.off_limits),
        senior=_lines(brief.senior_objectives),
        junior=_lines(brief.junior_objectives),
        family=brief.family or "",
    )


def _lines(texts: tuple[RawText, ...]) -> tuple[str, ...]:
    return tuple(text.reveal() for text in texts)


def _metric(metric: RawMetric) -> str:
    figures = ["" if each is None else f"{each:.15g}" for each in (metric.baseline, metric.target)]
    return "; ".join([metric.name.reveal(), *figures, metric.unit.reveal()]).rstrip("; ")
