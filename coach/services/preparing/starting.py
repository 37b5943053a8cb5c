"""Five business questions to start a brief from, each with a worked example of our own writing."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from guardrails.briefs.returning import WrittenBrief
from guardrails.families import FAMILY_TITLES, Family


@dataclass(frozen=True, slots=True)
class Starter:
    """One family: the question it asks, an invented brief, and who could know what.

    ``sees`` says for customers, data and technology what somebody near them could tell;
    ``owners`` are roles that typically decide.
    """

    family: Family
    title: str
    asks: str
    sees: dict[str, str]
    owners: tuple[str, ...]
    example: WrittenBrief


def read_starters(today: date) -> list[Starter]:
    """The five starters, in the order of the families; deadlines count from ``today``."""
    return [_starter(row, today) for row in _rows()]


@lru_cache(maxsize=1)
def _rows() -> list[dict[str, Any]]:
    here = resources.files("coach.services.preparing").joinpath("starters.yaml")
    rows: list[dict[str, Any]] = yaml.safe_load(here.read_text(encoding="utf-8"))
    return rows


def _starter(row: dict[str, Any], today: date) -> Starter:
    brief, family = row["brief"], row["family"]
    example = WrittenBrief(
        decision=brief["decision"],
        owner=brief["owner"],
        deadline=(today + timedelta(days=brief["due_in"])).isoformat(),
        options=tuple(brief["options"]),
        what_would_change_it=tuple(brief["what_would_change_it"]),
        metrics=tuple(
            f"{each['name']}; {each['baseline']:.15g}; {each['target']:.15g}; {each['unit']}"
            for each in brief["metrics"]
        ),
        junior_vantage=brief["junior_vantage"],
        off_limits=tuple(brief["off_limits"]),
        senior=tuple(brief["senior"]),
        junior=tuple(brief["junior"]),
        family=family,
    )
    return Starter(
        family, FAMILY_TITLES[family], row["asks"], row["sees"], tuple(row["owners"]), example
    )
