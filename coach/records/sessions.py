"""Sessions and what was shared of them; clean text, opaque references and numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from coach.errors import NotFound
from coach.records.database import Database
from coach.records.schema import Base

SessionStatus = Literal["running", "awaiting_review", "published", "refused"]


class SessionRow(Base):
    """One debrief. ``junior_refs`` maps stand-ins of the talk to opaque references."""

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    flow_version: Mapped[int]
    owner_id: Mapped[str] = mapped_column(String(32), index=True)
    status: Mapped[str] = mapped_column(String(20))
    created: Mapped[datetime]
    changed: Mapped[datetime]
    brief: Mapped[dict[str, Any]]
    facts: Mapped[dict[str, Any]]
    junior_refs: Mapped[dict[str, Any]]
    pair_ref: Mapped[str] = mapped_column(String(40))
    report: Mapped[dict[str, Any] | None]
    choices: Mapped[dict[str, Any]]


class SharedRow(Base):
    """An approved insight as the senior of its pair sees it."""

    __tablename__ = "shared_insights"

    insight_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    session_id: Mapped[str] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    )
    pair_ref: Mapped[str] = mapped_column(String(40), index=True)
    sharing: Mapped[str] = mapped_column(String(20))
    card: Mapped[dict[str, Any]]
    published: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session as the services see it.

    ``facts``: function, region, tenure_band, quarter, decision_ref, roles_note.
    ``choices`` maps turn numbers of private disclosures to the junior's answer.
    """

    id: str
    flow_version: int
    owner_id: str
    status: SessionStatus
    created: datetime
    changed: datetime
    brief: dict[str, Any]
    facts: dict[str, str]
    junior_refs: dict[str, str]
    pair_ref: str
    report: dict[str, Any] | None = None
    choices: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SharedCard:
    """An approved insight; ``card`` is its part of the published report."""

    insight_id: str
    session_id: str
    pair_ref: str
    sharing: str
    card: dict[str, Any]
    published: datetime


class SessionRecords:
    """Reads and writes sessions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, record: SessionRecord) -> None:
        """Keep a new session."""
        with self._database.begin() as session:
            session.add(_filled(record))

    def replace(self, session_id: str, record: SessionRecord) -> None:
        """Put a new session in the place of one that shared nothing: both or neither happens."""
        with self._database.begin() as session:
            session.delete(_row(session, session_id))
            session.add(_filled(record))

    def get(self, session_id: str) -> SessionRecord:
        """One session.

        Raises:
            NotFound: when there is none.
        """
        with self._database.read() as session:
            return _record(_row(session, session_id))

    def of_owner(self, owner_id: str | None) -> list[SessionRecord]:
        """The sessions somebody handed in (everybody's for None), newest first."""
        query = select(SessionRow).order_by(SessionRow.created.desc(), SessionRow.id)
        if owner_id is not None:
            query = query.where(SessionRow.owner_id == owner_id)
        with self._database.read() as session:
            return [_record(row) for row in session.scalars(query)]

    def of_junior(self, junior_ref: str) -> list[SessionRecord]:
        """Every session a junior took part in, newest first."""
        everybody = self.of_owner(None)
        return [record for record in everybody if junior_ref in record.junior_refs.values()]

    def mark(
        self,
        session_id: str,
        status: SessionStatus,
        at: datetime,
        *,
        report: dict[str, Any] | None = None,
    ) -> None:
        """Move a session on; a published one never goes back."""
        with self._database.begin() as session:
            row = _row(session, session_id)
            if row.status == "published" and status != "published":
                return
            row.status, row.changed = status, at
            if report is not None:
                row.report = report

    def choose(self, session_id: str, choices: dict[str, str]) -> None:
        """Keep the junior's answers to private disclosures: by turn number, without text."""
        with self._database.begin() as session:
            row = _row(session, session_id)
            row.choices = {**row.choices, **choices}

    def share(self, cards: Sequence[SharedCard]) -> None:
        """Keep approved insights; keeping one twice leaves one."""
        with self._database.begin() as session:
            for card in cards:
                if session.get(SharedRow, card.insight_id) is None:
                    session.add(
                        SharedRow(
                            insight_id=card.insight_id,
                            session_id=card.session_id,
                            pair_ref=card.pair_ref,
                            sharing=card.sharing,
                            card=card.card,
                            published=card.published,
                        )
                    )

    def shared(self, *, pair_refs: Sequence[str] = (), session_id: str = "") -> list[SharedCard]:
        """What was shared with the senior of some pairs, or of one session; newest first."""
        query = select(SharedRow).order_by(SharedRow.published.desc(), SharedRow.insight_id)
        if session_id:
            query = query.where(SharedRow.session_id == session_id)
        else:
            query = query.where(SharedRow.pair_ref.in_(pair_refs))
        with self._database.read() as session:
            return [
                SharedCard(
                    row.insight_id,
                    row.session_id,
                    row.pair_ref,
                    row.sharing,
                    dict(row.card),
                    row.published,
                )
                for row in session.scalars(query)
            ]

    def erase(self, session_id: str) -> int:
        """Delete a session and everything shared of it; return how many insights went."""
        with self._database.begin() as session:
            mine = select(SharedRow.insight_id).where(SharedRow.session_id == session_id)
            count = len(session.scalars(mine).all())
            session.execute(delete(SharedRow).where(SharedRow.session_id == session_id))
            session.execute(delete(SessionRow).where(SessionRow.id == session_id))
            return count


def _row(session: Session, session_id: str) -> SessionRow:
    row = session.get(SessionRow, session_id)
    if row is None:
        raise NotFound("There is no such session (it may have been erased).")
    return row


def _filled(record: SessionRecord) -> SessionRow:
    return SessionRow(
        id=record.id,
        flow_version=record.flow_version,
        owner_id=record.owner_id,
        status=record.status,
        created=record.created,
        changed=record.changed,
        brief=record.brief,
        facts=dict(record.facts),
        junior_refs=dict(record.junior_refs),
        pair_ref=record.pair_ref,
        report=record.report,
        choices=dict(record.choices),
    )


def _record(row: SessionRow) -> SessionRecord:
    return SessionRecord(
        id=row.id,
        flow_version=row.flow_version,
        owner_id=row.owner_id,
        status=cast("SessionStatus", row.status),
        created=row.created,
        changed=row.changed,
        brief=dict(row.brief),
        facts=dict(row.facts),
        junior_refs=dict(row.junior_refs),
        pair_ref=row.pair_ref,
        report=dict(row.report) if row.report is not None else None,
        choices=dict(row.choices),
    )
