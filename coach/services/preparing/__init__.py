"""Preparing: briefs worth a session, guides worth taking along."""

from coach.records.guides import GuideRecord, KeptBrief
from coach.services.preparing.marking import AfterTalk, Heard, by_rank
from coach.services.preparing.service import Preparing
from coach.services.preparing.starting import Starter
from graphs.prepare.editing import Edit
from graphs.prepare.guide import Guide, GuideBlock, GuideQuestion
from graphs.prepare.rehearsing import Reply
from guardrails.briefs.returning import WrittenBrief

__all__ = [
    "AfterTalk",
    "Edit",
    "Guide",
    "GuideBlock",
    "GuideQuestion",
    "GuideRecord",
    "Heard",
    "KeptBrief",
    "Preparing",
    "Reply",
    "Starter",
    "WrittenBrief",
    "by_rank",
]
