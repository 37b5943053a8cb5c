"""What is written down about work done: numbers, ids and moments, never texts."""

from datetime import datetime

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from coach.records.database import Database
from coach.records.schema import Base
from graphs.ports import Usage


class ModelCallRow(Base):
    """What the model calls of one piece of work cost."""

    __tablename__ = "model_calls"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    purpose: Mapped[str] = mapped_column(String(80))
    model: Mapped[str] = mapped_column(String(200))
    calls: Mapped[int]
    prompt_tokens: Mapped[int]
    completion_tokens: Mapped[int]
    seconds: Mapped[float]
    cost_usd: Mapped[float]


class AuditRow(Base):
    """Who did what to which id."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(40))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80))


class Traces:
    """Accounting and audit trail."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def spent(self, purpose: str, model: str, usage: Usage, at: datetime) -> None:
        """Keep what one piece of work cost; ``purpose`` names the flow."""
        with self._database.begin() as session:
            session.add(
                ModelCallRow(
                    at=at,
                    purpose=purpose,
                    model=model,
                    calls=usage.calls,
                    prompt_tokens=usage.prompt_tokens,
                    completion_tokens=usage.completion_tokens,
                    seconds=usage.seconds,
                    cost_usd=usage.cost_usd,
                )
            )

    def total(self) -> Usage:
        """What all work has cost so far."""
        with self._database.read() as session:
            rows = session.scalars(select(ModelCallRow)).all()
        return Usage(
            calls=sum(row.calls for row in rows),
            prompt_tokens=sum(row.prompt_tokens for row in rows),
            completion_tokens=sum(row.completion_tokens for row in rows),
            seconds=sum(row.seconds for row in rows),
            cost_usd=sum(row.cost_usd for row in rows),
        )

    def noted(self, actor: str, action: str, subject: str, at: datetime) -> None:
        """Keep who did what to which id."""
        with self._database.begin() as session:
            session.add(AuditRow(at=at, actor=actor, action=action, subject=subject))
