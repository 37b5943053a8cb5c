"""A second opinion on any release: recompute everything a reader could derive, trust nothing.

It shares no logic with :mod:`guardrails.disclosure.decision`: it takes the published cells of
this and of the earlier release and the rows behind them, forms every union of a dimension's
cells, compares every set that lies inside another, and hands what plain subtraction cannot
settle to a linear program (:mod:`guardrails.disclosure.linear`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from guardrails.disclosure.linear import determined
from guardrails.disclosure.policy import Policy
from guardrails.disclosure.published import Published, Snapshot
from guardrails.disclosure.rows import SupportRow

Leak = Literal["wrong_count", "too_few", "difference", "linear"]
_ALL_UNIONS_UP_TO: Final = 6  # beyond it: single cells, pairs of cells, and their complements


@dataclass(frozen=True, slots=True)
class Finding:
    """One leak: its kind, the theme, and which cells (as words without values) show it."""

    leak: Leak
    theme: str
    cells: str


def audit(current: Snapshot, policy: Policy, previous: Snapshot | None = None) -> list[Finding]:
    """Return every way in which the release would single out one to k-1 people; [] is clean."""
    findings: list[Finding] = []
    for theme in sorted({cell.theme for cell in current.cells}):
        past = previous if previous and theme in previous.rows else None
        findings += _audit_theme(theme, current, past, policy)
    return findings + (_audit_moved(current, previous, policy) if previous else [])


def _audit_moved(current: Snapshot, previous: Snapshot, policy: Policy) -> list[Finding]:
    """Hold every theme against other themes' earlier rows: insights move when themes merge."""
    findings: list[Finding] = []
    rows_of = {cell.theme: current.rows[cell.theme] for cell in current.cells}
    where: dict[str, list[str]] = {}
    for theme, rows in rows_of.items():
        for row in rows:
            where.setdefault(row.insight, []).append(theme)
    for name, before in previous.rows.items():
        themes = {theme for row in before for theme in where.get(row.insight, ())} - {name}
        if all(rows_of[theme] == previous.rows.get(theme) for theme in themes):
            continue  # what stands unchanged was compared before
        parts = [rows_of[theme] for theme in sorted(themes)]
        book = _Book.of([*before, *(row for part in parts for row in part)])
        was = book.bits(before)
        for now in _unions([book.bits(part) for part in parts]):
            for inner, outer in ((was, now), (now, was)):
                inside = inner & outer == inner and inner not in {0, outer}
                if inside and book.singled_out(inner, outer, policy):
                    findings.append(Finding("difference", name, "moved to another theme"))
    return findings


def _audit_theme(
    theme: str, current: Snapshot, previous: Snapshot | None, policy: Policy
) -> list[Finding]:
    findings: list[Finding] = []
    sets: list[_Set] = []
    snapshots = [current, previous] if previous else [current]
    book = _Book.of([row for snap in snapshots for row in snap.rows[theme]])
    for snap in snapshots:
        rows = snap.rows[theme]
        cells = [cell for cell in snap.cells if cell.theme == theme]
        for cell in cells:
            findings += _check_count(cell, rows, policy)
        sets += _derivable(cells, rows, book)
    findings += _differences(theme, sets, book, policy)
    cells = [cell for cell in current.cells if cell.theme == theme]
    findings += [Finding("linear", theme, what) for what in determined(cells, policy)]
    return findings


def _check_count(cell: Published, rows: Sequence[SupportRow], policy: Policy) -> list[Finding]:
    mine = cell.among(rows)
    juniors, pairs = len({r.junior for r in mine}), len({r.pair for r in mine})
    name = _name(cell)
    if (juniors, pairs) != (cell.juniors, cell.pairs):
        return [Finding("wrong_count", cell.theme, name)]
    return [] if policy.enough(juniors, pairs) else [Finding("too_few", cell.theme, name)]


@dataclass(frozen=True, slots=True)
class _Set:
    """A set of rows a reader can ask for, as bits over the book's rows."""

    name: str
    bits: int


@dataclass(frozen=True, slots=True)
class _Book:
    """Numbers the rows of a theme over all releases and says who stands behind them."""

    number: dict[tuple[str, str], int]
    juniors: tuple[int, ...]  # the bits of each junior's rows
    pairs: tuple[int, ...]

    @classmethod
    def of(cls, rows: Iterable[SupportRow]) -> "_Book":
        number: dict[tuple[str, str], int] = {}
        juniors: dict[str, int] = {}
        pairs: dict[str, int] = {}
        for row in rows:
            bit = 1 << number.setdefault((row.insight, row.junior), len(number))
            juniors[row.junior] = juniors.get(row.junior, 0) | bit
            pairs[row.pair] = pairs.get(row.pair, 0) | bit
        return cls(number, tuple(juniors.values()), tuple(pairs.values()))

    def bits(self, rows: Iterable[SupportRow]) -> int:
        marks = bytearray(len(self.number) // 8 + 1)
        for row in rows:
            place = self.number[row.insight, row.junior]
            marks[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(marks, "little")

    def singled_out(self, inner: int, outer: int, policy: Policy) -> bool:
        rest = outer & ~inner
        juniors = (mine for mine in self.juniors if mine & rest)
        only = (mine for mine in self.juniors if mine & rest and not mine & inner)
        pairs = (mine for mine in self.pairs if mine & rest)
        return any(policy.isolates(_up_to(policy.k, some)) for some in (juniors, only, pairs))


def _up_to(most: int, some: Iterable[int]) -> int:
    """Count, but no further than needed to know that there are enough."""
    return sum(1 for _ in islice(some, most))


def _derivable(cells: Sequence[Published], rows: Sequence[SupportRow], book: _Book) -> list[_Set]:
    """Every cell, and every union of cells that cut along the same dimensions."""
    sets: dict[int, str] = {}
    kinds: dict[tuple[str, ...], list[int]] = {}
    for cell in cells:
        bits = book.bits(cell.among(rows))
        sets[bits] = _name(cell)
        kinds.setdefault(tuple(dimension for dimension, _ in cell.where), []).append(bits)
    for dimensions, pieces in kinds.items():
        for union in _unions(pieces):
            sets.setdefault(union, "several of " + "+".join(dimensions))
    return [_Set(name, bits) for bits, name in sets.items() if bits]


def _unions(pieces: Sequence[int]) -> set[int]:
    if len(pieces) <= _ALL_UNIONS_UP_TO:
        found = {0}
        for piece in pieces:
            found |= {piece | known for known in found}
        return found
    whole = 0
    for piece in pieces:
        whole |= piece
    twos = {a | b for a in pieces for b in pieces}
    return twos | {whole & ~two for two in twos} | {whole}


def _differences(theme: str, sets: Sequence[_Set], book: _Book, policy: Policy) -> list[Finding]:
    findings: list[Finding] = []
    for inner in sets:
        for outer in sets:
            inside = inner.bits & outer.bits == inner.bits and inner.bits != outer.bits
            if inside and book.singled_out(inner.bits, outer.bits, policy):
                findings.append(Finding("difference", theme, f"{outer.name} - {inner.name}"))
    return findings


def _name(cell: Published) -> str:
    cut = "+".join(dimension for dimension, _ in cell.where) or "whole"
    return f"release {cell.release} {cut}"
