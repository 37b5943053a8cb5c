"""The remarks beside this file, as labelled documents to learn from."""

import re
from collections.abc import Iterator
from pathlib import Path

from evals.scrub.corpora import Gold, Labelled

_FOLDER = Path(__file__).parent / "remarks"
_MARK = re.compile(r"\[\[(\w+)\|([^\]]*)\]\]")
_TYPES = {
    "person": "PERSON",
    "client": "CLIENT_ORG",
    "place": "LOCATION",
    "country": "LOCATION",
    "user": "USERNAME",
    "email": "EMAIL",
    "phone": "PHONE",
    "id": "ID",
    "date": "DATE_EXACT",
}
"""Labels that are not here (tool, word, org) mark what must stay."""


def remarks() -> Iterator[Labelled]:
    """Yield one document a remark, its marks taken out."""
    for file in sorted(_FOLDER.glob("part*.txt")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            yield _document(f"{file.stem}:{number}", line)


def _document(name: str, line: str) -> Labelled:
    text, spans, last = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        if mark[1] in _TYPES:
            spans.append(Gold(0, len(text), len(text) + len(mark[2]), _TYPES[mark[1]]))
        text += mark[2]
        last = mark.end()
    return Labelled(name, "remarks", (text + line[last:],), tuple(spans))
