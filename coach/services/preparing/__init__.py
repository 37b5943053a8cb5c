"""Preparing: briefs worth a session, guides worth taking along."""

from coach.records.guides import GuideRecord, KeptBrief
from coach.services.preparing.service import Preparing
from graphs.prepare.editing import Edit
from graphs.prepare.guide import Guide, GuideBlock, GuideQuestion
from graphs.prepare.rehearsing import Reply

__all__ = [
    "Edit",
    "Guide",
    "GuideBlock",
    "GuideQuestion",
    "GuideRecord",
    "KeptBrief",
    "Preparing",
    "Reply",
]
