"""The words to say aloud and the pages around the questions, from ``words.yaml``."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from guardrails.briefs.brief import Brief
from guardrails.text import CleanText, authored, derived


@dataclass(frozen=True, slots=True)
class Words:
    """Everything of a guide that is no question."""

    opening: CleanText
    closing: CleanText
    disagreement: list[CleanText]
    listening: list[CleanText]
    junior_page: list[CleanText]

    def title(self, key: str) -> CleanText:
        """Return the title of a fixed block."""
        return authored(str(_table()["titles"][key]))

    def purpose(self, key: str) -> CleanText:
        """Return the line under the title of a fixed block."""
        return authored(str(_table()[key]))

    def change(self, need: CleanText) -> CleanText:
        """Return the line under a topic: which item of the brief it tests."""
        return derived(str(_table()["change"]).replace("{need}", need))


def words_for(brief: Brief, minutes: int, juniors: int) -> Words:
    """Fill the fixed texts with the brief's decision, date, owner and fences."""
    table = _table()
    fences = "; ".join(entry.rstrip(".") for entry in brief.off_limits)
    values = {
        "decision": brief.decision.strip().rstrip("."),
        "deadline": _day(brief.deadline) or str(table["no_deadline"]),
        "minutes": str(minutes),
        "owner": f"the {brief.owner_role}" if brief.owner_role else str(table["your_leader"]),
        "list": fences or str(table["nothing_off_limits"]),
        "off_limits": "",
    }
    if fences:
        values["off_limits"] = _filled(str(table["off_limits"]), values) + " "
    group = juniors > 1
    opening = _filled(str(table["opening"]), values)
    return Words(
        opening=derived(f"{opening} {table['opening_group']}" if group else opening),
        closing=derived(_filled(str(table["closing"]), values)),
        disagreement=_lines(table["disagreement"] + table["disagreement_group"] * group, values),
        listening=_lines(table["listening"], values),
        junior_page=_lines(table["junior_page"], values),
    )


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    text = resources.files("graphs.prepare").joinpath("words.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def _lines(lines: list[str], values: dict[str, str]) -> list[CleanText]:
    return [derived(_filled(line, values)) for line in lines]


def _filled(template: str, values: dict[str, str]) -> str:
    """Fill in one pass: a value that holds braces is never a template."""
    pieces = []
    for piece in template.split("{"):
        name, closed, rest = piece.partition("}")
        pieces.append(values[name] + rest if closed and name in values else piece)
    return " ".join("".join(pieces).split())


def _day(deadline: str) -> str:
    if not deadline:
        return ""
    day = date.fromisoformat(deadline)
    return f"{day.day} {day:%B %Y}"
