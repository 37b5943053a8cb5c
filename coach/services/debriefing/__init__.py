"""Debriefing: from a talk to insights that were really said, approved by whoever said them."""

from coach.services.debriefing.decisions import Decision, Decisions, read_decisions
from coach.services.debriefing.editing import Checked, EditRefused
from coach.services.debriefing.opening import HandIn
from coach.services.debriefing.report import DebriefReport
from coach.services.debriefing.reviewing import Review
from coach.services.debriefing.service import Debriefing, approve_all

__all__ = [
    "Checked",
    "DebriefReport",
    "Debriefing",
    "Decision",
    "Decisions",
    "EditRefused",
    "HandIn",
    "Review",
    "approve_all",
    "read_decisions",
]
