"""Who takes part in a programme: the names the scrubber must find in every form."""

import csv
import io
from dataclasses import dataclass, field
from typing import Literal, cast, get_args

from guardrails.errors import InvalidRoster
from guardrails.text import RawText

Role = Literal["senior", "junior", "colleague"]


@dataclass(frozen=True, slots=True)
class Person:
    """One row of a roster; ``name``, ``email`` are raw: they identify somebody."""

    name: RawText
    role: Role = "colleague"
    team: RawText | None = None
    email: RawText | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a session; ``clients`` are organisations to be scrubbed as well.

    ``keep`` are tools and products with human names, as the brief of the talk calls them.
    """

    people: tuple[Person, ...] = ()
    clients: tuple[RawText, ...] = field(default=())
    keep: tuple[RawText, ...] = field(default=())

    @classmethod
    def of_names(cls, names: list[str]) -> "Roster":
        """Build a roster of colleagues from bare names."""
        return cls(tuple(Person(RawText(name)) for name in names if name.strip()))


def read_roster(data: bytes) -> Roster:
    """Parse a ``name,role,team,email`` CSV (UTF-8, byte-order mark allowed).

    Raises:
        InvalidRoster: when the bytes are no UTF-8 CSV, a column is missing or a role is unknown.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidRoster("The roster is not UTF-8 text; save it as CSV UTF-8.") from error
    rows = csv.DictReader(io.StringIO(text))
    columns = {(name or "").strip().lower() for name in rows.fieldnames or []}
    if not {"name", "role"} <= columns:
        raise InvalidRoster(
            "The roster needs a header line with the columns name,role (and team,email if known)."
        )
    return Roster(tuple(_person(number, row) for number, row in enumerate(rows, start=2)))


def _person(number: int, row: dict[str | None, str | list[str] | None]) -> Person:
    cells = {
        (key or "").strip().lower(): value.strip()
        for key, value in row.items()
        if isinstance(value, str)
    }
    role = cells.get("role", "").lower()
    if role not in get_args(Role) or not cells.get("name"):
        raise InvalidRoster(
            f"Line {number} of the roster needs a name and a role (senior, junior or colleague)."
        )
    return Person(
        name=RawText(cells["name"]),
        role=cast("Role", role),
        team=RawText(cells["team"]) if cells.get("team") else None,
        email=RawText(cells["email"]) if cells.get("email") else None,
    )
