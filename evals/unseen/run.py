"""``coach eval unseen``: every part on data by strangers that nothing was ever trained on."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import coach.silence  # noqa: F401 - keeps the runtimes quiet
from coach.services.preparing.opinion import brief_opinion, second_opinion
from evals.debrief.run import measure
from evals.debrief.scoring import total
from evals.debrief.sessions import sessions_in
from evals.debrief.table import table
from evals.judged.themes import kept_back
from evals.prepare.judging import read_rows, score_briefs, score_questions
from evals.scrub.corpora import as_recognised, sessions
from evals.scrub.scoring import Tally
from evals.scrub.subjects import Ours as Scrubber
from evals.search.run import released
from knowledge.taught import TaughtEmbedder

_ROOM: Final = Path(__file__).parent
_TALKS: Final = _ROOM / "sessions"
_SHOWN: Final = (
    "answerable_found_in_first_three", "withheld_rightly", "questions_showing_unsupported_words",
    "themes_shown_with_fewer_than_k", "filter_pairs_isolating", "purity",
)  # fmt: skip


_CAVEAT: Final = (
    "Written by people who had not read our code, and never trained on: 16 talks and pages of"
    " notes, 30 briefs, 80 questions, a programme of 300 insights. `evals/unseen/README.md` says"
    " which misses somebody"
    " has looked at since. This is what to expect of data of your own."
)


def run(data: Path, *, only: str | None = None) -> dict[str, Any]:
    """Measure the shipped parts on what lies beside this file; ``data`` is not read.

    Args:
        data: as every suite takes it.
        only: scrub, debrief, prepare or search; None measures all four.

    Returns:
        Figures by part; shares are 0..1; ``report`` is Markdown.
    """
    del data
    parts = {name: measured() for name, measured in _PARTS.items() if only is None or name == only}
    told = {name: part.pop("report") for name, part in parts.items()}
    if only is not None:
        return {**parts, "report": told[only]}
    marked = [
        f"<!-- unseen {name} -->\n{report}\n<!-- end unseen {name} -->"
        for name, report in told.items()
    ]
    return {**parts, "report": "\n\n".join([_CAVEAT, *marked])}


def _scrub() -> dict[str, Any]:
    styles = {style: _told(tally) for style, tally in _scrubbed().items()}
    columns = list(next(iter(styles.values())))
    return {**styles, "report": _rows("scrubbing, with roster", styles, columns)}


def _debrief() -> dict[str, Any]:
    talks = list(sessions_in(_TALKS))
    scores = asyncio.run(measure(talks, model="none", record=None, naive=False, out=None))
    debriefed = table([*scores, total(scores)])
    report = f"Debrief without a model, everything approved:\n\n```\n{debriefed}\n```"
    return {"table": debriefed, "report": report}


def _prepare() -> dict[str, Any]:
    briefs, questions = (read_rows(_TALKS / f"{name}.jsonl") for name in ("briefs", "questions"))
    figures = {
        "briefs": score_briefs(briefs, brief_opinion()).figures(),
        "questions": score_questions(questions, second_opinion()).figures(),
    }
    for row in figures.values():
        del row["wrong"]  # which rows were missed is nobody's to read
    columns = ["verdicts_right", "good_left_alone", "bad_caught", "code_f1"]
    return {**figures, "report": _rows("prepare", figures, columns)}


def _search() -> dict[str, Any]:
    figures = _searched()
    return {**figures, "report": _rows("search", figures, _SHOWN)}


def _scrubbed() -> dict[str, Tally]:
    """Names in the talks with their rosters, by style of text."""
    scrubber, tallies = Scrubber(), dict[str, Tally]()
    for talk in sessions(_ROOM):
        for each in (talk, as_recognised(talk)) if talk.cased else (talk,):
            style = "cased" if each.cased else "made lower-case" if talk.cased else "lower-case"
            tallies.setdefault(style, Tally()).add(each, scrubber.spans(each))
    return tallies


def _told(tally: Tally) -> dict[str, float | None]:
    return {
        "names found": tally.recall("PERSON"),
        "all identifiers": tally.recall(),
        "other text lost": tally.lost_share,
        "keep words left": tally.kept_share,
    }


def _searched() -> dict[str, dict[str, float]]:
    embedder = TaughtEmbedder()
    return {f"k={k}": released(kept_back(), embedder, k) for k in (5, 3)}


def _rows(title: str, rows: dict[str, Any], columns: Iterable[str]) -> str:
    columns = list(columns)
    head = " | ".join(column.replace("_", " ") for column in columns)
    lines = [f"| {title} | {head} |", f"|---{'|---' * len(columns)}|"]
    for name, row in rows.items():
        lines.append(f"| {name} | {' | '.join(_cell(row[column]) for column in columns)} |")
    return "\n".join(lines)


def _cell(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{100 * value:.1f} %"


_PARTS: Final = {"scrub": _scrub, "debrief": _debrief, "prepare": _prepare, "search": _search}
