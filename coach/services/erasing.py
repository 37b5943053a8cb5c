"""Withdrawal: a junior's own session, or anybody's on request, erased everywhere."""

from pydantic import BaseModel, ConfigDict

from coach.erasure import Eraser, Whom
from coach.errors import NotAllowed, NotFound
from coach.records.erasures import ErasureRecords, Receipt
from coach.records.sessions import SessionRecords
from coach.users import Permission, User, require

_NOTHING = "There is no such session or junior reference (it may have been erased already)."


class ForgetReport(BaseModel):
    """The contract's JSON of ``coach forget``; the receipt's number is kept, whose it is not."""

    model_config = ConfigDict(frozen=True)

    erased: dict[str, int]
    verified: bool
    method: str
    receipt: str


class Erasing:
    """Erasure with a receipt."""

    def __init__(self, eraser: Eraser, sessions: SessionRecords, records: ErasureRecords) -> None:
        self._eraser = eraser
        self._sessions = sessions
        self._records = records

    async def forget(self, user: User, target: str) -> ForgetReport:
        """Erase a session (by id) or a junior (by reference) everywhere.

        Raises:
            NotAllowed: when ``user`` may not erase on request.
            NotFound: when nothing is held under ``target``.
            StorageFailed: when a disk refused; it is finished at the next start.
        """
        require(user, Permission.MANAGE)
        target = target.strip()
        theirs = tuple(record.id for record in self._sessions.of_junior(target))
        for whom in (Whom(theirs, target), Whom((target,))):
            receipt = await self._eraser.erase(whom)
            if receipt is not None:
                return _report(receipt)
        raise NotFound(_NOTHING)

    async def withdraw(self, user: User, session_id: str) -> ForgetReport:
        """Erase one's own session everywhere.

        Raises:
            NotAllowed: when ``user`` may not withdraw, or the session is another's.
            NotFound: when there is no such session.
            StorageFailed: when a disk refused; it is finished at the next start.
        """
        require(user, Permission.WITHDRAW)
        record = self._sessions.get(session_id)
        if not user.operator and record.owner_id != user.id:
            raise NotAllowed("Only the person who handed in a session can withdraw it.")
        receipt = await self._eraser.erase(Whom((session_id,)))
        if receipt is None:
            raise NotFound(_NOTHING)
        return _report(receipt)

    async def withdraw_everything(self, user: User) -> ForgetReport:
        """Erase all one has ever shared.

        Raises:
            NotAllowed: when ``user`` may not withdraw.
            NotFound: when there is nothing.
            StorageFailed: when a disk refused; it is finished at the next start.
        """
        require(user, Permission.WITHDRAW)
        mine = {record.id for record in self._sessions.of_junior(user.junior_ref)}
        mine |= {record.id for record in self._sessions.of_owner(user.id)}
        receipt = await self._eraser.erase(Whom(tuple(sorted(mine)), user.junior_ref))
        if receipt is None:
            raise NotFound(_NOTHING)
        return _report(receipt)

    async def finish_interrupted(self, user: User) -> list[ForgetReport]:
        """Finish erasures that a crash cut short; called whenever the home is opened.

        Raises:
            NotAllowed: when ``user`` may not erase on request.
            StorageFailed: when a disk refused; it stays for the next start.
        """
        require(user, Permission.MANAGE)
        return [_report(receipt) for receipt in await self._eraser.finish_interrupted()]

    def receipts(self, user: User) -> list[ForgetReport]:
        """Every receipt, newest first.

        Raises:
            NotAllowed: when ``user`` may not erase on request.
        """
        require(user, Permission.MANAGE)
        return [_report(receipt) for receipt in self._records.receipts()]


def _report(receipt: Receipt) -> ForgetReport:
    return ForgetReport(
        erased=receipt.erased,
        verified=receipt.verified,
        method=receipt.method,
        receipt=receipt.id,
    )
