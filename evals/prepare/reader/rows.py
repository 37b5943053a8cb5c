"""The rows that the second opinion learns from: ``python -m evals.prepare.reader.rows KIND OUT``.

``KIND`` is ``questions`` or ``briefs``. Every row says what the rules alone find, so that the
training program can tell what both reach together on a set left out.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any, Final

from evals.prepare.cleaning import Row, raw_of, session_rows
from evals.prepare.judging import read_rows
from graphs.prepare.opinion.briefs import CODES as BRIEF_CODES
from graphs.prepare.opinion.briefs import MAY, segments_of
from graphs.prepare.opinion.questions import CODES as QUESTION_CODES
from guardrails.briefs.checking import check_brief
from guardrails.briefs.view import view_of
from guardrails.questions.asked import read_question
from guardrails.questions.finding import find_codes
from guardrails.questions.rewriting import TEMPLATES
from knowledge.bank.bank import load_bank

GIVEN: Final = Path(__file__).resolve().parents[4] / "shared" / "data" / "sessions"
OWN: Final = Path(str(resources.files("evals.prepare").joinpath("data")))
_TOPICS: Final = ("this", "the rota", "our refund form", "the night desk")
_ITEMS: Final = ("Nets torn at night", "Callers who ask twice", "A form filled in by hand")


def questions() -> Iterator[Row]:
    """Yield each labelled question, and the bank as it is asked, whose questions are good."""
    for name, row in _sets("questions"):
        text = row["question"]
        yield {
            "set": name,
            "segments": [{"text": text, "codes": list(QUESTION_CODES)}],
            "gold": row["gold"],
            "also": list(row.get("also_ok") or ()),
            "rules": list(find_codes(read_question(text))),
        }
    bank = [text for row in load_bank() for text in (row.text, *row.probes)]
    asked = [
        text.replace("{item}", _ITEMS[at % 3]).replace("{figures}", "")
        for at, text in enumerate(bank)
    ]
    rewrites = [text.format(topic=topic) for text in TEMPLATES.values() for topic in _TOPICS]
    for name, texts in (("bank", asked), ("rewrites", rewrites)):
        for text in texts:
            segments = [{"text": text, "codes": list(QUESTION_CODES)}]
            yield {"set": name, "segments": segments, "gold": [], "also": [], "rules": []}


def briefs() -> Iterator[Row]:
    """Yield each labelled brief as its fields, then single fields with labels of their own."""
    today = datetime.now(UTC).date()
    for name, row in _sets("briefs"):
        gold = row["gold"]
        yield {
            "set": name,
            "segments": _fields(row),
            "gold": gold["problems"],
            "also": list(gold.get("also_ok") or row.get("also_ok") or ()),
            "rules": [problem.code for problem in check_brief(raw_of(row), today).problems],
        }
    for row in session_rows(GIVEN.parent) if GIVEN.exists() else []:
        segments = _fields(row)
        yield {"set": "sessions", "segments": segments, "gold": [], "also": [], "rules": []}
    for row in read_rows(OWN / "fields.jsonl"):
        text = f"{row['field']}: {row['text']}"
        single = [{"text": text, "codes": list(MAY[row["field"]])}]
        yield {"set": "fields", "segments": single, "gold": row["gold"], "also": [], "rules": []}


def _fields(row: Row) -> list[Row]:
    segments = segments_of(view_of(raw_of(row)))
    return [{"text": each.text, "codes": list(each.codes)} for each in segments]


def _sets(kind: str) -> Iterator[tuple[str, Row]]:
    files = sorted(OWN.glob(f"{kind}*.jsonl"))
    given = GIVEN / f"{kind}.jsonl"
    for path in [*([given] if given.exists() else []), *files]:
        name = "given" if path == given else path.stem
        for row in read_rows(path):
            yield name, row


def main(kind: str, out: str) -> None:
    """Write the table."""
    made, codes = (questions(), QUESTION_CODES) if kind == "questions" else (briefs(), BRIEF_CODES)
    table: dict[str, Any] = {"codes": list(codes), "rows": list(made)}
    Path(out).write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:3])
