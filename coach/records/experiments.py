"""What was tried on a theme, and how the metric of its brief moved."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from sqlalchemy import String, Text, select, update
from sqlalchemy.orm import Mapped, mapped_column

from coach.records.database import Database
from coach.records.schema import Base
from guardrails.text import CleanText, derived

Outcome = Literal["helped", "no_change", "worse", "running"]


class ExperimentRow(Base):
    """One experiment; never who proposed, ran or entered it."""

    __tablename__ = "experiments"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    theme_id: Mapped[str] = mapped_column(String(40), index=True)
    attempt: Mapped[str] = mapped_column(Text)
    metric: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(String(40))
    after: Mapped[str] = mapped_column(String(40))
    verdict: Mapped[str] = mapped_column(String(16))
    entered: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Experiment:
    """What was tried, by which metric, its value before and after, and what came of it."""

    attempt: CleanText
    metric: CleanText
    before: CleanText
    after: CleanText
    verdict: Outcome


class ExperimentRecords:
    """Keeps experiments by theme."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, theme: str, tried: Experiment, now: datetime) -> None:
        """Keep an experiment of a theme."""
        row = ExperimentRow(
            id=secrets.token_hex(16),
            theme_id=theme,
            attempt=tried.attempt,
            metric=tried.metric,
            before=tried.before,
            after=tried.after,
            verdict=tried.verdict,
            entered=now,
        )
        with self._database.begin() as session:
            session.add(row)

    def by_theme(self) -> dict[str, list[Experiment]]:
        """Every experiment, in the order of entering."""
        found: dict[str, list[Experiment]] = {}
        with self._database.read() as session:
            query = select(ExperimentRow).order_by(ExperimentRow.entered, ExperimentRow.id)
            for row in session.scalars(query):
                found.setdefault(row.theme_id, []).append(_experiment(row))
        return found

    def moved(self, gone: Iterable[str], stays: str) -> None:
        """Follow a merge of themes."""
        mine = update(ExperimentRow).where(ExperimentRow.theme_id.in_(list(gone)))
        with self._database.begin() as session:
            session.execute(mine.values(theme_id=stays))


def _experiment(row: ExperimentRow) -> Experiment:
    return Experiment(
        derived(row.attempt),
        derived(row.metric),
        derived(row.before),
        derived(row.after),
        cast("Outcome", row.verdict),  # written by add() only
    )
