"""How the installation is doing: what an administrator looks at before asking for help."""

import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from coach.home import Home
from coach.records.accounts import AccountRecords
from coach.records.database import Database
from coach.records.erasures import ErasureRecords
from coach.records.traces import Traces
from coach.users import Permission, User, require
from graphs.ports import Clock, Usage
from guardrails.vault.vault import Vault

LOW_DISK_BYTES = 500 << 20
"""Below half a gigabyte free we say so: a debrief must never stop half-way for want of space."""


@dataclass(frozen=True, slots=True)
class HealthReport:
    """Facts and, in ``worries``, what somebody should do about them; no names, no words."""

    database: str
    database_version: str
    home_bytes: int
    free_bytes: int
    accounts: dict[str, int]
    sealed_transcripts: int
    next_shredding: datetime | None
    unfinished_erasures: int
    receipts: int
    spent: Usage
    worries: list[str]


class Health:
    """Reads the state of the installation."""

    def __init__(
        self,
        home: Home,
        database: Database,
        vault: Vault,
        clock: Clock,
    ) -> None:
        self._home = home
        self._database = database
        self._vault = vault
        self._clock = clock

    def report(self, user: User) -> HealthReport:
        """The state right now.

        Raises:
            NotAllowed: when ``user`` may not manage the installation.
            StorageFailed: when the database cannot be read.
        """
        require(user, Permission.MANAGE)
        erasures = ErasureRecords(self._database)
        terms = [label.keep_until for label in self._vault.labels()]
        free = shutil.disk_usage(self._home.root).free
        unfinished = len(erasures.unfinished())
        everybody = AccountRecords(self._database).all()
        return HealthReport(
            database=self._database.kind,
            database_version=self._database.version(),
            home_bytes=_size(self._home),
            free_bytes=free,
            accounts=dict(Counter(account.role for account in everybody if not account.disabled)),
            sealed_transcripts=len(terms),
            next_shredding=min(terms, default=None),
            unfinished_erasures=unfinished,
            receipts=len(erasures.receipts()),
            spent=Traces(self._database).total(),
            worries=_worries(free, unfinished, overdue=sum(t < self._clock.now() for t in terms)),
        )


def _size(home: Home) -> int:
    return sum(file.stat().st_size for file in home.root.rglob("*") if file.is_file())


def _worries(free: int, unfinished: int, *, overdue: int) -> list[str]:
    found = []
    if free < LOW_DISK_BYTES:
        found.append(f"Only {free >> 20} MB are free where COACH_HOME lies; make room.")
    if unfinished:
        found.append("An erasure was cut short; restart the app and it is finished.")
    if overdue:
        found.append("A sealed transcript is past its term; restart the app and it is shredded.")
    return found
