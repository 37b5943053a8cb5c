"""The question guide: the shape of CONTRACTS.md, and what people do with it on the page."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from guardrails.families import Family
from guardrails.text import CleanText, authored

Source = Literal["bank", "model", "own"]
Sensitivity = Literal["low", "medium", "high"]
_MODEL = ConfigDict(extra="forbid")

UNTESTED = frozenset({"warm_up", "close"})
"""Blocks whose questions carry the first item for the order's sake and test none."""


def is_tested(question_id: str) -> bool:
    """Whether the question with this id tests the item of the brief that it carries."""
    return question_id.partition(".")[0] not in UNTESTED


class GuideQuestion(BaseModel):
    """One question; ``need`` is the brief's item that it tests, word for word.

    ``pinned`` and ``edited`` protect it from every later regeneration. ``opened`` tells how often
    people marked this bank question as one that opened something, None while nobody said.
    """

    model_config = _MODEL

    id: str
    text: CleanText
    need: CleanText
    probes: list[CleanText] = Field(default_factory=list)
    listen_for: CleanText = authored("")
    sensitivity: Sensitivity = "low"
    source: Source = "bank"
    risk: CleanText = authored("")
    bank_id: str = ""
    pinned: bool = False
    edited: bool = False
    opened: str | None = None

    @property
    def tested(self) -> CleanText:
        """What to print as tested: nothing where a question only opens or closes the talk."""
        return self.need if is_tested(self.id) else authored("")


class GuideBlock(BaseModel):
    """A stretch of the talk; ``minutes`` are whole minutes of the booked length."""

    model_config = _MODEL

    id: str
    title: CleanText
    minutes: int
    purpose: CleanText = authored("")
    questions: list[GuideQuestion] = Field(default_factory=list)


class Guide(BaseModel):
    """A guide for one talk of ``minutes`` with one to three juniors."""

    model_config = _MODEL

    decision: CleanText
    family: Family
    minutes: int
    juniors: int = 1
    blocks: list[GuideBlock]
    opening: CleanText
    closing: CleanText
    disagreement: list[CleanText]
    already_known: list[CleanText] = Field(default_factory=list)
    not_covered: list[CleanText] = Field(default_factory=list)
    off_limits: list[CleanText] = Field(default_factory=list)
    junior_page: list[CleanText] = Field(default_factory=list)
    listening: list[CleanText] = Field(default_factory=list)
    owner_role: CleanText = authored("")
    deadline: str = ""
    model: str = ""
    prompt_ids: dict[str, str] = Field(default_factory=dict)

    def questions(self) -> list[GuideQuestion]:
        """All questions in the order of the talk."""
        return [question for block in self.blocks for question in block.questions]
