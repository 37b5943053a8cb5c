"""Numbers for charts, from released cells only: bands over stretches of time, never counts."""

from typing import Final

from guardrails.disclosure.partition import split
from guardrails.disclosure.policy import band
from guardrails.disclosure.rows import People
from knowledge.release.model import Release, ReleasedTheme

_GROWTH: Final = 1.5


def quarters_of(theme: ReleasedTheme) -> list[dict[str, str]]:
    """Return the theme's released stretches of time: ``from``, ``to``, ``support`` (a band)."""
    return [
        {"from": first, "to": last, "support": band(people, theme.k)}
        for first, last, people in _stretches(theme)
    ]


def trend_of(theme: ReleasedTheme) -> str:
    """Return ``growing``, ``fading``, ``steady``, or "" where time may not be cut."""
    found = _stretches(theme)
    if len(found) < 2:  # noqa: PLR2004 - a trend needs two stretches
        return ""
    rates = [people / _quarters_between(first, last) for first, last, people in found]
    if rates[-1] >= _GROWTH * rates[0]:
        return "growing"
    return "fading" if rates[0] >= _GROWTH * rates[-1] else "steady"


def chart(release: Release) -> list[dict[str, str]]:
    """Return one row a theme and stretch, for a plot and the table beneath it."""
    return [
        {"theme": theme.id, "label": theme.label, "family": theme.family, **stretch}
        for theme in release.themes
        for stretch in quarters_of(theme)
    ]


def _stretches(theme: ReleasedTheme) -> list[tuple[str, str, int]]:
    cut = theme.cells.partition("quarter")
    found = []
    for atom, rows in zip(cut.atoms, split(theme.cells.rows, cut), strict=True):
        known = sorted(value for value in atom.values if value)
        people = People.of(rows)
        if known and len(people.juniors) >= theme.k:
            found.append((known[0], known[-1], len(people.juniors)))
    return sorted(found)


def _quarters_between(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 4 + int(last[5]) - int(first[5]) + 1
