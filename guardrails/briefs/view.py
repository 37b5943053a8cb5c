"""The brief as the rules read it: plain strings that never leave the guardrails."""

from dataclasses import dataclass

from guardrails.briefs.raw import RawBrief


@dataclass(frozen=True, slots=True)
class BriefView:
    """Revealed fields, whitespace tidy, typographic quotes made plain."""

    decision: str
    owner_role: str
    deadline: str
    options: tuple[str, ...]
    changes: tuple[str, ...]
    metrics: tuple[str, ...]
    vantage: str
    off_limits: tuple[str, ...]
    senior: tuple[str, ...]
    junior: tuple[str, ...]

    def parts(self, *names: str) -> list[tuple[str, str]]:
        """Return (field, text) of the named fields, lists entry by entry."""
        found: list[tuple[str, str]] = []
        for name in names:
            value = getattr(self, name)
            entries = (value,) if isinstance(value, str) else value
            found += [(name, entry) for entry in entries if entry]
        return found


KEYS = {
    "decision": "decision",
    "options": "options",
    "changes": "what_would_change_it",
    "metrics": "metrics",
    "vantage": "junior_vantage",
    "senior": "learning_objectives.senior",
    "junior": "learning_objectives.junior",
    "owner_role": "owner.role",
    "deadline": "deadline",
}
"""Names of the view as the author knows them from the file."""


def view_of(brief: RawBrief) -> BriefView:
    """Open a raw brief for the rules."""
    return BriefView(
        decision=_plain(brief.decision.reveal()),
        owner_role=_plain(brief.owner_role.reveal()),
        deadline=_plain(brief.deadline.reveal()),
        options=tuple(_plain(entry.reveal()) for entry in brief.options),
        changes=tuple(_plain(entry.reveal()) for entry in brief.what_would_change_it),
        metrics=tuple(_plain(entry.name.reveal()) for entry in brief.metrics),
        vantage=_plain(brief.junior_vantage.reveal()),
        off_limits=tuple(_plain(entry.reveal()) for entry in brief.off_limits),
        senior=tuple(_plain(entry.reveal()) for entry in brief.senior_objectives),
        junior=tuple(_plain(entry.reveal()) for entry in brief.junior_objectives),
    )


def _plain(text: str) -> str:
    for fancy, plain in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-")):
        text = text.replace(fancy, plain)
    return " ".join(text.split())
