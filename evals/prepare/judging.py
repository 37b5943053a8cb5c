"""Scores verdicts and codes against gold; ``also_ok`` codes are neither right nor wrong."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from evals.prepare.cleaning import Row, raw_of
from guardrails.briefs.checking import Opinion as OpinionOnBriefs
from guardrails.briefs.checking import check_brief
from guardrails.questions.asked import read_question
from guardrails.questions.lint import Opinion, hear_both


@dataclass(slots=True)
class Score:
    """Counts over rows; shares are 0..1, None where there was nothing to count."""

    rows: int = 0
    good: int = 0
    good_alone: int = 0
    bad: int = 0
    bad_caught: int = 0
    verdicts: int = 0
    true: int = 0
    extra: int = 0
    missed: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, key: str, gold: set[str], also: set[str], found: set[str]) -> None:
        """Count one row."""
        self.rows += 1
        extra, missed = found - gold - also, gold - found
        self.verdicts += bool(gold) == bool(found - also if not gold else found)
        if gold:
            self.bad += 1
            self.bad_caught += bool(found)
        else:
            self.good += 1
            self.good_alone += not extra
        self.true, self.extra = self.true + len(gold & found), self.extra + len(extra)
        self.missed += len(missed)
        if extra or missed:
            self.wrong.append(key)

    def figures(self) -> dict[str, float | int | list[str] | None]:
        """Return what is reported."""
        precision = self.true / (self.true + self.extra) if self.true + self.extra else None
        recall = self.true / (self.true + self.missed) if self.true + self.missed else None
        both = 2 * self.true + self.extra + self.missed
        return {
            "rows": self.rows,
            "verdicts_right": self.verdicts / self.rows if self.rows else None,
            "good_left_alone": self.good_alone / self.good if self.good else None,
            "bad_caught": self.bad_caught / self.bad if self.bad else None,
            "code_precision": precision,
            "code_recall": recall,
            "code_f1": 2 * self.true / both if both else None,
            "wrong": self.wrong,
        }


def read_rows(path: Path) -> list[Row]:
    """Return the objects of a JSONL file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def score_questions(rows: Iterable[Row], second: Opinion | None = None) -> Score:
    """Lint every question, by the rules and the ``second`` opinion if there is one."""
    score = Score()
    for row in rows:
        found = set(hear_both(read_question(row["question"]), second=second))
        score.add(row["id"], set(row["gold"]), set(row.get("also_ok") or ()), found)
    return score


def score_briefs(rows: Iterable[Row], second: OpinionOnBriefs | None = None) -> Score:
    """Check every brief, by the rules and the ``second`` opinion if there is one."""
    from datetime import UTC, datetime  # noqa: PLC0415 - only dates notes

    score, today = Score(), datetime.now(UTC).date()
    for row in rows:
        verdict = check_brief(raw_of(row), today, second)
        gold = row["gold"]
        found = {problem.code for problem in verdict.problems}
        score.add(row["id"], set(gold["problems"]), set(gold.get("also_ok") or ()), found)
    return score
