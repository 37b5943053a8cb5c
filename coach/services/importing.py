"""Anonymised insights in and out, as JSON lines."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from coach.errors import InvalidInput, StorageFailed
from coach.records.insights import InsightRecords
from coach.users import Permission, User, require
from coach.vectors import InsightVectors, OnProgress, quiet
from graphs.ports import Progress
from guardrails.families import Family, Kind, Severity
from guardrails.imported import wash
from guardrails.text import RawText
from knowledge.insights import Insight

MAX_WRONG_LINES = 20
_EVERY = 2_000

Reference = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Attribute = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]


class InsightLine(BaseModel):
    """One line of the file; fields that are not listed are ignored."""

    model_config = ConfigDict(extra="ignore")

    id: Reference
    statement: Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
    quote: Annotated[str, StringConstraints(max_length=4_000)] = ""
    family: Family
    kind: Kind
    severity: Severity = "medium"
    junior_ref: Reference
    pair_ref: Reference
    decision_ref: Attribute = ""
    function: Attribute = ""
    region: Attribute = ""
    tenure_band: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    quarter: Annotated[str, StringConstraints(pattern=r"^(\d{4}Q[1-4])?$")] = ""
    may_quote: bool = False
    also_junior_refs: list[Reference] = Field(default_factory=list)


class ImportReport(BaseModel):
    """``added`` are new; ``known`` and ``twice`` were left out: there already, or repeated."""

    model_config = ConfigDict(frozen=True)

    read: int
    added: int
    known: int
    twice: int


@dataclass(frozen=True, slots=True)
class _Wrong:
    line: int
    why: str


class Importing:
    """Insights in and out: all of a file, or nothing of it."""

    def __init__(self, insights: InsightRecords, vectors: InsightVectors) -> None:
        self._insights = insights
        self._vectors = vectors

    def import_jsonl(
        self, user: User, lines: Iterable[bytes], on_progress: OnProgress = quiet
    ) -> ImportReport:
        """Validate, wash, deduplicate and keep every line, or nothing.

        Args:
            user: must hold the permission to import.
            lines: the file's lines.
            on_progress: hears the stages; vectors take most of the time.

        Raises:
            NotAllowed: when ``user`` may not import.
            InvalidInput: names the lines that are wrong and why; nothing was kept.
            StorageFailed: when the disk refuses; nothing was kept.
        """
        require(user, Permission.IMPORT)
        read, wrong = _read(lines, on_progress)
        if wrong:
            raise InvalidInput(_complaint(wrong))
        fresh, known, twice = self._new(read)
        self._vectors.of(fresh, on_progress)
        on_progress(Progress("keep", "Keeping the insights"))
        self._insights.add(fresh)
        return ImportReport(read=len(read), added=len(fresh), known=known, twice=twice)

    def export(self, user: User, path: Path) -> int:
        """Write every insight to ``path``, whole or not at all; return how many.

        Raises:
            NotAllowed: when ``user`` may not import and export.
            StorageFailed: when the file cannot be written.
        """
        require(user, Permission.IMPORT)
        count = 0
        try:
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                for one in self._insights.stream():
                    file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
                    count += 1
            Path(temporary).replace(path)
        except OSError as error:
            raise StorageFailed("The export file cannot be written there.") from error
        return count

    def _new(self, read: list[Insight]) -> tuple[list[Insight], int, int]:
        """Leave out what is there already and what the file says twice."""
        there = self._insights.known([one.id for one in read])
        said = self._insights.texts()
        fresh: dict[str, Insight] = {}
        known = twice = 0
        for one in read:
            key = (one.statement, one.quote, one.junior_ref)
            if one.id in there:
                known += 1
            elif one.id in fresh or key in said:
                twice += 1
            else:
                said.add(key)
                fresh[one.id] = one
        return list(fresh.values()), known, twice


def _read(lines: Iterable[bytes], on_progress: OnProgress) -> tuple[list[Insight], list[_Wrong]]:
    read: list[Insight] = []
    wrong: list[_Wrong] = []
    content: dict[str, Insight] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            one = _insight(InsightLine.model_validate(_object(line, first=number == 1)))
        except (ValueError, ValidationError) as error:
            wrong.append(_Wrong(number, _reason(error)))
            continue
        if content.setdefault(one.id, one) != one:
            wrong.append(_Wrong(number, "its id was used above for something else"))
        read.append(one)
        if number % _EVERY == 0:
            on_progress(Progress("read", "Reading the file", number))
    if not read and not wrong:
        wrong.append(_Wrong(1, "the file is empty"))
    return read, wrong


def _object(line: bytes, *, first: bool) -> Any:
    """Parse one line; a byte-order mark may open the file."""
    return json.loads(line.decode("utf-8-sig" if first else "utf-8"))


def _insight(line: InsightLine) -> Insight:
    values = line.model_dump(exclude={"statement", "quote", "also_junior_refs"})
    return Insight(
        **values,
        statement=wash(RawText(line.statement)),
        quote=wash(RawText(line.quote)),
        also_junior_refs=tuple(r for r in line.also_junior_refs if r != line.junior_ref),
    )


def _reason(error: ValueError | ValidationError) -> str:
    """Say what is wrong with a line without repeating a word of it."""
    if isinstance(error, ValidationError):
        names = sorted({str(problem["loc"][0]) for problem in error.errors() if problem["loc"]})
        return f"wrong or missing: {', '.join(names)}" if names else "it is no JSON object"
    return "it is no JSON object in UTF-8"


def _complaint(wrong: list[_Wrong]) -> str:
    shown: Iterator[str] = (f"line {w.line}: {w.why}" for w in wrong[:MAX_WRONG_LINES])
    more = len(wrong) - MAX_WRONG_LINES
    rest = f"; and {more} more lines" if more > 0 else ""
    return f"Nothing was imported. {'; '.join(shown)}{rest}."
