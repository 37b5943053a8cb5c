"""Approved insights in the database: the source of truth of the programme's memory."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Boolean, String, Text, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from coach.records.choices import forget_choices
from coach.records.database import Database
from coach.records.schema import Base
from guardrails.text import derived
from knowledge.insights import Insight

_BATCH = 500  # below SQLite's limit of bound values


class InsightRow(Base):
    """One insight; ``position`` is the order of arrival, ``theme_id`` "" until a release."""

    __tablename__ = "insights"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int] = mapped_column(index=True)
    statement: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text)
    family: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(16))
    severity: Mapped[str] = mapped_column(String(16))
    junior_ref: Mapped[str] = mapped_column(String(80), index=True)
    pair_ref: Mapped[str] = mapped_column(String(80))
    decision_ref: Mapped[str] = mapped_column(String(80))
    function: Mapped[str] = mapped_column(String(80))
    region: Mapped[str] = mapped_column(String(80))
    tenure_band: Mapped[str] = mapped_column(String(40))
    quarter: Mapped[str] = mapped_column(String(8))
    may_quote: Mapped[bool] = mapped_column(Boolean)
    also_junior_refs: Mapped[list[str]]
    theme_id: Mapped[str] = mapped_column(String(40), index=True)


_FIELDS = (
    "id", "statement", "quote", "family", "kind", "severity", "junior_ref", "pair_ref",
    "decision_ref", "function", "region", "tenure_band", "quarter", "may_quote",
)  # fmt: skip


class InsightRecords:
    """Reads and keeps insights."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, insights: Sequence[Insight]) -> None:
        """Keep insights, all or none; one whose id is there already stays as it is."""
        with self._database.begin() as session:
            known = _known(session, [one.id for one in insights])
            last = session.scalar(select(func.max(InsightRow.position))) or 0
            fresh = {one.id: one for one in insights if one.id not in known}
            rows = [_row(one, last + n) for n, one in enumerate(fresh.values(), start=1)]
            if rows:
                session.execute(insert(InsightRow), rows)

    def all(self) -> list[Insight]:
        """Every insight in order of arrival."""
        with self._database.read() as session:
            found = session.execute(_columns().order_by(InsightRow.position))
            return [_insight(row._mapping) for row in found]  # noqa: SLF001 - SQLAlchemy's name

    def stream(self) -> Iterator[Insight]:
        """Every insight in order of arrival, a thousand at a time."""
        with self._database.read() as session:
            query = _columns().order_by(InsightRow.position).execution_options(yield_per=1000)
            for row in session.execute(query):
                yield _insight(row._mapping)  # noqa: SLF001 - SQLAlchemy's name

    def by_id(self, ids: Collection[str]) -> dict[str, Insight]:
        """The insights among ``ids`` that are there."""
        found: dict[str, Insight] = {}
        with self._database.read() as session:
            for part in _parts(list(ids)):
                query = _columns().where(InsightRow.id.in_(part))
                for row in session.execute(query):
                    one = _insight(row._mapping)  # noqa: SLF001 - SQLAlchemy's name
                    found[one.id] = one
        return found

    def known(self, ids: Sequence[str]) -> set[str]:
        """Those of ``ids`` that are there."""
        with self._database.read() as session:
            return _known(session, ids)

    def texts(self) -> set[tuple[str, str, str]]:
        """Statement, quote and junior of every insight, to recognise a second copy."""
        with self._database.read() as session:
            query = select(InsightRow.statement, InsightRow.quote, InsightRow.junior_ref)
            return {(row[0], row[1], row[2]) for row in session.execute(query)}

    def of_junior(self, junior_ref: str) -> list[str]:
        """The ids of the insights that somebody supports, alone or with others."""
        with self._database.read() as session:
            query = select(InsightRow.id, InsightRow.junior_ref, InsightRow.also_junior_refs)
            return [i for i, first, also in session.execute(query)
                    if junior_ref == first or junior_ref in also]  # fmt: skip

    def count(self) -> int:
        """How many there are."""
        with self._database.read() as session:
            return session.scalar(select(func.count()).select_from(InsightRow)) or 0

    def themes(self) -> dict[str, str]:
        """The theme of each insight that has one."""
        with self._database.read() as session:
            query = select(InsightRow.id, InsightRow.theme_id).where(InsightRow.theme_id != "")
            return {row[0]: row[1] for row in session.execute(query)}

    def set_themes(self, theme_of: Mapping[str, str]) -> None:
        """Write the theme of each insight given."""
        rows = [{"one": one, "theme": theme} for one, theme in theme_of.items()]
        if not rows:
            return
        table = InsightRow.__table__
        statement = (
            update(table)  # type: ignore[arg-type]
            .where(table.c.id == bindparam("one"))
            .values(theme_id=bindparam("theme"))
        )
        with self._database.begin() as session:
            session.connection().execute(statement, rows)

    def erase(self, ids: Collection[str]) -> int:
        """Delete insights and what was chosen for them; returns how many were there."""
        gone = 0
        with self._database.begin() as session:
            for part in _parts(list(ids)):
                found = session.execute(delete(InsightRow).where(InsightRow.id.in_(part)))
                gone += int(getattr(found, "rowcount", 0))
                forget_choices(session, part)
        return gone


def _columns() -> Any:
    names = (*_FIELDS, "also_junior_refs")
    return select(*(getattr(InsightRow, name) for name in names))


def held(session: Session, ids: Sequence[str]) -> set[str]:
    """Those of ``ids`` that are there, none of which can go before the transaction ends."""
    return _known(session, ids, lock=True)


def _known(session: Session, ids: Sequence[str], *, lock: bool = False) -> set[str]:
    known: set[str] = set()
    for part in _parts(ids):
        query = select(InsightRow.id).where(InsightRow.id.in_(part))
        known |= set(session.scalars(query.with_for_update(read=True) if lock else query))
    return known


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]


def _row(one: Insight, position: int) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in _FIELDS}
    also = list(one.also_junior_refs)
    return {**values, "also_junior_refs": also, "position": position, "theme_id": ""}


def _insight(row: Mapping[Any, Any]) -> Insight:
    values = {name: row[name] for name in _FIELDS}
    values["statement"], values["quote"] = derived(row["statement"]), derived(row["quote"])
    return Insight(**values, also_junior_refs=tuple(row["also_junior_refs"]))
