"""Headings and small texts that all documents share."""

from graphs.prepare.guide import Guide, GuideQuestion

TITLE = "Question guide"
DECISION = "The decision"
OPENING = "Say to open"
CLOSING = "Say to close"
KNOWN = "Already known: do not ask again"
DISAGREEMENT = "If you disagree"
LISTENING = "Listening: one page for you"
JUNIOR = "For the junior: one page to send ahead"
JUNIOR_ALONE = "An invitation"
JUNIOR_TITLE = "You are asked what you see in your work"
EXPECT = "What to expect"
NOT_COVERED = "Not covered in this time"
OFF_LIMITS = "Off limits"
LISTEN_FOR = "Listen for"
CARE = "Care"
FOOTER = "No names in your notes. You may skip, they may skip."


def facts(guide: Guide) -> str:
    """Return the line under the title: length, people, owner, deadline."""
    people = "one junior" if guide.juniors == 1 else f"{guide.juniors} juniors"
    parts = [f"{guide.minutes} minutes", people]
    parts += [guide.owner_role] if guide.owner_role else []
    parts += [f"decided by {guide.deadline}"] if guide.deadline else []
    return " · ".join(parts)


def care(question: GuideQuestion) -> str:
    """Return the warning beside a question, empty where none is needed."""
    return "" if question.risk in {"", "None."} else str(question.risk)


def minutes(count: int) -> str:
    """Return ``8 min``."""
    return f"{count} min"
