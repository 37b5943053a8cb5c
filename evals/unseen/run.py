"""``coach eval unseen``: every part on data by strangers that nothing was ever trained on."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import coach.silence  # noqa: F401 - keeps the runtimes quiet
from coach.services.preparing.opinion import second_opinion
from evals.debrief.run import measure
from evals.debrief.scoring import total
from evals.debrief.sessions import sessions_in
from evals.debrief.table import table
from evals.prepare.judging import read_rows, score_briefs, score_questions
from evals.scrub.corpora import as_recognised, sessions
from evals.scrub.scoring import Tally
from evals.scrub.subjects import Ours as Scrubber
from evals.search.programmes import Asked
from evals.search.run import released
from evals.themes.labeled import programme, records
from knowledge.embedding import MiniLMEmbedder

_ROOM: Final = Path(__file__).parent
_TALKS: Final = _ROOM / "sessions"
_SHOWN: Final = (
    "answerable_found_in_first_three", "withheld_rightly", "questions_showing_unsupported_words",
    "themes_shown_with_fewer_than_k", "filter_pairs_isolating", "purity",
)  # fmt: skip


_CAVEAT: Final = (
    "Written by people who had not read our code, and never trained on: six talks, 30 briefs, 80"
    " questions, a programme of 300 insights. `evals/unseen/README.md` says which misses somebody"
    " has looked at since. This is what to expect of data of your own."
)


def run(data: Path) -> dict[str, Any]:
    """Measure the shipped parts on what lies beside this file; ``data`` is not read.

    Returns:
        Figures by part; shares are 0..1; ``report`` is Markdown.
    """
    del data
    scores = asyncio.run(
        measure(list(sessions_in(_TALKS)), model="none", record=None, naive=False, out=None)
    )
    figures: dict[str, Any] = {
        "scrub": {style: _told(tally) for style, tally in _scrubbed().items()},
        "briefs": score_briefs(read_rows(_TALKS / "briefs.jsonl")).figures(),
        "questions": score_questions(
            read_rows(_TALKS / "questions.jsonl"), second_opinion()
        ).figures(),
        "search": _searched(),
    }
    return {**figures, "report": report(figures, table([*scores, total(scores)]))}


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
    folder = _ROOM / "search"
    ferries = Asked(
        programme("ferries", folder / "insights.jsonl"), list(records(folder / "queries.jsonl"))
    )
    embedder = MiniLMEmbedder()
    return {f"k={k}": released(ferries, embedder, k) for k in (5, 3)}


def report(figures: dict[str, Any], debriefed: str) -> str:
    """Return the section of ``docs/results.md``."""
    scrub, search = figures["scrub"], figures["search"]
    parts = [
        _CAVEAT,
        _rows("scrubbing, with roster", scrub, list(next(iter(scrub.values())))),
        f"Debrief without a model, everything approved:\n\n```\n{debriefed}\n```",
        _rows(
            "prepare",
            {name: figures[name] for name in ("briefs", "questions")},
            ["good_left_alone", "bad_caught", "code_f1"],
        ),
        _rows("search", search, _SHOWN),
    ]
    return "\n\n".join(parts)


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
