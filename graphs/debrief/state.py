"""What a debrief remembers between steps: ids, clean text, small lists. Nothing raw.

Every class here is written to the checkpoint. A new field needs a default; a change of meaning
needs a new thread version (:data:`graphs.debrief.flow.VERSION`).
"""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from guardrails.families import EscalationCategory, Family, Kind, Severity
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText, authored

Origin = Literal["model", "extractive", "edited"]
Grade = Literal["first_hand", "second_hand", "opinion"]
Stance = Literal["supports", "contradicts", "bears_on"]
Sharing = Literal["only_my_senior", "programme", "may_quote"]

NO_TEXT = authored("")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence picked for a point: characters ``start`` to ``end`` of clean turn ``turn``."""

    turn: int
    start: int
    end: int
    text: CleanText
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Point:
    """One thing somebody reported: the sentences that carry it, best first, and its question.

    ``rivals`` are sentences of another junior who does not share the point.
    """

    said: list[Said]
    question: CleanText = NO_TEXT
    score: float = 0.0
    kind: Kind = "friction"
    severity: Severity = "medium"
    rivals: list[Said] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a model offered for the point number ``point``; nothing in it is trusted yet."""

    point: int
    use: list[int]
    statement: CleanText


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote: one unbroken piece of one scrubbed turn, placeholders in plain words.

    ``start`` and ``end`` are characters of the clean turn; ``start_s`` seconds of the recording.
    """

    quote: CleanText
    turn: int
    start: int
    end: int
    speaker: str
    grade: Grade
    start_s: float | None = None


@dataclass(frozen=True, slots=True)
class Pointer:
    """A phrase that points at a person and the words to put in its place."""

    phrase: CleanText
    suggestion: CleanText


@dataclass(frozen=True, slots=True)
class Experiment:
    """What to try next, small enough to stop: the deed, how long, which metric, what ends it."""

    attempt: CleanText
    weeks: int
    metric: CleanText
    stop: CleanText


@dataclass(frozen=True, slots=True)
class Draft:
    """An insight on its way to the review.

    ``item`` is the line of the brief it bears on, ``stance`` how. ``dissent`` names the stand-ins
    of juniors who see it otherwise. ``identifying`` are the phrases the rehearsal found.
    """

    id: str
    statement: CleanText
    origin: Origin
    evidence: list[Evidence]
    score: float = 0.0
    family: Family = "internal_tools"
    kind: Kind = "friction"
    severity: Severity = "medium"
    theme: CleanText = NO_TEXT
    item: CleanText = NO_TEXT
    stance: Stance = "bears_on"
    experiment: Experiment | None = None
    dissent: list[str] = field(default_factory=list)
    identifying: list[Pointer] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Diverted:
    """A disclosure that left the stream; ``start`` and ``end`` are characters of its turn."""

    category: EscalationCategory
    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Barred:
    """A piece of a turn that must not become an insight, whatever it is worth, and why."""

    turn: int
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class LeftName:
    """A name that the scrubber left, as a large model saw it."""

    word: CleanText
    what: Literal["person", "organisation"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that was said and deliberately not proposed; carries no text."""

    reason: str
    turn: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """The junior's word on one draft. ``edited`` was scrubbed before it came here.

    ``generalise`` lists the pointers accepted, by phrase; ``merge_into`` the id of another draft.
    """

    id: str
    approve: bool
    sharing: Sharing = "programme"
    edited: CleanText = NO_TEXT
    generalise: list[CleanText] = field(default_factory=list)
    merge_into: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """An approved insight and how far it may travel."""

    draft: Draft
    sharing: Sharing


def add_seconds(before: dict[str, float], new: dict[str, float]) -> dict[str, float]:
    """Sum the time of a stage over its rounds."""
    return {stage: before.get(stage, 0.0) + new.get(stage, 0.0) for stage in [*before, *new]}


@dataclass(frozen=True, slots=True)
class DebriefInput:
    """Where a debrief starts: the id of a sealed session."""

    session_id: str


@dataclass(frozen=True, slots=True)
class DebriefState:
    """Everything a debrief knows so far."""

    session_id: str
    turns: list[CleanTurn] = field(default_factory=list)
    replaced: int = 0
    roles_inferred: bool = False
    seniors: list[str] = field(default_factory=list)
    escalations: list[Diverted] = field(default_factory=list)
    barred: list[Barred] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    names_left: list[LeftName] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    proposal: Proposal | None = None
    worded: int = 0
    model_silent: bool = False
    drafts: list[Draft] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    shared: list[Shared] = field(default_factory=list)
    prompt_ids: dict[str, str] = field(default_factory=dict)
    seconds: Annotated[dict[str, float], add_seconds] = field(default_factory=dict)
