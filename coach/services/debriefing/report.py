"""The debrief in the shape of the contract: what the command line prints and the page shows."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from graphs.debrief.state import Grade, Origin, Sharing, Stance
from guardrails.families import EscalationCategory, Family, Kind, Severity

Status = Literal["awaiting_review", "published", "refused"]
_FROZEN = ConfigDict(frozen=True, extra="forbid")


class Quote(BaseModel):
    """``quote`` is an unbroken piece of turn ``turn``, replaced parts in square brackets."""

    model_config = _FROZEN

    quote: str
    turn: int
    start_s: float | None = None
    speaker: str = "junior"
    grade: Grade = "first_hand"


class Generalisation(BaseModel):
    """A phrase that points at somebody and what to say instead."""

    model_config = _FROZEN

    phrase: str
    suggestion: str


class Trial(BaseModel):
    """A proposed experiment: what, for how many weeks, measured by what, and what stops it."""

    model_config = _FROZEN

    attempt: str
    weeks: int
    metric: str
    stop: str


class InsightReport(BaseModel):
    """One insight. ``bears_on`` is the line of the brief; ``stance`` says how."""

    model_config = _FROZEN

    id: str
    statement: str
    family: Family
    kind: Kind
    severity: Severity
    evidence: list[Quote]
    first_hand: bool
    origin: Origin
    theme: str
    experiment: Trial | None
    identifying: list[Generalisation]
    bears_on: str = ""
    stance: Stance = "bears_on"
    dissent: list[str] = Field(default_factory=list)
    sharing: Sharing | None = None


class EscalationReport(BaseModel):
    """That something took the other path; never what."""

    model_config = _FROZEN

    category: EscalationCategory
    turn: int


class LeftOutReport(BaseModel):
    """That something was left out and why; never what."""

    model_config = _FROZEN

    reason: str
    turn: int


class Counts(BaseModel):
    """Sizes of the session."""

    model_config = _FROZEN

    turns: int
    words: int
    pii_replaced: int


class DebriefReport(BaseModel):
    """The JSON of ``coach debrief`` and ``coach review``."""

    model_config = _FROZEN

    session: str
    status: Status
    insights: list[InsightReport]
    escalations: list[EscalationReport]
    refused: list[LeftOutReport]
    counts: Counts
    seconds: dict[str, float]
    model: str
    prompt_ids: dict[str, str]
    roles_inferred: bool = False
    notes: list[str] = Field(default_factory=list)
