"""The second opinion on a brief, read field by field beside ``guardrails.briefs.rules``."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from graphs.prepare.opinion.reader import Base, load_readers, strongest
from guardrails.briefs.rules.finding import Finding
from guardrails.briefs.view import BriefView

FILE: Final = "briefs.npz"
CODES: Final = (  # without no_deadline: a date is read, not felt
    "no_decision",
    "already_decided",
    "nothing_would_change_it",
    "no_owner",
    "generational",
    "speaks_for_group",
    "targets_individual",
    "personal_topic",
)
_PEOPLE: Final = ("generational", "speaks_for_group", "targets_individual", "personal_topic")
MAY: Final = {
    "choice": ("no_decision", "already_decided", *_PEOPLE),
    "changes": ("nothing_would_change_it", *_PEOPLE),
    "vantage": _PEOPLE,
    "senior": _PEOPLE,
    "junior": _PEOPLE,
    "owner": ("no_owner",),
}
"""Field as the reader sees it -> codes that can stand there. Off-limits is never read."""
SURE: Final = 0.7
"""Below this chance the opinion is kept to itself, chosen on rounds left out as for questions."""
_KEPT: Final = 256


@dataclass(frozen=True, slots=True)
class Segment:
    """A field with the name the reader knows it by; ``entries`` are what may be quoted."""

    text: str
    codes: tuple[str, ...]
    field: str
    entries: tuple[str, ...]


def segments_of(view: BriefView) -> list[Segment]:
    """Return the fields that are filled in; what would change it also entry by entry.

    Whether anything could change the choice is asked of the whole list, for one solid entry is
    enough; what is wrong about people can hide in a single one.
    """
    choice = f"{view.decision} options: {'; '.join(view.options)}"
    rows = (
        ("choice", "decision", choice, (view.decision,)),
        ("changes", "changes", "; ".join(view.changes), view.changes),
        ("vantage", "vantage", view.vantage, (view.vantage,)),
        ("senior", "senior", "; ".join(view.senior), view.senior),
        ("junior", "junior", "; ".join(view.junior), view.junior),
        ("owner", "owner_role", view.owner_role, (view.owner_role,)),
    )
    whole = [
        Segment(f"{seen}: {text}", MAY[seen], field, entries)
        for seen, field, text, entries in rows
        if text.strip()
    ]
    single = view.changes if len(view.changes) > 1 else ()
    return whole + [Segment(f"changes: {entry}", _PEOPLE, "changes", (entry,)) for entry in single]


class BriefOpinion:
    """Judges a brief in some 200 ms; the model is opened with the first one."""

    def __init__(self, base: Callable[[], Base]) -> None:
        """Keep the way to the model; nothing is loaded yet."""
        self._base = base
        self._heard: dict[bytes, dict[str, float]] = {}

    def __call__(self, view: BriefView) -> list[Finding]:
        """Return a finding for each code it is sure of, in the field where it is surest.

        Raises:
            OpinionMismatch: when the readers were taught on another model.
            EmbedderMissing: when the model's files are absent.
        """
        found: dict[str, tuple[float, Finding]] = {}
        for segment in segments_of(view):
            chances = self._chances(segment.text)
            for code in segment.codes:
                if chances[code] >= max(SURE, found[code][0] if code in found else 0.0):
                    quote = self._quoted(segment, code)
                    found[code] = (chances[code], Finding(code, segment.field, quote))
        return [finding for _, finding in found.values()]

    def _quoted(self, segment: Segment, code: str) -> str:
        """Return the entry of a list that sounds most like the code."""
        if len(segment.entries) == 1:
            return segment.entries[0]
        seen = segment.text.partition(":")[0]
        heard = [self._chances(f"{seen}: {entry}")[code] for entry in segment.entries]
        return segment.entries[strongest(heard)]

    def _chances(self, text: str) -> dict[str, float]:
        """Read a field once: a form is judged again after each change of one of its fields.

        What is kept is a digest and eight numbers, never the words.
        """
        key = blake2b(text.encode(), digest_size=16).digest()
        heard = self._heard.get(key)
        if heard is None:
            if len(self._heard) >= _KEPT:
                self._heard.clear()  # also while others read: each holds what it has found
            heard = self._heard[key] = load_readers(FILE).chances(self._base(), text)
        return heard
