"""Invented programmes whose true themes are known: a bank, the demo company, medical devices."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from guardrails.text import derived
from knowledge.insights import Insight

_ROOT = Path(__file__).resolve().parents[2]
SEARCH_PACK = _ROOT.parent / "shared" / "data" / "search"
DEVICES = _ROOT / "evals" / "search" / "programmes" / "devices"
_DEMO = _ROOT / "coach" / "demo"


@dataclass(frozen=True, slots=True)
class Labeled:
    """Insights with the true theme of each, in order."""

    name: str
    insights: tuple[Insight, ...]
    themes: tuple[str, ...]


def insight(record: dict[str, str]) -> Insight:
    """Read one JSONL record (CONTRACTS.md); unknown fields are dropped."""
    known = {field.name for field in fields(Insight)}
    return Insight(**{key: derived(value) for key, value in record.items() if key in known})  # type: ignore[arg-type]


def records(path: Path) -> Iterator[dict[str, str]]:
    """Yield the objects of a JSONL file."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def programme(name: str, path: Path) -> Labeled:
    """Read a JSONL file of insights that carry ``theme_gold``."""
    rows = list(records(path))
    themes = tuple(row["theme_gold"] for row in rows)
    return Labeled(name, tuple(insight(row) for row in rows), themes)


def bank() -> Labeled:
    """The development pack of ``../shared/data/search``."""
    return programme("bank", SEARCH_PACK / "insights_dev.jsonl")


def devices() -> Labeled:
    """A maker of medical devices, written by somebody who had not seen this code."""
    return programme("devices", DEVICES / "insights.jsonl")


def labeled() -> dict[str, Labeled]:
    """Every labeled programme by name."""
    return {each.name: each for each in (bank(), demo(), devices())}


def demo() -> Labeled:
    """The invented company that ships with the product."""
    rows = list(records(_DEMO / "insights.jsonl"))
    listed = json.loads((_DEMO / "themes_gold.json").read_text("utf-8"))["themes"]
    theme_of = {one: theme["slug"] for theme in listed for one in theme["insights"]}
    themes = tuple(theme_of.get(row["id"], row["id"]) for row in rows)
    return Labeled("demo", tuple(insight(row) for row in rows), themes)
