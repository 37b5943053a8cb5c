"""The journal of erasures under way, and the receipts of those finished."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, String, Text, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from coach.records.database import Database
from coach.records.schema import Base


class ErasureRow(Base):
    """One erasure that has begun: ids and fingerprints, never texts."""

    __tablename__ = "erasures"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    begun: Mapped[datetime]
    plan: Mapped[dict[str, Any]]
    fingerprints: Mapped[bytes] = mapped_column(LargeBinary)


class ReceiptRow(Base):
    """An erasure that was finished; it does not say whose."""

    __tablename__ = "receipts"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime]
    erased: Mapped[dict[str, Any]]
    verified: Mapped[bool]
    method: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Erasure:
    """``plan`` maps each room to the ids it must erase; ``counts`` is what the receipt will say."""

    id: str
    begun: datetime
    plan: dict[str, list[str]]
    counts: dict[str, int]
    fingerprints: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased, and how it was verified."""

    id: str
    at: datetime
    erased: dict[str, int]
    verified: bool
    method: str


class ErasureRecords:
    """Keeps erasures until they are finished."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self,
        plan: dict[str, list[str]],
        counts: dict[str, int],
        fingerprints: bytes,
        now: datetime,
    ) -> Erasure:
        """Write down what will be erased, before anything is."""
        erasure = Erasure(secrets.token_hex(16), now, plan, counts, fingerprints)
        with self._database.begin() as session:
            session.add(
                ErasureRow(
                    id=erasure.id,
                    begun=now,
                    plan={"rooms": plan, "counts": counts},
                    fingerprints=fingerprints,
                )
            )
        return erasure

    def unfinished(self) -> list[Erasure]:
        """Every erasure that has begun and not ended, oldest first."""
        with self._database.read() as session:
            rows = session.scalars(select(ErasureRow).order_by(ErasureRow.begun)).all()
        return [
            Erasure(row.id, row.begun, row.plan["rooms"], row.plan["counts"], row.fingerprints)
            for row in rows
        ]

    def finish(self, erasure: Erasure, *, verified: bool, method: str, now: datetime) -> Receipt:
        """Write the receipt and drop the journal's entry, both or neither."""
        receipt = Receipt(erasure.id, now, erasure.counts, verified, method)
        with self._database.begin() as session:
            session.add(
                ReceiptRow(
                    id=receipt.id,
                    at=now,
                    erased=dict(receipt.erased),
                    verified=verified,
                    method=method,
                )
            )
            session.execute(delete(ErasureRow).where(ErasureRow.id == erasure.id))
        return receipt

    def receipts(self) -> list[Receipt]:
        """Every receipt, newest first."""
        with self._database.read() as session:
            rows = session.scalars(select(ReceiptRow).order_by(ReceiptRow.at.desc())).all()
        return [Receipt(row.id, row.at, row.erased, row.verified, row.method) for row in rows]
