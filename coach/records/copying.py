"""Copying all records from one database to another, and proving that nothing changed.

Only declared tables are copied; search indexes are derived from them and built anew.
"""

import hashlib
import importlib
import json
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, Table, func, insert, select, text
from sqlalchemy.orm import Session

from coach import records
from coach.errors import InvalidInput, StorageFailed
from coach.records.database import Database
from coach.records.schema import Base

_BATCH = 1_000
OnTable = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """A table after copying: rows and the SHA-256 over all of them, alike on both sides."""

    name: str
    rows: int
    sha256: str


def declared_tables() -> list[Table]:
    """Every table of every room, parents before children."""
    for module in pkgutil.iter_modules(records.__path__, f"{records.__name__}."):
        if not module.ispkg:
            importlib.import_module(module.name)
    return Base.metadata.sorted_tables


def copy_records(source: Database, target: Database, on_table: OnTable) -> list[CopiedTable]:
    """Copy every table in one transaction and compare counts and hashes inside it.

    Raises:
        InvalidInput: when the target already holds records.
        StorageFailed: when a count or hash differs (nothing is kept), or a disk refuses.
    """
    tables, copied = declared_tables(), []
    with source.read() as old, target.begin() as new:
        if any(new.scalar(select(func.count()).select_from(table)) for table in tables):
            raise InvalidInput("The target database already holds records; give an empty one.")
        for table in tables:
            _copy(table, old, new)
            before, after = _digest(table, old), _digest(table, new)
            if before != after:
                raise StorageFailed(
                    f"Table {table.name} arrived changed; nothing of the copy was kept."
                )
            copied.append(before)
            on_table(table.name, before.rows)
            if target.kind == "postgresql":
                _number_on(table, new)
    return copied


def _copy(table: Table, old: Session, new: Session) -> None:
    rows = old.execute(select(table), execution_options={"yield_per": _BATCH}).mappings()
    for batch in rows.partitions():
        new.execute(insert(table), [dict(row) for row in batch])


def _digest(table: Table, session: Session) -> CopiedTable:
    """Count the rows and hash each as sorted JSON; the hashes are added up, order being free."""
    total, count = 0, 0
    for row in session.execute(select(table), execution_options={"yield_per": _BATCH}).mappings():
        plain = {str(name): value for name, value in row.items()}
        document = json.dumps(plain, sort_keys=True, default=_written)
        total += int.from_bytes(hashlib.sha256(document.encode()).digest())
        count += 1
    return CopiedTable(table.name, count, f"{total % (1 << 256):064x}")


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(type(value).__name__)


def _number_on(table: Table, session: Session) -> None:
    """Let new rows be numbered after the copied ones."""
    key = table.autoincrement_column
    if key is not None and isinstance(key.type, Integer) and key.autoincrement != False:  # noqa: E712 - may be "auto"
        query = text(
            "SELECT setval(pg_get_serial_sequence(:table, :key), :next, false)"
        ).bindparams(
            table=table.name,
            key=key.name,
            next=(session.scalar(select(func.max(key))) or 0) + 1,
        )
        session.execute(query)
