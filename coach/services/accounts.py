"""People and how they come in: accounts, passwords, mentoring pairs."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from coach.errors import InvalidInput, NotAllowed
from coach.records.accounts import Account, AccountRecords, Pair, sign_in_name
from coach.records.throttle import Throttle
from coach.users import Attributes, Permission, User, UserRole, require
from graphs.ports import Clock
from guardrails.references import References

SHORTEST_PASSWORD = 10
_LONGEST_PASSWORD = 1024
_LONGEST_NAME = 120
_WRONG = "Name or password is wrong."


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A fresh account; ``password`` is told once, here, and kept nowhere."""

    user: User
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AccountView:
    """What an administrator sees of an account."""

    id: str
    name: str
    role: str
    attributes: Attributes
    disabled: bool
    pairs: int


class Accounts:
    """Accounts of one programme. ``hasher`` is argon2id with the library's costs (RFC 9106)."""

    def __init__(
        self,
        records: AccountRecords,
        throttle: Throttle,
        references: References,
        clock: Clock,
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._records = records
        self._throttle = throttle
        self._references = references
        self._clock = clock
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_hex())

    def sign_in(self, name: str, password: str, *, origin: str = "") -> User:
        """Let a person in; ``origin`` is the network address the attempt comes from.

        Raises:
            NotAllowed: always the same sentence, whether name or password is wrong; another one
                after too many wrong passwords from one place (15 minutes at most).
        """
        now = self._clock.now()
        account_key = self._references.anything("sign_in_name", sign_in_name(name))
        origin_key = self._references.anything("origin", origin)
        wait = self._throttle.wait(account_key, origin_key, now)
        if wait:
            raise NotAllowed(f"Too many wrong passwords: try again in {_spoken(wait)}.")
        account = self._records.by_name(name)
        fits = self._fits(account.password_hash if account else self._nobody, password)
        if account is None or account.disabled or not fits:
            self._throttle.failed(account_key, origin_key, now)
            raise NotAllowed(_WRONG)
        self._throttle.succeeded(account_key, origin_key)
        if self._hasher.check_needs_rehash(account.password_hash):
            self._records.rehash(account.id, self._hasher.hash(password))
        return _user(account)

    def user(self, user_id: str, *, epoch: int) -> User:
        """The signed-in person behind a session cookie.

        Raises:
            NotAllowed: when the account was closed or its password changed since.
            NotFound: when there is no such account.
        """
        account = self._records.by_id(user_id)
        if account.disabled or account.epoch != epoch:
            raise NotAllowed("Please sign in again.")
        return _user(account)

    def epoch(self, user_id: str) -> int:
        """The number that a session cookie must carry to be valid.

        Raises:
            NotFound: when there is no such account.
        """
        return self._records.by_id(user_id).epoch

    def create(
        self,
        user: User,
        name: str,
        role: str,
        *,
        password: str | None = None,
        attributes: Attributes | None = None,
    ) -> NewAccount:
        """Open an account; without ``password`` one is made up and returned.

        Raises:
            NotAllowed: when ``user`` may not manage accounts.
            InvalidInput: when the name is empty or taken, the role unknown, the password short.
        """
        require(user, Permission.MANAGE)
        name = " ".join(name.split())
        if not 0 < len(name) <= _LONGEST_NAME:
            raise InvalidInput(f"A name has 1 to {_LONGEST_NAME} characters.")
        password = password or secrets.token_urlsafe(12)
        account_id = secrets.token_hex(16)
        traits = attributes or Attributes()
        account = Account(
            id=account_id,
            name=name,
            role=_role(role),
            password_hash=self._hashed(password),
            junior_ref=self._references.account(account_id),
            function=traits.function,
            region=traits.region,
            tenure_band=traits.tenure_band,
            epoch=1,
            disabled=False,
            created=self._clock.now(),
        )
        self._records.add(account)
        return NewAccount(_user(account), password)

    def list(self, user: User) -> "list[AccountView]":
        """Every account, by name.

        Raises:
            NotAllowed: when ``user`` may not manage accounts.
        """
        require(user, Permission.MANAGE)
        return [
            AccountView(
                account.id,
                account.name,
                account.role,
                Attributes(account.function, account.region, account.tenure_band),
                account.disabled,
                len(account.pair_refs),
            )
            for account in self._records.all()
        ]

    def change_password(self, user: User, old: str, new: str) -> None:
        """Replace one's own password; every other open sign-in ends.

        Raises:
            NotAllowed: when the old password is wrong, or was too often: whoever finds an open
                screen must not guess it here either.
            InvalidInput: when the new one is too short.
        """
        require(user, Permission.ACCOUNT)
        now, key = self._clock.now(), self._references.anything("own_password", user.id)
        wait = self._throttle.wait(key, key, now)
        if wait:
            raise NotAllowed(f"Too many wrong passwords: try again in {_spoken(wait)}.")
        if not self._fits(self._records.by_id(user.id).password_hash, old):
            self._throttle.failed(key, key, now)
            raise NotAllowed("The old password is wrong.")
        hashed = self._hashed(new)
        self._throttle.succeeded(key, key)
        self._records.set_password(user.id, hashed)

    def reset_password(self, user: User, user_id: str) -> NewAccount:
        """Give somebody a made-up password; their open sign-ins end.

        Raises:
            NotAllowed: when ``user`` may not manage accounts.
            NotFound: when there is no such account.
        """
        require(user, Permission.MANAGE)
        password = secrets.token_urlsafe(12)
        self._records.set_password(user_id, self._hashed(password))
        return NewAccount(_user(self._records.by_id(user_id)), password)

    def disable(self, user: User, user_id: str) -> None:
        """Close an account at once.

        Raises:
            NotAllowed: when ``user`` may not manage accounts.
            NotFound: when there is no such account.
            InvalidInput: when it is the last administrator's.
        """
        require(user, Permission.MANAGE)
        self._records.set_disabled(user_id, disabled=True)

    def enable(self, user: User, user_id: str) -> None:
        """Reopen a closed account.

        Raises:
            NotAllowed: when ``user`` may not manage accounts.
            NotFound: when there is no such account.
        """
        require(user, Permission.MANAGE)
        self._records.set_disabled(user_id, disabled=False)

    def pair(self, user: User, senior_id: str, junior_id: str) -> str:
        """Make a senior and a junior a mentoring pair; return its reference.

        Raises:
            NotAllowed: when ``user`` may not manage accounts.
            NotFound: when one of the accounts does not exist.
            InvalidInput: when their roles are not senior and junior.
        """
        require(user, Permission.MANAGE)
        senior, junior = self._records.by_id(senior_id), self._records.by_id(junior_id)
        if (senior.role, junior.role) != ("senior", "junior"):
            raise InvalidInput("A mentoring pair is one senior and one junior.")
        pair_ref = self._references.pair(junior.junior_ref, senior.junior_ref)
        self._records.add_pair(Pair(pair_ref, senior.id, junior.id, self._clock.now()))
        return pair_ref

    def find(self, user: User, name: str) -> User | None:
        """The account of a name, whatever its capitals and spaces (for the command line).

        Raises:
            NotAllowed: when ``user`` may not manage accounts.
        """
        require(user, Permission.MANAGE)
        account = self._records.by_name(name)
        return _user(account) if account and not account.disabled else None

    def _hashed(self, password: str) -> str:
        if not SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
            raise InvalidInput(f"A password has at least {SHORTEST_PASSWORD} characters.")
        return self._hasher.hash(password)

    def _fits(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password[:_LONGEST_PASSWORD])
        except (VerificationError, InvalidHashError):
            return False


def _role(role: str) -> UserRole:
    if role not in get_args(UserRole):
        raise InvalidInput(f"A role is one of {', '.join(get_args(UserRole))}.")
    return cast("UserRole", role)


def _user(account: Account) -> User:
    return User(
        id=account.id,
        name=account.name,
        role=_role(account.role),
        pair_refs=account.pair_refs,
        junior_ref=account.junior_ref,
        attributes=Attributes(account.function, account.region, account.tenure_band),
    )


def _spoken(wait: timedelta) -> str:
    minutes, seconds = divmod(int(wait.total_seconds()) + 1, 60)
    return f"{minutes} minutes" if minutes > 1 else f"{minutes * 60 + seconds} seconds"
