"""Filters that a question names in words: "in Asia", "only sales", "since spring".

Only set phrases count, so that "slow in spring cleaning" filters nothing; what was understood
is shown and can be removed.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

import yaml

from knowledge.search.conditions import Conditions

_ALONE: Final = r"\b({0}) only\b|^({0}):|\bonly (?:in )?({0})\b"
_PLACE: Final = r"\b(?:in|from|within|across|for|throughout) (?:the )?({0})\b|" + _ALONE
_TEAM: Final = (
    r"\b(?:in|from|within|for|across) (?:the )?({0}) (?:team|department|function|area)s?\b|"
    + _ALONE
)
_QUARTER: Final = re.compile(r"\b(20\d\d) ?-? ?q([1-4])\b|\bq([1-4]) ?(?:of )?(20\d\d)\b")
_SINCE: Final = re.compile(
    r"\bsince (?:the )?(?:(?:beginning|start) of )?"
    r"(?P<season>spring|summer|autumn|fall|winter)? ?(?:of )?"
    r"(?P<year>20\d\d|last year|this year)?\b"
)
_DURING: Final = re.compile(r"\b(?:in|during) (?P<year>20\d\d|last year|this year)\b")
_SEASONS: Final = {"winter": 1, "spring": 2, "summer": 3, "autumn": 4, "fall": 4}


def understand(question: str, values: Mapping[str, Iterable[str]], latest: str) -> Conditions:
    """Return the filters a question names.

    ``values`` are those the release has, by dimension; ``latest`` is its last quarter, from
    which "this year" and "since spring" are reckoned ("" when it has none).
    """
    text = " ".join(question.lower().split())
    wanted: dict[str, frozenset[str]] = {}
    regions = {code: _spoken(code) for code in values.get("region", ()) if code}
    functions = {name: [name.lower()] for name in values.get("function", ()) if name}
    for dimension, names, pattern in (
        ("region", regions, _PLACE),
        ("function", functions, _TEAM),
    ):
        found = frozenset(code for code, said in names.items() if _says(text, said, pattern))
        if found:
            wanted[dimension] = found
    start, end = _time(text, latest) if latest else ("", "")
    return Conditions(wanted, {}, start, end)


def _spoken(code: str) -> list[str]:
    return [code.lower(), *_places().get(code.lower(), [])]


def _says(text: str, said: Iterable[str], pattern: str) -> bool:
    names = "|".join(re.escape(name) for name in said)
    return re.search(pattern.replace("{0}", names), text) is not None


def _time(text: str, latest: str) -> tuple[str, str]:
    """Return the first and last quarter meant ("" for open)."""
    quarters = [
        f"{a or d}Q{b or c}" for a, b, c, d in (m.groups() for m in _QUARTER.finditer(text))
    ]
    since = _SINCE.search(text)
    if quarters:
        only_since = re.search(r"\bsince\b", text) is not None
        return min(quarters), "" if only_since else max(quarters)
    if since and (since["season"] or since["year"]):
        return _since(since["season"], since["year"], latest), ""
    during = _DURING.search(text)
    if during:
        year = _year(during["year"], latest)
        return f"{year}Q1", f"{year}Q4"
    return "", ""


def _since(season: str | None, year: str | None, latest: str) -> str:
    number = _SEASONS.get(season or "", 1)
    if year:
        return f"{_year(year, latest)}Q{number}"
    this = f"{latest[:4]}Q{number}"
    return this if this <= latest else f"{int(latest[:4]) - 1}Q{number}"


def _year(said: str, latest: str) -> int:
    this = int(latest[:4])
    return {"this year": this, "last year": this - 1}.get(said) or int(said)


@lru_cache(maxsize=1)
def _places() -> dict[str, list[str]]:
    text = files("knowledge.lists").joinpath("places.yaml").read_text("utf-8")
    places: dict[str, list[str]] = yaml.safe_load(text)
    return places
