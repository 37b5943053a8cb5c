"""Failed sign-ins, remembered across restarts; names and addresses only as opaque keys."""

from datetime import datetime, timedelta

from sqlalchemy import String, delete
from sqlalchemy.orm import Mapped, mapped_column

from coach.records.database import Database
from coach.records.schema import Base

FREE_FAILURES = 5
"""Wrong passwords in a row that cost nothing."""
LONGEST_WAIT = timedelta(minutes=15)
"""The longest wait: nobody is locked out for good."""
FORGIVEN_AFTER = timedelta(hours=24)
"""After so long without a failure the count starts anew."""


class FailureRow(Base):
    """Failures of one account from one place."""

    __tablename__ = "sign_in_failures"

    account_key: Mapped[str] = mapped_column(String(40), primary_key=True)
    origin_key: Mapped[str] = mapped_column(String(40), primary_key=True)
    failures: Mapped[int]
    blocked_until: Mapped[datetime | None]
    last: Mapped[datetime]


class Throttle:
    """Slows down guessing: per account and place, so that a stranger's guesses bar nobody else."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def wait(self, account_key: str, origin_key: str, now: datetime) -> timedelta:
        """How long this place must wait before it may try this account again."""
        with self._database.read() as session:
            row = session.get(FailureRow, (account_key, origin_key))
        if row is None or row.blocked_until is None:
            return timedelta()
        return max(row.blocked_until - now, timedelta())

    def failed(self, account_key: str, origin_key: str, now: datetime) -> None:
        """Count one failure: from the sixth on, 30 s doubling up to 15 minutes."""
        with self._database.begin() as session:
            row = session.get(FailureRow, (account_key, origin_key))
            if row is None:
                row = FailureRow(
                    account_key=account_key, origin_key=origin_key, failures=0, last=now
                )
                session.add(row)
            if now - row.last > FORGIVEN_AFTER:
                row.failures = 0
            row.failures += 1
            row.last = now
            row.blocked_until = now + wait_after(row.failures)

    def succeeded(self, account_key: str, origin_key: str) -> None:
        """Forget the failures of this account from this place."""
        mine = (FailureRow.account_key == account_key) & (FailureRow.origin_key == origin_key)
        with self._database.begin() as session:
            session.execute(delete(FailureRow).where(mine))


def wait_after(failures: int) -> timedelta:
    """The wait after so many failures in a row."""
    if failures < FREE_FAILURES:
        return timedelta()
    doublings = min(failures - FREE_FAILURES, 10)
    return min(timedelta(seconds=30 << doublings), LONGEST_WAIT)
