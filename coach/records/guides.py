"""Briefs, guides and marks; clean text, opaque references and numbers only."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import TypeAdapter
from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from coach.errors import NotFound
from coach.records.database import Database
from coach.records.schema import Base
from graphs.prepare.guide import Guide
from guardrails.briefs.brief import Brief

Side = Literal["senior", "junior"]
_BRIEF: TypeAdapter[Brief] = TypeAdapter(Brief)


class BriefRow(Base):
    """A cleaned brief by its decision's reference."""

    __tablename__ = "briefs"

    reference: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(32), index=True)
    pair_refs: Mapped[list[str]]
    created: Mapped[datetime]
    brief: Mapped[dict[str, Any]]


class GuideRow(Base):
    """A guide as its owner sees it now."""

    __tablename__ = "guides"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(32), index=True)
    pair_refs: Mapped[list[str]]
    brief_ref: Mapped[str] = mapped_column(String(64), index=True)
    created: Mapped[datetime]
    changed: Mapped[datetime]
    guide: Mapped[dict[str, Any]]


class MarkRow(Base):
    """Whether a question opened something, as one side saw it; nobody's name."""

    __tablename__ = "guide_marks"

    guide_id: Mapped[str] = mapped_column(
        ForeignKey("guides.id", ondelete="CASCADE"), primary_key=True
    )
    question_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    side: Mapped[str] = mapped_column(String(10), primary_key=True)
    bank_id: Mapped[str] = mapped_column(String(20), index=True)
    opened: Mapped[bool]


@dataclass(frozen=True, slots=True)
class KeptBrief:
    """A brief that a debrief can be opened on."""

    reference: str
    owner_id: str
    pair_refs: tuple[str, ...]
    created: datetime
    brief: Brief

    @property
    def decision(self) -> str:
        """What people recognize it by."""
        return self.brief.decision


@dataclass(frozen=True, slots=True)
class GuideRecord:
    """A guide with its owner; ``brief_ref`` finds the brief it was made from."""

    id: str
    owner_id: str
    pair_refs: tuple[str, ...]
    brief_ref: str
    created: datetime
    changed: datetime
    guide: Guide


class GuideRecords:
    """Reads and writes briefs, guides and marks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep_brief(self, kept: KeptBrief) -> None:
        """Keep a brief; the same decision again replaces it."""
        with self._database.begin() as session:
            session.merge(
                BriefRow(
                    reference=kept.reference,
                    owner_id=kept.owner_id,
                    pair_refs=list(kept.pair_refs),
                    created=kept.created,
                    brief=asdict(kept.brief),
                )
            )

    def brief(self, reference: str) -> KeptBrief:
        """One brief.

        Raises:
            NotFound: when there is none.
        """
        with self._database.read() as session:
            row = session.get(BriefRow, reference)
            if row is None:
                raise NotFound("There is no such brief.")
            return _brief(row)

    def briefs(self) -> list[KeptBrief]:
        """All briefs, newest first."""
        query = select(BriefRow).order_by(BriefRow.created.desc(), BriefRow.reference)
        with self._database.read() as session:
            return [_brief(row) for row in session.scalars(query)]

    def keep(self, record: GuideRecord) -> None:
        """Keep a guide, new or changed."""
        with self._database.begin() as session:
            session.merge(
                GuideRow(
                    id=record.id,
                    owner_id=record.owner_id,
                    pair_refs=list(record.pair_refs),
                    brief_ref=record.brief_ref,
                    created=record.created,
                    changed=record.changed,
                    guide=record.guide.model_dump(mode="json"),
                )
            )

    def get(self, guide_id: str) -> GuideRecord:
        """One guide.

        Raises:
            NotFound: when there is none.
        """
        with self._database.read() as session:
            row = session.get(GuideRow, guide_id)
            if row is None:
                raise NotFound("There is no such guide.")
            return _record(row)

    def guides(self) -> list[GuideRecord]:
        """All guides, newest first."""
        query = select(GuideRow).order_by(GuideRow.created.desc(), GuideRow.id)
        with self._database.read() as session:
            return [_record(row) for row in session.scalars(query)]

    def mark(
        self, guide_id: str, question_id: str, side: Side, bank_id: str, *, opened: bool
    ) -> None:
        """Note whether a question opened something; a second mark of a side replaces the first."""
        with self._database.begin() as session:
            session.merge(
                MarkRow(
                    guide_id=guide_id,
                    question_id=question_id,
                    side=side,
                    bank_id=bank_id,
                    opened=opened,
                )
            )

    def unmark(self, guide_id: str, question_id: str, side: Side) -> None:
        """Take a side's mark of a question back, if there is one."""
        with self._database.begin() as session:
            row = session.get(MarkRow, (guide_id, question_id, side))
            if row is not None:
                session.delete(row)

    def marks_of(self, guide_id: str, side: Side) -> dict[str, bool]:
        """Return question id -> whether it opened something, as one side marked a guide."""
        query = select(MarkRow.question_id, MarkRow.opened)
        mine = query.where(MarkRow.guide_id == guide_id, MarkRow.side == side)
        with self._database.read() as session:
            return {row.question_id: row.opened for row in session.execute(mine)}

    def marks(self) -> dict[str, tuple[int, int]]:
        """Return bank id -> (marked as opening, marked at all)."""
        counts: dict[str, tuple[int, int]] = {}
        with self._database.read() as session:
            for bank_id, opened in session.execute(select(MarkRow.bank_id, MarkRow.opened)):
                yes, all_of_them = counts.get(bank_id, (0, 0))
                counts[bank_id] = (yes + opened, all_of_them + 1)
        return counts


def _brief(row: BriefRow) -> KeptBrief:
    brief = _BRIEF.validate_python(row.brief)
    return KeptBrief(row.reference, row.owner_id, tuple(row.pair_refs), row.created, brief)


def _record(row: GuideRow) -> GuideRecord:
    return GuideRecord(
        id=row.id,
        owner_id=row.owner_id,
        pair_refs=tuple(row.pair_refs),
        brief_ref=row.brief_ref,
        created=row.created,
        changed=row.changed,
        guide=Guide.model_validate(row.guide),
    )
