"""Frozen releases and the curators' names of themes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from coach.records.database import Database
from coach.records.insights import held
from coach.records.schema import Base
from guardrails.disclosure.rows import SupportRow
from guardrails.text import CleanText, derived
from knowledge.errors import ReleaseDamaged, ReleaseOutdated
from knowledge.release.building import Named
from knowledge.release.model import Release, ReleasedTheme


class ThemeRow(Base):
    """A curator's words for a theme."""

    __tablename__ = "themes"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    label: Mapped[str] = mapped_column(Text)
    statement: Mapped[str] = mapped_column(Text)
    changed: Mapped[datetime]


class ReleaseRow(Base):
    """One release; ``stale`` lists themes to be computed anew since somebody withdrew."""

    __tablename__ = "releases"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    k: Mapped[int]
    created: Mapped[datetime]
    sha256: Mapped[str] = mapped_column(String(64))
    stale: Mapped[list[str]]


class ReleaseThemeRow(Base):
    """The card of a theme in a release."""

    __tablename__ = "release_themes"

    release: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    theme_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    card: Mapped[dict[str, Any]]


class ReleaseMemberRow(Base):
    """Who supports a theme of a release by which insight; never shown."""

    __tablename__ = "release_members"
    __table_args__ = (Index("ix_release_members_insight_id", "insight_id"),)

    release: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    theme_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    insight_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    junior_ref: Mapped[str] = mapped_column(String(80), primary_key=True)
    pair_ref: Mapped[str] = mapped_column(String(80))
    cut: Mapped[list[str]] = mapped_column(JSON())


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What is known of a release without its themes."""

    number: int
    k: int
    created: datetime
    sha256: str
    stale: tuple[str, ...]


class ReleaseRecords:
    """Freezes releases and reads them back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def freeze(self, release: Release, now: datetime) -> ReleaseFacts:
        """Keep a release for good, with the hash over everything in it.

        Raises:
            ReleaseOutdated: when an insight in it was erased since; nothing is kept then.
        """
        facts = ReleaseFacts(release.number, release.k, now, release.sha256(), ())
        cards = [
            {"release": release.number, "theme_id": theme.id, "card": theme.card()}
            for theme in release.themes
        ]
        members = [_member(release.number, row) for t in release.themes for row in t.cells.rows]
        counted = sorted({row["insight_id"] for row in members})
        with self._database.begin() as session:
            if len(held(session, counted)) < len(counted):
                raise ReleaseOutdated("Somebody withdrew meanwhile; compute the release again.")
            session.add(
                ReleaseRow(
                    number=facts.number, k=facts.k, created=now, sha256=facts.sha256, stale=[]
                )
            )
            for model, rows in ((ReleaseThemeRow, cards), (ReleaseMemberRow, members)):
                if rows:
                    session.execute(insert(model), rows)
        return facts

    def facts(self) -> list[ReleaseFacts]:
        """Every release, newest first."""
        with self._database.read() as session:
            rows = session.scalars(select(ReleaseRow).order_by(ReleaseRow.number.desc()))
            return [_facts(row) for row in rows]

    def latest(self) -> Release | None:
        """The newest release, None before the first.

        Raises:
            ReleaseDamaged: when it is no longer what was frozen.
        """
        with self._database.read() as session:
            number = session.scalar(select(func.max(ReleaseRow.number)))
        return None if number is None else self.get(number)

    def get(self, number: int) -> Release:
        """Read a release back and prove its hash.

        Raises:
            ReleaseDamaged: when it is no longer what was frozen.
        """
        with self._database.read() as session:
            facts = session.get(ReleaseRow, number)
            if facts is None:
                raise ReleaseDamaged("There is no release with this number.")
            release = Release(number, facts.k, _themes(session, number))
        if release.sha256() != facts.sha256:
            raise ReleaseDamaged(
                "The release is not what was frozen; restore the database or release anew."
            )
        return release

    def names(self) -> dict[str, Named]:
        """The curators' words, by theme."""
        with self._database.read() as session:
            rows = session.scalars(select(ThemeRow))
            return {row.id: Named(derived(row.label), derived(row.statement)) for row in rows}

    def rename(self, theme: str, label: CleanText, statement: CleanText, now: datetime) -> None:
        """Keep a curator's words for a theme."""
        with self._database.begin() as session:
            session.merge(ThemeRow(id=theme, label=label, statement=statement, changed=now))

    def erase(self, ids: Collection[str]) -> int:
        """Take insights out of every release; themes they stood in become stale.

        The cards lose the erased words; what remains is hashed anew, so the release stays
        provable. Returns how many member rows went.
        """
        gone = 0
        with self._database.begin() as session:
            for row in list(session.scalars(select(ReleaseRow))):
                touched = _forget_members(session, row.number, set(ids))
                gone += sum(touched.values())
                if touched:
                    row.stale = sorted({*row.stale, *touched})
                    session.flush()
                    row.sha256 = Release(row.number, row.k, _themes(session, row.number)).sha256()
        return gone


def _forget_members(session: Session, number: int, ids: set[str]) -> dict[str, int]:
    mine = (ReleaseMemberRow.release == number) & ReleaseMemberRow.insight_id.in_(ids)
    touched: dict[str, int] = {}
    for theme in session.scalars(select(ReleaseMemberRow.theme_id).where(mine)):
        touched[theme] = touched.get(theme, 0) + 1
    session.execute(delete(ReleaseMemberRow).where(mine))
    for theme in touched:
        row = session.get(ReleaseThemeRow, (number, theme))
        if row is not None:
            row.card = _without(row.card, ids)
    return touched


def _without(card: Mapping[str, Any], ids: set[str]) -> dict[str, Any]:
    """Drop erased ids, and the statement where it was an erased insight's."""
    kept = {
        name: [one for one in card[name] if one not in ids]
        for name in ("typical", "described", "quotable")
    }
    spoken = any(one in ids for one in card["described"])
    return {**card, **kept, **({"statement": card["label"]} if spoken else {})}


def _themes(session: Session, number: int) -> tuple[ReleasedTheme, ...]:
    rows: dict[str, list[SupportRow]] = {}
    members = select(ReleaseMemberRow).where(ReleaseMemberRow.release == number)
    for m in session.scalars(members):
        row = SupportRow(m.insight_id, m.theme_id, m.junior_ref, m.pair_ref, tuple(m.cut))
        rows.setdefault(m.theme_id, []).append(row)
    cards = select(ReleaseThemeRow).where(ReleaseThemeRow.release == number)
    ordered = sorted(session.scalars(cards), key=lambda card: card.theme_id)
    return tuple(
        ReleasedTheme.from_card(card.theme_id, card.card, tuple(rows.get(card.theme_id, [])))
        for card in ordered
    )


def _member(number: int, row: SupportRow) -> dict[str, Any]:
    return {
        "release": number,
        "theme_id": row.theme,
        "insight_id": row.insight,
        "junior_ref": row.junior,
        "pair_ref": row.pair,
        "cut": list(row.values),
    }


def _facts(row: ReleaseRow) -> ReleaseFacts:
    return ReleaseFacts(row.number, row.k, row.created, row.sha256, tuple(row.stale))
