"""Evaluation briefs are invented, so their words may enter a guide without a scrubber."""

import json
from pathlib import Path
from typing import Any

import yaml

from guardrails.briefs.brief import Brief, Metric
from guardrails.briefs.checking import check_brief
from guardrails.briefs.deadlines import read_deadline
from guardrails.briefs.parsing import parse_brief
from guardrails.briefs.raw import RawBrief
from guardrails.text import CleanText, authored

Row = dict[str, Any]
_GOLD = ("gold", "why", "id")


def raw_of(row: Row) -> RawBrief:
    """Read a row of a briefs file as the product would."""
    body = {key: value for key, value in row.items() if key not in _GOLD}
    return parse_brief(json.dumps(body, default=str).encode(), "brief.json")


def brief_of(row: Row) -> Brief:
    """Return an invented brief as the flows take it."""
    objectives = row.get("learning_objectives") or {}
    day = read_deadline(str(row.get("deadline") or ""))
    return Brief(
        decision=authored(str(row["decision"])),
        owner_role=authored(str((row.get("owner") or {}).get("role") or "")),
        deadline=day.isoformat() if day else "",
        options=_texts(row.get("options")),
        what_would_change_it=_texts(row.get("what_would_change_it")),
        metrics=tuple(_metric(entry) for entry in row.get("metrics") or ()),
        junior_vantage=authored(str(row.get("junior_vantage") or "")),
        off_limits=_texts(row.get("off_limits")),
        senior_objectives=_texts(objectives.get("senior")),
        junior_objectives=_texts(objectives.get("junior")),
        family=_family(row),
    )


def session_rows(data_dir: Path) -> list[Row]:
    """Return the briefs of the development sessions."""
    files = sorted((data_dir / "sessions").glob("*/brief.yaml"))
    return [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]


def _family(row: Row) -> Any:
    from datetime import UTC, datetime  # noqa: PLC0415 - the date does not matter here

    return check_brief(raw_of(row), datetime.now(UTC).date()).family


def _texts(entries: list[object] | None) -> tuple[CleanText, ...]:
    return tuple(authored(str(entry)) for entry in entries or ())


def _metric(entry: Row) -> Metric:
    return Metric(
        authored(str(entry["name"])),
        entry.get("baseline"),
        entry.get("target"),
        authored(str(entry.get("unit") or "")),
    )
