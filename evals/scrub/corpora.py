"""Labelled texts as values: what was said, what must be masked, what must stay."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from guardrails.briefs.parsing import parse_brief
from guardrails.briefs.things import things_in
from guardrails.roster import Roster, read_roster
from guardrails.transcript.reading import read_transcript

SPOKEN = ("earnings21", "qmsum")
WRITTEN = ("presidio_research", "wnut17", "tab")


@dataclass(frozen=True, slots=True)
class Gold:
    """One span that must be masked: piece, characters, type."""

    piece: int
    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document: its pieces (turns), gold spans, roster and ``keep`` words."""

    id: str
    corpus: str
    pieces: tuple[str, ...]
    gold: tuple[Gold, ...]
    labels: tuple[str, ...] = ()
    roster: Roster = field(default_factory=Roster)
    keep: tuple[str, ...] = ()

    @property
    def cased(self) -> bool:
        """Whether the text has capitals."""
        return any(letter.isupper() for piece in self.pieces for letter in piece)


def as_recognised(document: Labelled) -> Labelled:
    """The same in the style of speech recognition: small letters, no punctuation, same offsets."""
    return replace(
        document,
        pieces=tuple(_flat(piece) for piece in document.pieces),
        keep=tuple(_flat(word) for word in document.keep),
        labels=("",) * len(document.pieces),
    )


def _flat(text: str) -> str:
    small = (c.lower() if len(c.lower()) == 1 else c for c in text)
    return "".join(c if c.isalnum() or c.isspace() or c in "'’" else " " for c in small)


def corpus(folder: Path, name: str) -> Iterator[Labelled]:
    """Read a JSONL corpus of ``shared/data/pii``; nothing where the folder lacks it."""
    path = folder / "pii" / f"{name}.jsonl"
    return read_corpus(path) if path.exists() else iter(())


def corpora(folder: Path) -> list[Path]:
    """The labelled JSONL files of a folder, or of its ``pii``."""
    files = sorted({*folder.glob("*.jsonl"), *(folder / "pii").glob("*.jsonl")})
    return [file for file in files if _is_labelled(file)]


def _is_labelled(file: Path) -> bool:
    with file.open(encoding="utf-8") as lines:
        first = next((line for line in lines if line.strip()), "{}")
    item = json.loads(first)
    return isinstance(item, dict) and {"text", "spans"} <= item.keys()


def read_corpus(path: Path) -> Iterator[Labelled]:
    """Read one labelled file; ``Speaker N:`` labels divide a text into pieces."""
    from guardrails.scrub.labels import find_labels  # noqa: PLC0415

    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        item = json.loads(line)
        text, last, pieces = item["text"], 0, []
        cuts = [(label.start, label.end) for label in find_labels(text)]
        for start, end in [*cuts, (len(text), len(text))]:
            if text[last:start].strip():
                pieces.append((last, text[last:start]))
            last = end
        gold = [
            Gold(n, s["start"] - offset, min(s["end"] - offset, len(part)), s["label"])
            for s in item["spans"]
            if s.get("identifier_type") != "NO_MASK"
            for n, (offset, part) in enumerate(pieces)
            if offset <= s["start"] < offset + len(part)
        ]
        yield Labelled(str(item["id"]), path.stem, tuple(part for _, part in pieces), tuple(gold))


def sessions(folder: Path) -> Iterator[Labelled]:
    """Read the packs of a folder, or of its ``sessions``: one document a transcript file.

    As in a debrief, the brief beside a talk tells which names are those of tools.
    """
    packs = {p for below in ("*", "sessions/*", ".") for p in folder.glob(f"{below}/gold.json")}
    for pack in sorted(packs):
        gold = json.loads(pack.read_text(encoding="utf-8"))
        roster = read_roster((pack.parent / "roster.csv").read_bytes())
        brief = pack.parent / "brief.yaml"
        if brief.exists():
            told = things_in(parse_brief(brief.read_bytes(), brief.name), roster)
            roster = replace(roster, keep=told)
        for file in sorted(pack.parent.glob("transcript.*")):
            talk = read_transcript(file.read_bytes(), file.name)
            pieces = tuple(turn.text.reveal() for turn in talk.turns)
            labels = tuple(t.speaker.reveal() if t.speaker else "" for t in talk.turns)
            spans = tuple(_mentions(pieces, gold["pii"]))
            name = pack.parent.name + file.suffix
            yield Labelled(
                name, "sessions", pieces, spans, labels, roster, tuple(gold.get("keep", ()))
            )


def _mentions(pieces: tuple[str, ...], forms: list[dict[str, Any]]) -> Iterator[Gold]:
    """Every mention of every form, longest first, leaving out uses of a name as a word."""
    taken = [bytearray(len(piece)) for piece in pieces]
    for form in sorted(forms, key=lambda f: -len(f["text"])):
        pattern = re.compile(rf"(?<!\w){re.escape(form['text'])}(?!\w)")
        for n, piece in enumerate(pieces):
            words = _word_uses(piece, form, pattern)
            for match in pattern.finditer(piece):
                start, end = match.span()
                if start not in words and not any(taken[n][start:end]):
                    taken[n][start:end] = b"\1" * (end - start)
                    yield Gold(n, start, end, form["type"])


def _word_uses(piece: str, form: dict[str, Any], pattern: re.Pattern[str]) -> set[int]:
    spots = set()
    for context in form.get("word_contexts", ()):
        for found in re.finditer(re.escape(context), piece):
            inner = pattern.search(piece, found.start(), found.end())
            if inner:
                spots.add(inner.start())
    return spots
