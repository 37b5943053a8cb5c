"""The programme itself: its name and its k, frozen once by the first release."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from coach.errors import InvalidInput
from coach.records.database import Database
from coach.records.schema import Base

K_FLOOR = 3
"""No programme may show less than three people together (DISCLOSURE.md)."""
K_DEFAULT = 5

_ONLY = 1


class ProgrammeRow(Base):
    """The one row."""

    __tablename__ = "programme"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("k IS NULL OR k >= 3", name="k_floor"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(120))
    k: Mapped[int | None]
    k_frozen: Mapped[datetime | None]
    created: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Programme:
    """``k`` is None until the first release froze it at ``k_frozen``."""

    name: str
    k: int | None
    k_frozen: datetime | None

    @property
    def k_in_force(self) -> int:
        """The frozen k, or the default that the first release would freeze."""
        return self.k or K_DEFAULT


class ProgrammeRecords:
    """Reads the programme and freezes its k."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self) -> Programme:
        """The programme; one without a name where nothing was set yet."""
        with self._database.read() as session:
            row = session.get(ProgrammeRow, _ONLY)
        if row is None:
            return Programme("", None, None)
        return Programme(row.name, row.k, row.k_frozen)

    def rename(self, name: str, now: datetime) -> None:
        """Give the programme a name."""
        with self._database.begin() as session:
            _row(session, now).name = name

    def freeze_k(self, k: int | None, now: datetime) -> int:
        """Return the frozen k; the first call freezes it (``None``: the default).

        Raises:
            InvalidInput: below the floor of 3, or when another k is frozen already.
        """
        with self._database.begin() as session:
            row = _row(session, now)
            if row.k is None:
                row.k, row.k_frozen = _checked(k or K_DEFAULT), now
            if k is not None and k != row.k:
                raise InvalidInput(
                    f"This programme promised k = {row.k} to everybody; it cannot be changed."
                )
            return row.k


def _row(session: Session, now: datetime) -> ProgrammeRow:
    row = session.get(ProgrammeRow, _ONLY)
    if row is None:
        row = ProgrammeRow(id=_ONLY, name="", k=None, k_frozen=None, created=now)
        session.add(row)
    return row


def _checked(k: int) -> int:
    if k < K_FLOOR:
        raise InvalidInput(f"k must be at least {K_FLOOR}: fewer people can be told apart.")
    return k
