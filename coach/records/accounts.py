"""Accounts and mentoring pairs in the database."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from coach.errors import InvalidInput, NotFound
from coach.records.database import Database
from coach.records.schema import Base


class UserRow(Base):
    """One account. ``epoch`` rises when every open sign-in must end."""

    __tablename__ = "users"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    sign_in_name: Mapped[str] = mapped_column(String(120), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str] = mapped_column(String(255))
    junior_ref: Mapped[str] = mapped_column(String(40))
    function: Mapped[str] = mapped_column(String(80), default="")
    region: Mapped[str] = mapped_column(String(80), default="")
    tenure_band: Mapped[str] = mapped_column(String(40), default="")
    epoch: Mapped[int] = mapped_column(default=1)
    disabled: Mapped[bool] = mapped_column(default=False)
    created: Mapped[datetime]


class PairRow(Base):
    """A senior and a junior who talk to each other."""

    __tablename__ = "pairs"
    __table_args__ = (UniqueConstraint("senior_id", "junior_id"),)

    pair_ref: Mapped[str] = mapped_column(String(40), primary_key=True)
    senior_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    junior_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    created: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the services see it."""

    id: str
    name: str
    role: str
    password_hash: str
    junior_ref: str
    function: str
    region: str
    tenure_band: str
    epoch: int
    disabled: bool
    created: datetime
    pair_refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A mentoring pair."""

    pair_ref: str
    senior_id: str
    junior_id: str
    created: datetime


class AccountRecords:
    """Reads and writes accounts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, account: Account) -> None:
        """Keep a new account.

        Raises:
            InvalidInput: when the name is taken, whatever its capitals and spaces.
        """
        row = UserRow(
            id=account.id,
            name=account.name,
            sign_in_name=sign_in_name(account.name),
            role=account.role,
            password_hash=account.password_hash,
            junior_ref=account.junior_ref,
            function=account.function,
            region=account.region,
            tenure_band=account.tenure_band,
            epoch=account.epoch,
            disabled=account.disabled,
            created=account.created,
        )
        try:
            with self._database.begin() as session:
                session.add(row)
        except IntegrityError:
            raise InvalidInput("An account of this name exists already.") from None

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self._database.read() as session:
            rows = session.scalars(select(UserRow).order_by(UserRow.sign_in_name)).all()
            return [_account(session, row) for row in rows]

    def by_id(self, user_id: str) -> Account:
        """One account.

        Raises:
            NotFound: when there is none.
        """
        with self._database.read() as session:
            return _account(session, _row(session, user_id))

    def by_name(self, name: str) -> Account | None:
        """The account of a name, whatever its capitals and spaces."""
        query = select(UserRow).where(UserRow.sign_in_name == sign_in_name(name))
        with self._database.read() as session:
            row = session.scalar(query)
            return _account(session, row) if row else None

    def set_password(self, user_id: str, password_hash: str) -> None:
        """Replace the password and end every open sign-in."""
        with self._database.begin() as session:
            row = _row(session, user_id)
            row.password_hash = password_hash
            row.epoch += 1

    def rehash(self, user_id: str, password_hash: str) -> None:
        """Keep the same password under newer hashing costs."""
        with self._database.begin() as session:
            _row(session, user_id).password_hash = password_hash

    def set_disabled(self, user_id: str, *, disabled: bool) -> None:
        """Close or reopen an account and end every open sign-in.

        Raises:
            InvalidInput: when no administrator would be left.
        """
        with self._database.begin() as session:
            row = _row(session, user_id)
            row.disabled = disabled
            row.epoch += 1
            session.flush()
            others = select(func.count()).where(UserRow.role == "admin", ~UserRow.disabled)
            if disabled and row.role == "admin" and not session.scalar(others):
                raise InvalidInput("This is the last administrator: name another one first.")

    def add_pair(self, pair: Pair) -> None:
        """Keep a mentoring pair; keeping it twice is no error."""
        with self._database.begin() as session:
            for user_id in (pair.senior_id, pair.junior_id):
                _row(session, user_id)
            if session.get(PairRow, pair.pair_ref) is None:
                session.add(
                    PairRow(
                        pair_ref=pair.pair_ref,
                        senior_id=pair.senior_id,
                        junior_id=pair.junior_id,
                        created=pair.created,
                    )
                )

    def pairs(self) -> list[Pair]:
        """Every mentoring pair, oldest first."""
        with self._database.read() as session:
            rows = session.scalars(select(PairRow).order_by(PairRow.created)).all()
            return [Pair(row.pair_ref, row.senior_id, row.junior_id, row.created) for row in rows]


def sign_in_name(name: str) -> str:
    """The form in which names are compared."""
    return " ".join(name.casefold().split())


def _row(session: Session, user_id: str) -> UserRow:
    row = session.get(UserRow, user_id)
    if row is None:
        raise NotFound("There is no such account.")
    return row


def _account(session: Session, row: UserRow) -> Account:
    mine = (PairRow.senior_id == row.id) | (PairRow.junior_id == row.id)
    pairs = session.scalars(select(PairRow.pair_ref).where(mine).order_by(PairRow.created))
    return Account(
        id=row.id,
        name=row.name,
        role=row.role,
        password_hash=row.password_hash,
        junior_ref=row.junior_ref,
        function=row.function,
        region=row.region,
        tenure_band=row.tenure_band,
        epoch=row.epoch,
        disabled=row.disabled,
        created=row.created,
        pair_refs=tuple(pairs),
    )
