"""Who may do what. Hiding a tab is courtesy; :func:`require` is the security."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from coach.errors import NotAllowed

UserRole = Literal["senior", "junior", "lnd", "admin"]


class Permission(StrEnum):
    """One verb of the product."""

    PREPARE = "prepare"  # check briefs, make and edit guides
    DEBRIEF = "debrief"  # hand in a session, review and approve it
    WITHDRAW = "withdraw"  # erase one's own session
    READ_SHARED = "read_shared"  # insights one's own juniors shared with their senior
    ASK = "ask"  # search the latest release
    CURATE = "curate"  # name, merge, split themes; compute a release
    IMPORT = "import"  # anonymised insights in and out
    EXPLAIN = "explain"  # ids behind a theme, for evaluation only
    MANAGE = "manage"  # users, health, settings, erasure on request
    ACCOUNT = "account"  # one's own password


_EVERYBODY = frozenset({Permission.ASK, Permission.ACCOUNT})

PERMISSIONS: dict[UserRole, frozenset[Permission]] = {
    "senior": _EVERYBODY | {Permission.PREPARE, Permission.READ_SHARED},
    "junior": _EVERYBODY | {Permission.DEBRIEF, Permission.WITHDRAW},
    "lnd": _EVERYBODY | {Permission.PREPARE, Permission.CURATE, Permission.IMPORT},
    "admin": _EVERYBODY | {Permission.MANAGE, Permission.IMPORT, Permission.EXPLAIN},
}


@dataclass(frozen=True, slots=True)
class Attributes:
    """What an insight may say of its junior, coarse by design; "" where unknown."""

    function: str = ""
    region: str = ""
    tenure_band: str = ""


@dataclass(frozen=True, slots=True)
class User:
    """A signed-in person. ``pair_refs`` are the mentoring pairs they belong to (opaque).

    ``junior_ref`` is the opaque reference that counts this person once, "" for the operator.
    """

    id: str
    name: str
    role: UserRole
    pair_refs: tuple[str, ...] = ()
    operator: bool = False
    junior_ref: str = ""
    attributes: Attributes = Attributes()

    def may(self, permission: Permission) -> bool:
        """Tell whether this user holds the permission."""
        return self.operator or permission in PERMISSIONS[self.role]


OPERATOR = User(id="operator", name="operator", role="admin", operator=True)
"""Whoever runs the command line on the machine owns its files and may do everything."""


def require(user: User, permission: Permission) -> None:
    """Let the call go on, or raise.

    Raises:
        NotAllowed: when the user's role lacks the permission.
    """
    if not user.may(permission):
        raise NotAllowed(f"Your role ({user.role}) may not do this. Ask an administrator.")
