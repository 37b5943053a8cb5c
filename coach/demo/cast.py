"""The accounts of the demonstration: the leaders and juniors of this round, L&D, administrator."""

import base64
from dataclasses import dataclass
from typing import Final

from coach.application import Coach
from coach.demo.content import Character, People
from coach.users import OPERATOR, User, UserRole
from guardrails.text import RawText

_WHAT: Final[dict[UserRole, str]] = {
    "senior": "prepares a talk, reads what two juniors shared",
    "junior": "has a talk waiting for review",
    "lnd": "asks the programme, computes releases",
    "admin": "accounts and health, no talks",
}
_PASSWORD_BYTES: Final = 9


@dataclass(frozen=True, slots=True)
class SignIn:
    """One account that a visitor is told about; ``password`` holds until somebody changes it."""

    role: UserRole
    name: str
    password: str
    what: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Who has an account, by key, and the opaque references of everybody and every pair."""

    users: dict[str, User]
    sign_ins: tuple[SignIn, ...]
    junior_refs: dict[str, str]
    pair_refs: dict[tuple[str, str], str]


def admit(coach: Coach, people: People) -> Cast:
    """Open the accounts that are missing and pair them; calling it again changes nothing."""
    playing = [pair for pair in people.pairs.values() if pair.senior]
    with_account = {key for pair in playing for key in pair.juniors}
    roles: dict[str, UserRole] = dict.fromkeys(people.seniors, "senior")
    roles |= dict.fromkeys(sorted(with_account), "junior")
    roles |= {"lnd": "lnd", "admin": "admin"}
    cast = {**people.seniors, **people.juniors, **people.office}
    users = {key: _account(coach, cast[key], role) for key, role in roles.items()}
    paired = {
        (pair.key, junior): coach.accounts.pair(OPERATOR, users[pair.senior].id, users[junior].id)
        for pair in playing
        if pair.senior
        for junior in pair.juniors
    }
    users = {key: _account(coach, cast[key], role) for key, role in roles.items()}
    junior_refs = _junior_refs(coach, people, users)
    return Cast(
        users=users,
        sign_ins=tuple(_sign_in(coach, users[key], key) for key in people.sign_ins),
        junior_refs=junior_refs,
        pair_refs=_pair_refs(coach, people, junior_refs) | paired,
    )


def _account(coach: Coach, character: Character, role: UserRole) -> User:
    found = coach.accounts.find(OPERATOR, character.name)
    if found is not None:
        return found
    password = _password(coach, character.key)
    fresh = coach.accounts.create(
        OPERATOR, character.name, role, password=password, attributes=character.attributes
    )
    return fresh.user


def _sign_in(coach: Coach, user: User, key: str) -> SignIn:
    return SignIn(user.role, user.name, _password(coach, key), _WHAT[user.role])


def _password(coach: Coach, key: str) -> str:
    """Derive it from the key of this home, so that it is stored nowhere and can be told again."""
    derived = coach.adapters.home.keys.derive(f"demo-password/{key}")
    return base64.urlsafe_b64encode(derived[:_PASSWORD_BYTES]).decode("ascii")


def _junior_refs(coach: Coach, people: People, users: dict[str, User]) -> dict[str, str]:
    """Count people without an account by their name, as the command line does."""
    return {
        key: users[key].junior_ref
        if key in users
        else coach.adapters.references.name(RawText(junior.name))
        for key, junior in people.juniors.items()
    }


def _pair_refs(
    coach: Coach, people: People, junior_refs: dict[str, str]
) -> dict[tuple[str, str], str]:
    """One reference for everybody of a group that met its leader together."""
    references = coach.adapters.references
    return {
        (pair.key, junior): references.pair(
            "+".join(sorted(junior_refs[key] for key in pair.juniors)), f"demo/{pair.key}"
        )
        for pair in people.pairs.values()
        for junior in pair.juniors
    }
