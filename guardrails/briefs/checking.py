"""Judges a brief: is there one open decision, owned, dated, and fair to its junior?"""

from collections.abc import Callable
from datetime import date

from guardrails.briefs.advice import advise
from guardrails.briefs.deadlines import read_deadline
from guardrails.briefs.families import infer_family
from guardrails.briefs.raw import RawBrief
from guardrails.briefs.rules.choice import judge_choice
from guardrails.briefs.rules.finding import Finding
from guardrails.briefs.rules.frame import judge_frame
from guardrails.briefs.rules.people import judge_people
from guardrails.briefs.verdict import BriefVerdict
from guardrails.briefs.view import BriefView, view_of

_ORDER = (
    "no_decision",
    "already_decided",
    "nothing_would_change_it",
    "no_owner",
    "no_deadline",
    "generational",
    "speaks_for_group",
    "targets_individual",
    "personal_topic",
)

Opinion = Callable[[BriefView], list[Finding]]
"""A second reader of briefs. The rules are heard first and never silenced."""


def check_brief(brief: RawBrief, today: date, second: Opinion | None = None) -> BriefVerdict:
    """Judge by the rules, then by what ``second`` alone has found; ``today`` only dates notes."""
    view = view_of(brief)
    findings = [*judge_choice(view), *judge_frame(view), *judge_people(view)]
    known = {finding.code for finding in findings}
    findings += [found for found in (second(view) if second else ()) if found.code not in known]
    findings.sort(key=lambda finding: _ORDER.index(finding.code))
    return BriefVerdict(
        accept=not findings,
        problems=tuple(advise(finding, view, today) for finding in findings),
        notes=tuple(_notes(view, today)),
        family=brief.family or infer_family(view),
    )


def _notes(view: BriefView, today: date) -> list[str]:
    """Return what is worth knowing and no reason to refuse."""
    notes = []
    day = read_deadline(view.deadline)
    if day is not None and day < today:
        notes.append("The deadline is in the past: check the date before you invite anybody.")
    if not view.off_limits:
        notes.append("Nothing is off limits yet: name what the junior will not be asked about.")
    if not view.metrics:
        notes.append("No metric yet: one number that should move makes the talk more concrete.")
    if not view.vantage:
        notes.append("The junior's vantage is empty: say what they see that you do not.")
    if len(view.options) == 1 and not any("already" in note for note in notes):
        notes.append("There is one option only; a choice needs at least two.")
    return notes
