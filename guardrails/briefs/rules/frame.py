"""Who owns it and by when: ``no_owner`` and ``no_deadline``."""

import re

from guardrails.briefs.deadlines import read_deadline
from guardrails.briefs.rules.finding import Finding
from guardrails.briefs.view import BriefView
from guardrails.lexicon import read_phrases


def judge_frame(brief: BriefView) -> list[Finding]:
    """Return what is missing around the decision."""
    findings = []
    if not _names_one_role(brief.owner_role):
        findings.append(Finding("no_owner", "owner_role", brief.owner_role or "(empty)"))
    if read_deadline(brief.deadline) is None:
        findings.append(Finding("no_deadline", "deadline", brief.deadline or "(empty)"))
    return findings


def _names_one_role(role: str) -> bool:
    lines = read_phrases("guardrails.briefs", "lexicons/collective_owners.txt")
    collective = re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)
    return bool(re.search(r"[^\W\d_]{2}", role)) and not collective.fullmatch(role.strip(" ."))
