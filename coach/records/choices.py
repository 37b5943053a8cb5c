"""What people decided about themes: an insight belongs to one, or not; two are not the same.

A choice outlives every computation: the grouping of a release honors it (``coach release``).
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from sqlalchemy import String, delete, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from coach.records.database import Database
from coach.records.schema import Base

Choice = Literal["same", "apart"]


class ChoiceRow(Base):
    """``subject`` is an insight or, for two themes kept apart, the smaller of their ids."""

    __tablename__ = "theme_choices"

    subject: Mapped[str] = mapped_column(String(80), primary_key=True)
    theme_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    choice: Mapped[str] = mapped_column(String(8))


class ThemeChoices:
    """Keeps choices by opaque ids; never a word, never who chose."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def place(self, choices: Mapping[str, tuple[Choice, Iterable[str]]]) -> None:
        """Keep where insights belong (one theme) or do not (several), instead of what was said."""
        with self._database.begin() as session:
            for insight, (choice, themes) in choices.items():
                session.execute(delete(ChoiceRow).where(ChoiceRow.subject == insight))
                _add(session, insight, themes, choice)

    def keep_apart(self, first: str, second: str) -> None:
        """Two themes are not the same; saying so twice changes nothing."""
        low, high = sorted((first, second))
        with self._database.begin() as session:
            session.merge(ChoiceRow(subject=low, theme_id=high, choice="apart"))

    def merged(self, gone: Iterable[str], stays: str) -> None:
        """Follow a merge: who belonged to a theme that is gone belongs to the one that stays."""
        names = set(gone)
        with self._database.begin() as session:
            mine = ChoiceRow.theme_id.in_(names)
            moved = update(ChoiceRow).where(mine, ChoiceRow.choice == "same")
            session.execute(moved.values(theme_id=stays))
            session.execute(delete(ChoiceRow).where(mine | ChoiceRow.subject.in_(names)))

    def belonging(self) -> dict[str, str]:
        """The theme each placed insight belongs to."""
        with self._database.read() as session:
            query = select(ChoiceRow).where(ChoiceRow.choice == "same")
            return {row.subject: row.theme_id for row in session.scalars(query)}

    def apart(self) -> dict[str, frozenset[str]]:
        """The themes that each insight (or theme) must stay out of."""
        found: dict[str, set[str]] = {}
        with self._database.read() as session:
            for row in session.scalars(select(ChoiceRow).where(ChoiceRow.choice == "apart")):
                found.setdefault(row.subject, set()).add(row.theme_id)
        return {subject: frozenset(themes) for subject, themes in found.items()}


def forget_choices(session: Session, insights: Iterable[str]) -> None:
    """Delete what was chosen for insights that are erased."""
    session.execute(delete(ChoiceRow).where(ChoiceRow.subject.in_(list(insights))))


def _add(session: Session, subject: str, themes: Iterable[str], choice: Choice) -> None:
    rows = [{"subject": subject, "theme_id": t, "choice": choice} for t in dict.fromkeys(themes)]
    if rows:
        session.execute(insert(ChoiceRow), rows)
