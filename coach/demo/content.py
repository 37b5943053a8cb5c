"""The demonstration programme as it lies in this folder: readable files, everything invented.

charter.yaml       the company, its rules and its glossary
people.yaml        leaders, juniors with their coarse attributes, mentoring pairs
sessions.yaml      the talks of this round; each folder holds the file, the brief and the roster
                   (and gold.json: what a careful analyst would publish; for measuring only)
insights.jsonl     what earlier talks brought (the import format), without theme names
themes_gold.json   which insight belongs to which theme, and how a curator would word it
"""

from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

import yaml

from coach.users import Attributes

_HERE: Final = resources.files("coach.demo")
_UNKNOWN: Final = Attributes()


@dataclass(frozen=True, slots=True)
class Character:
    """An invented person; ``title`` for leaders and office, ``attributes`` for juniors."""

    key: str
    name: str
    title: str = ""
    attributes: Attributes = _UNKNOWN


@dataclass(frozen=True, slots=True)
class MentoringPair:
    """A leader (None: of an earlier round) and the junior or the small group they listen to."""

    key: str
    senior: str | None
    juniors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of the programme, by key; ``sign_ins`` are the accounts a visitor is told."""

    sign_ins: tuple[str, ...]
    office: dict[str, Character]
    seniors: dict[str, Character]
    juniors: dict[str, Character]
    pairs: dict[str, MentoringPair]


@dataclass(frozen=True, slots=True)
class Talk:
    """One session as files: what ``coach debrief`` would be given."""

    folder: str
    filename: str
    format: str
    transcript: bytes
    brief: bytes
    roster: bytes
    pair: str


@dataclass(frozen=True, slots=True)
class Charter:
    """What the programme promised; ``question`` is the one the demonstration asks."""

    company: str
    business: str
    programme: str
    k: int
    retention_days: int
    question: str
    unanswerable: str
    glossary: tuple[str, ...]


def read_charter() -> Charter:
    """Return the charter."""
    raw = _load("charter.yaml")
    return Charter(
        company=raw["company"],
        business=raw["business"],
        programme=raw["programme"],
        k=raw["k"],
        retention_days=raw["retention_days"],
        question=raw["question"],
        unanswerable=raw["unanswerable"],
        glossary=tuple(entry["term"] for entry in raw["glossary"]),
    )


def read_people() -> People:
    """Return everybody and who talks with whom."""
    raw = _load("people.yaml")
    return People(
        sign_ins=tuple(raw["sign_ins"]),
        office={p["key"]: Character(p["key"], p["name"], p["role"]) for p in raw["office"]},
        seniors={p["key"]: Character(p["key"], p["name"], p["title"]) for p in raw["seniors"]},
        juniors={p["key"]: _junior(p) for p in raw["juniors"]},
        pairs={
            p["key"]: MentoringPair(p["key"], p["senior"], tuple(p["juniors"]))
            for p in raw["pairs"]
        },
    )


def read_talks() -> list[Talk]:
    """Return the talks of this round in order; the last is the short one for a live run."""
    return [_talk(entry) for entry in _load("sessions.yaml")]


def read_insights() -> bytes:
    """Return the anonymised insights of earlier talks as JSON lines."""
    return _HERE.joinpath("insights.jsonl").read_bytes()


def _junior(raw: dict[str, str]) -> Character:
    attributes = Attributes(raw["function"], raw["region"], raw["tenure_band"])
    return Character(raw["key"], raw["name"], attributes=attributes)


def _talk(raw: dict[str, str]) -> Talk:
    folder = _HERE.joinpath("sessions", raw["folder"])
    return Talk(
        folder=raw["folder"],
        filename=raw["transcript"],
        format=raw["format"],
        transcript=folder.joinpath(raw["transcript"]).read_bytes(),
        brief=_HERE.joinpath("sessions", raw["brief"], "brief.yaml").read_bytes(),
        roster=folder.joinpath("roster.csv").read_bytes(),
        pair=raw["pair"],
    )


def _load(name: str) -> Any:
    return yaml.safe_load(_HERE.joinpath(name).read_text("utf-8"))
