"""Filters: what they ask for, and which released cells may answer them.

A theme is answered under a filter only from its own atoms (:mod:`guardrails.disclosure`): atoms
that lie wholly inside the filter are shown together, anything finer is not. A theme cut by two
dimensions at once has no released cell, so it stays silent.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from guardrails.disclosure.rows import DIMENSIONS, SupportRow
from knowledge.errors import KnowledgeError
from knowledge.release.model import ReleasedTheme

_FIELDS: Final = (*DIMENSIONS, "family")
_CONDITION = re.compile(r"^\s*(?P<name>\w+)\s*(?P<sign>!?=)\s*(?P<value>\S.*?)\s*$", re.DOTALL)
_QUARTER = re.compile(r"^\d{4}Q[1-4]$")


class UnknownFilter(KnowledgeError):
    """A filter names a field or a form that releases do not have."""

    code = "unknown_filter"


@dataclass(frozen=True, slots=True)
class Conditions:
    """``wanted``: any of these values; ``unwanted``: none of these; quarters inclusive."""

    wanted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unwanted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    quarter_from: str = ""
    quarter_to: str = ""

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted or self.quarter_from or self.quarter_to)

    def allows(self, dimension: str, value: str) -> bool:
        """Tell whether one value of a dimension satisfies the filter."""
        if dimension in self.wanted and value not in self.wanted[dimension]:
            return False
        if value in self.unwanted.get(dimension, frozenset()):
            return False
        if dimension != "quarter" or not (self.quarter_from or self.quarter_to):
            return True
        last = self.quarter_to or "9999Q4"
        return bool(value) and self.quarter_from <= value <= last

    def words(self) -> list[str]:
        """Return the filter as the ``--where`` conditions that would make it."""
        said = [f"{name}={','.join(sorted(v))}" for name, v in sorted(self.wanted.items())]
        said += [f"{name}!={','.join(sorted(v))}" for name, v in sorted(self.unwanted.items())]
        said += [f"quarter_from={self.quarter_from}"] if self.quarter_from else []
        return said + ([f"quarter_to={self.quarter_to}"] if self.quarter_to else [])

    def over(self, understood: "Conditions") -> "Conditions":
        """Add what the question's words name, where the explicit filter says nothing of it."""
        mine = {*self.wanted, *self.unwanted}
        dated = self.quarter_from or self.quarter_to or "quarter" in mine
        return Conditions(
            {**{n: v for n, v in understood.wanted.items() if n not in mine}, **self.wanted},
            {**{n: v for n, v in understood.unwanted.items() if n not in mine}, **self.unwanted},
            self.quarter_from if dated else understood.quarter_from,
            self.quarter_to if dated else understood.quarter_to,
        )


def from_mapping(filters: Mapping[str, object]) -> Conditions:
    """Read the ``filters`` of a batch line: values, lists, quarter_from/_to and ``not``.

    Raises:
        UnknownFilter: for a field that releases are not cut by, or a wrong form.
    """
    wanted, unwanted, quarters = {}, {}, {"quarter_from": "", "quarter_to": ""}
    for name, value in filters.items():
        if name in quarters:
            quarters[name] = _quarter(value)
        elif name == "not":
            if not isinstance(value, Mapping):
                raise UnknownFilter("The filter not needs fields, as in {not: {region: apac}}.")
            unwanted = {_field(n): _values(v) for n, v in value.items()}
        else:
            wanted[_field(name)] = _values(value)
    return Conditions(wanted, unwanted, quarters["quarter_from"], quarters["quarter_to"])


def from_words(conditions: Sequence[str]) -> Conditions:
    """Read ``--where`` conditions: ``region=apac``, ``region=emea,amer``, ``function!=sales``.

    Raises:
        UnknownFilter: for a field that releases are not cut by, or a wrong form.
    """
    filters: dict[str, object] = {}
    unwanted: dict[str, object] = {}
    for condition in conditions:
        name, sign, value = _condition(condition)
        if name in {"quarter_from", "quarter_to"}:
            filters[name] = value
        else:
            (unwanted if sign == "!=" else filters)[name] = value.split(",")
    return from_mapping({**filters, **({"not": unwanted} if unwanted else {})})


def _condition(text: str) -> tuple[str, str, str]:
    found = _CONDITION.match(text)
    if found is None:
        raise UnknownFilter("A condition looks like region=apac or function!=sales.")
    return found["name"], found["sign"], found["value"]


def cell(theme: ReleasedTheme, conditions: Conditions) -> tuple[SupportRow, ...]:
    """Return the rows that may answer for the theme under the filter; () when none may."""
    if not conditions.allows("family", theme.family):
        return ()
    cut: dict[str, frozenset[str]] = {}
    for partition in theme.cells.partitions:
        inside = [
            atom
            for atom in partition.atoms
            if all(conditions.allows(partition.dimension, value) for value in atom.values)
        ]
        if len(inside) < len(partition.atoms):
            cut[partition.dimension] = frozenset().union(*(atom.values for atom in inside))
    if len(cut) > 1:
        return ()
    return tuple(
        row
        for row in theme.cells.rows
        if all(row.value(dimension) in values for dimension, values in cut.items())
    )


def _field(name: object) -> str:
    if name not in _FIELDS:
        raise UnknownFilter(f"Filters are {', '.join(_FIELDS)}, quarter_from and quarter_to.")
    return str(name)


def _values(value: object) -> frozenset[str]:
    values = value if isinstance(value, list | tuple) else [value]
    texts = [one.strip() for one in values if isinstance(one, str)]
    if not texts or len(texts) < len(values) or not all(texts):
        raise UnknownFilter("A filter needs a value or a list of values.")
    return frozenset(texts)


def _quarter(value: object) -> str:
    text = str(value).strip().upper()
    if not _QUARTER.match(text):
        raise UnknownFilter("A quarter looks like 2026Q1.")
    return text
