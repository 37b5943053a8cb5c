"""The rows that the reader of namesakes learns from: ``python -m evals.scrub.namesakes.rows OUT``.

Three sources: lines by writers who had not read our code (``lines/*.txt``, marked as
``[june:P]``, ``[june:W]``, ``[hector:T]``), the marked remarks, and the words of real recordings
that are names elsewhere. In some copies a name or a tool takes another name, so that only the
sense of the sentence is left to learn from.
"""

import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evals.scrub.corpora import Labelled, corpus
from guardrails.scrub.lexicon import stop_words
from guardrails.scrub.names import name_lists
from guardrails.scrub.talk import cut

FOLDER: Final = Path(__file__).parent / "lines"
SHARED: Final = Path(__file__).resolve().parents[4] / "shared" / "data"
CLASSES: Final = ("person", "word", "tool")
COPIES, WIDTH, MOST_A_WORD = 2, 24, 25
_MARK: Final = re.compile(r"\[([^\[\]:]+):([PWT])\]")
_LABEL: Final = {"P": 0, "W": 1, "T": 2}
_SWAPPED: Final = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """A text and its marks: (first character, behind the last, class)."""

    text: str
    marks: tuple[tuple[int, int, int], ...]
    source: str

    def said(self, mark: tuple[int, int, int]) -> str:
        """Return the marked words."""
        return self.text[mark[0] : mark[1]]


def marked(line: str, source: str) -> Line:
    """Read one marked line."""
    text, marks, last = "", [], 0
    for found in _MARK.finditer(line):
        text += line[last : found.start()]
        marks.append((len(text), len(text) + len(found[1]), _LABEL[found[2]]))
        text, last = text + found[1], found.end()
    return Line(text + line[last:], tuple(marks), source)


def written() -> list[Line]:
    """Return the writers' lines that have a mark."""
    files = sorted(FOLDER.glob("*.txt"))
    lines = [
        marked(line.strip(), file.stem)
        for file in files
        for line in file.read_text("utf-8").split("\n")
    ]
    return [line for line in lines if line.marks]


def recorded(names: frozenset[str]) -> Iterator[Line]:
    """Yield windows of real recordings around words that may be names; the capitals tell which."""
    seen: dict[str, int] = {}
    for document in (d for name in ("earnings21", "qmsum") for d in corpus(SHARED, name)):
        for place, piece in enumerate(document.pieces):
            yield from _windows(document, place, piece, names, seen)


def _windows(
    document: Labelled, place: int, piece: str, names: frozenset[str], seen: dict[str, int]
) -> Iterator[Line]:
    people = [(g.start, g.end) for g in document.gold if g.piece == place and g.type == "PERSON"]
    words = cut(piece)
    for at, word in enumerate(words):
        if word.key not in names or seen.get(word.key, 0) >= MOST_A_WORD:
            continue
        person = any(start < word.end and word.start < end for start, end in people)
        if word.capital and not person:
            continue  # a month, a brand, the beginning of a sentence
        seen[word.key] = seen.get(word.key, 0) + 1
        first, last = words[max(0, at - WIDTH)], words[min(len(words) - 1, at + WIDTH)]
        mark = (word.start - first.start, word.end - first.start, 0 if person else 1)
        yield Line(piece[first.start : last.end], (mark,), "recorded")


def exchanged(line: Line, own: list[str], given: list[str], chance: random.Random) -> Line:
    """Return the line with some of its names and tools called otherwise, the same one alike."""
    text, marks, last = "", [], 0
    other: dict[tuple[str, int], str] = {}
    for start, end, label in line.marks:
        said = line.text[start:end]
        if label != 1 and (said.lower(), label) not in other:
            pool = own if chance.random() < _SWAPPED else given
            new = chance.choice(pool) if chance.random() < _SWAPPED else said
            other[said.lower(), label] = new
        name = other.get((said.lower(), label), said)
        text += line.text[last:start]
        marks.append((len(text), len(text) + len(name), label))
        text, last = text + name, end
    return Line(text + line.text[last:], tuple(marks), line.source)


def main(target: Path) -> None:
    """Write all rows as JSON."""
    chance = random.Random(0)  # noqa: S311 - picks names, guards nothing
    lines = written()
    own = sorted({each.said(m).lower() for each in lines for m in each.marks if m[2] == 0})
    given = sorted(name for name in name_lists().given if name.isalpha())
    words = frozenset({each.said(m).lower() for each in lines for m in each.marks})
    rows = [(line, 0) for line in (*lines, *recorded(words - stop_words()))]
    rows += [(exchanged(line, own, given, chance), n + 1) for n in range(COPIES) for line in lines]
    table = [
        {"text": line.text, "marks": line.marks, "source": line.source, "copy": copy}
        for line, copy in rows
    ]
    target.write_text(json.dumps({"classes": CLASSES, "rows": table}, ensure_ascii=False), "utf-8")
    marks = sum(len(line.marks) for line, _ in rows)
    print(f"{len(lines)} written lines, {len(rows)} rows, {marks} marks")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
