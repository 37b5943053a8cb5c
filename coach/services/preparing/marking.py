"""After the talk: which questions opened something up, and how sure the bank can be of it."""

from dataclasses import dataclass
from typing import Literal

from coach.errors import InvalidInput
from coach.records.guides import GuideRecords, Side
from coach.services.preparing.access import paired_guide
from coach.users import User
from graphs.prepare.guide import GuideQuestion
from knowledge.bank.learning import Learned, learn, ranks

Heard = Literal["opened", "asked", "not_asked"]


@dataclass(frozen=True, slots=True)
class AfterTalk:
    """A question, what this side said became of it, and what all marks say of it.

    ``learned`` is None where nobody has marked it yet. From a question in the senior's ``own``
    words the bank has nothing to learn: it is not marked.
    """

    question: GuideQuestion
    heard: Heard
    learned: Learned | None
    own: bool


class Marking:
    """One side's marks on one guide within its reach.

    Raises:
        NotFound: when there is no such guide for this user.
    """

    def __init__(self, records: GuideRecords, user: User, guide_id: str) -> None:
        self._records = records
        self._guide = paired_guide(records, user, guide_id)
        self._side: Side = "junior" if user.role == "junior" else "senior"

    def so_far(self) -> list[AfterTalk]:
        """Every question in the order of the talk."""
        mine = self._records.marks_of(self._guide.id, self._side)
        learned = learn(self._records.marks())
        return [
            AfterTalk(
                question,
                _heard(mine.get(question.id)),
                learned.get(question.bank_id),
                own=_own(question),
            )
            for question in self._guide.guide.questions()
        ]

    def mark(self, question_id: str, heard: Heard) -> None:
        """Keep, change or take back the mark of one question.

        Raises:
            InvalidInput: when the guide has no such question.
        """
        asked = [entry for entry in self._guide.guide.questions() if entry.id == question_id]
        if not asked:
            raise InvalidInput("This guide has no such question.")
        if heard == "not_asked":
            self._records.unmark(self._guide.id, question_id, self._side)
        elif not _own(asked[0]):
            bank_id, opened = asked[0].bank_id, heard == "opened"
            self._records.mark(self._guide.id, question_id, self._side, bank_id, opened=opened)


def by_rank(rows: list[AfterTalk]) -> list[AfterTalk]:
    """Questions that were marked by anybody, the most promising first, as the bank ranks them."""
    known = {row.question.bank_id: row.learned for row in rows if row.learned}
    rank = ranks(known)
    marked = [row for row in rows if row.learned]
    return sorted(marked, key=lambda row: -rank[row.question.bank_id])


def _own(question: GuideQuestion) -> bool:
    return question.source == "own" or not question.bank_id


def _heard(opened: bool | None) -> Heard:  # noqa: FBT001 - a mark as it is kept
    if opened is None:
        return "not_asked"
    return "opened" if opened else "asked"
