"""Labelled talks as the salience heads see them: clean turns, and where each point was said."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import yaml

from graphs.debrief.sentences import Sentence
from guardrails.briefs.brief import Brief, Metric
from guardrails.families import Family, Kind, Severity
from guardrails.roster import Roster, read_roster
from guardrails.scrub.results import CleanTurn
from guardrails.text import CleanText, authored
from guardrails.transcript import assign_roles, read_transcript
from guardrails.transcript.turns import TurnRole

OWN: Final = Path(__file__).parent / "sessions"
_TYPES: Final = {"CLIENT_ORG": "CLIENT", "LOCATION_FINE": "LOCATION", "DATE_EXACT": "DATE"}
_MARK: Final = re.compile(r"\{(?P<label>[a-z]\d*|-|!)\s(?P<said>[^{}]*)\}")
_SPEAKERS: Final[dict[str, tuple[TurnRole, str]]] = {
    "S": ("senior", "senior"),
    "J": ("junior", "junior"),
    "K": ("junior", "junior 2"),
    "O": ("other", "other"),
}
_OVERLAP: Final = 0.35
_FEWEST_CHARACTERS: Final = 8

Place = tuple[int, int, int]
"""Turn, first character, end."""


@dataclass(frozen=True, slots=True)
class Point:
    """A gold insight: where it was said, and the words that tell it was found."""

    id: str
    kind: Kind
    severity: Severity
    said: tuple[Place, ...]
    keywords: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """One labelled session; ``others`` are places that must not become insights."""

    name: str
    turns: tuple[CleanTurn, ...]
    brief: Brief
    points: tuple[Point, ...]
    others: tuple[Place, ...]
    escalations: tuple[Place, ...] = ()
    seniors: tuple[str, ...] = ()


def read_folders(folder: Path) -> Iterator[Talk]:
    """Sessions with ``gold.json``; names of the gold list are replaced by placeholders."""
    for file in sorted(folder.glob("*/gold.json")):
        if (file.parent / "brief.yaml").exists():
            yield _read_folder(file.parent)


def read_own(folder: Path = OWN) -> Iterator[Talk]:
    """Our own talks: ``{a1 words}`` marks evidence of point a1, ``{- words}`` a non-insight."""
    for file in sorted(folder.glob("*.yaml")):
        yield _read_marked(file)


def label_sentences(talk: Talk, sentences: Sequence[Sentence]) -> list[str | None]:
    """For each sentence the id of the point it carries, None when it carries none."""
    return [_label(talk, sentence) for sentence in sentences]


def _label(talk: Talk, sentence: Sentence) -> str | None:
    best, found = 0, None
    for point in talk.points:
        for place in point.said:
            shared = _shared(place, sentence)
            if shared > best:
                best, found = shared, point.id
    return found


def touches(places: Sequence[Place], sentence: Sentence) -> bool:
    """Whether the sentence lies in one of the places, or one of them in it."""
    return any(_shared(place, sentence) for place in places)


def _shared(place: Place, sentence: Sentence) -> int:
    turn, start, end = place
    if turn != sentence.turn:
        return 0
    shared = min(end, sentence.end) - max(start, sentence.start)
    shorter = min(end - start, sentence.end - sentence.start)
    return shared if shared >= max(_FEWEST_CHARACTERS, _OVERLAP * shorter) else 0


def _read_folder(folder: Path) -> Talk:
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text("utf-8"))
    source = max([*folder.glob("transcript.*"), *folder.glob("notes.*")])
    raw = read_transcript(source.read_bytes(), source.name)
    roster = read_roster((folder / "roster.csv").read_bytes())
    roles = assign_roles(raw, roster).by_label
    forms = sorted({p["text"]: p for p in gold["pii"]}.values(), key=lambda p: -len(p["text"]))
    numbered = [(n, p) for n, p in enumerate(forms) if not p.get("word_uses")]
    turns: list[CleanTurn] = []
    for turn in raw.turns:
        role = roles[_plain(turn.speaker) if turn.speaker else "notes"]
        turns.append(
            CleanTurn(
                turn.index,
                role,
                role,
                _clean(_plain(turn.text), numbered),
                turn.start_s,
                turn.heading,
            )
        )

    def find(piece: object) -> Place | None:
        text = str(piece.get("text") or piece.get("evidence")) if isinstance(piece, dict) else piece
        wanted = _clean(str(text), numbered)
        hits = ((t.index, t.text.find(wanted)) for t in turns)
        return next(((i, at, at + len(wanted)) for i, at in hits if at >= 0), None)

    points = tuple(
        Point(
            each["id"],
            each["kind"],
            each["severity"],
            tuple(place for piece in each["evidence"] if (place := find(piece))),
            tuple(tuple(group) for group in each["keywords"]),
        )
        for each in gold["insights"]
    )
    others = [*gold["non_insights"], *gold["injections"]]
    places = tuple(place for piece in others if (place := find(piece)))
    escalated = tuple(place for piece in gold["escalations"] if (place := find(piece)))
    brief = _brief(yaml.safe_load((folder / "brief.yaml").read_text("utf-8")))
    seniors = _seniors(roster, numbered)
    return Talk(folder.name, tuple(turns), brief, points, places, escalated, seniors)


def _seniors(roster: Roster, forms: Sequence[tuple[int, dict[str, Any]]]) -> tuple[str, ...]:
    """The placeholders of what the seniors of the roster are called."""
    names = [_plain(person.name).split() for person in roster.people if person.role == "senior"]
    called = {part for name in names for part in [*name, name[0][0], "".join(p[0] for p in name)]}
    people = [(number, form["text"]) for number, form in forms if form["type"] == "PERSON"]
    return tuple(
        f"<PERSON_{number}>"
        for number, text in people
        if {part.replace(".", "") for part in text.split()} & called
    )


def _plain(text: Any) -> str:
    """Open raw text: these talks are invented, and the heads must see what was said."""
    return str(text.reveal())


def _clean(text: str, forms: Sequence[tuple[int, dict[str, Any]]]) -> CleanText:
    for number, form in forms:
        kind = _TYPES.get(form["type"], form["type"])
        text = re.sub(rf"(?<!\w){re.escape(form['text'])}(?!\w)", f"<{kind}_{number}>", text)
    return authored(text)


def _read_marked(file: Path) -> Talk:
    loaded: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    said: dict[str, list[Place]] = {}
    turns: list[CleanTurn] = []
    for index, line in enumerate(loaded["turns"]):
        ((who, marked),) = line.items()
        text, marks = _unmark(str(marked))
        role, speaker = _SPEAKERS[who]
        turns.append(CleanTurn(index, role, speaker, authored(text)))
        for label, start, end in marks:
            said.setdefault(label, []).append((index, start, end))
    points = tuple(
        Point(
            name,
            cast("Kind", each["kind"]),
            cast("Severity", each["severity"]),
            tuple(said[name]),
            tuple(tuple(str(word) for word in group) for group in each["keywords"]),
        )
        for name, each in loaded["points"].items()
    )
    brief = _brief(loaded["brief"])
    others, escalated = tuple(said.get("-", ())), tuple(said.get("!", ()))
    return Talk(file.stem, tuple(turns), brief, points, others, escalated)


def _unmark(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    text, marks, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        marks.append((match["label"], len(text), len(text) + len(match["said"])))
        text += match["said"]
        last = match.end()
    return text + marked[last:], marks


def _brief(loaded: dict[str, Any]) -> Brief:
    def many(key: str) -> tuple[CleanText, ...]:
        return tuple(authored(str(text)) for text in loaded.get(key) or ())

    return Brief(
        decision=authored(loaded["decision"]),
        owner_role=authored(str((loaded.get("owner") or {}).get("role", ""))),
        deadline=str(loaded.get("deadline", "")),
        options=many("options"),
        what_would_change_it=many("what_would_change_it"),
        metrics=tuple(Metric(authored(m["name"])) for m in loaded.get("metrics") or ()),
        junior_vantage=authored(str(loaded.get("junior_vantage", ""))),
        off_limits=many("off_limits"),
        senior_objectives=(),
        junior_objectives=(),
        family=cast("Family", loaded.get("question_family", "internal_tools")),
    )
