"""``coach eval judged``: what a large model gains, from its answers on record."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import coach.silence  # noqa: F401 - keeps the runtimes quiet
from evals.debrief.run import REPLAY, measure
from evals.debrief.scoring import total
from evals.debrief.sessions import sessions_in
from evals.debrief.table import table
from evals.judged.themes import compared
from evals.recording import RecordedChat

_ROOM: Final = Path(__file__).parent
_TALKS: Final = _ROOM.parent / "unseen" / "sessions"
_COLUMNS: Final = {
    "answerable_found_in_first_three": "answered",
    "withheld_rightly": "withheld",
    "questions_showing_unsupported_words": "questions showing unsupported words",
    "themes_shown_with_fewer_than_k": "themes with fewer than k",
    "filter_pairs_isolating": "filter pairs isolating",
    "purity": "purity",
    "named": "themes the model named",
}
_CAVEAT: Final = (
    "The programme (ferries) and the talks are those of *Unseen*, the devices those of *Search*."
    " No hosted model can be reached where this was measured: on 2026-11-23 an assistant model"
    " stood in for one, reading each prompt as the product renders it and nothing else, no label"
    " and no code. Its answers are kept in `evals/judged/answers`, and `coach eval judged` prints"
    " these figures from them; `python -m evals.judged.themes FOLDER --model NAME` and"
    " `python -m evals.debrief.run --model NAME --record FOLDER` ask a model of your own."
    " A change in what is scrubbed or barred changes prompts: an answer that no longer fits"
    " counts as none."
)


def run(data: Path) -> dict[str, Any]:
    """Replay the answers on the kept-back programme, the devices and the kept-back talks.

    Args:
        data: as every suite takes it; not read.

    Returns:
        Figures by row; shares are 0..1; ``report`` is Markdown.
    """
    del data
    rows: dict[str, dict[str, float]] = {}
    for name in ("ferries", "devices"):
        rows |= compared(name, RecordedChat(_ROOM / "answers" / name, None, "large"))
    talks = list(sessions_in(_TALKS))
    record = _ROOM / "answers" / "talks"
    scores = asyncio.run(measure(talks, model=REPLAY, record=record, naive=False, out=None))
    debriefed = table([*scores, total(scores)])
    report = (
        f"{_CAVEAT}\n\n{_table(rows)}\n\nDebrief of the talks kept back, points picked by the"
        f" model and worded in the speakers' own words:\n\n```\n{debriefed}\n```"
    )
    return {"themes": rows, "debrief": debriefed, "report": report}


def _table(rows: Mapping[str, Mapping[str, float]]) -> str:
    head = f"| | {' | '.join(_COLUMNS.values())} |\n|---{'|---' * len(_COLUMNS)}|"
    lines = [f"| {name} | {' | '.join(_cells(row))} |" for name, row in rows.items()]
    return "\n".join([head, *lines])


def _cells(row: Mapping[str, float]) -> list[str]:
    values = [row.get(column) for column in _COLUMNS]
    return [
        "–" if value is None else str(value) if isinstance(value, int) else f"{100 * value:.1f} %"
        for value in values
    ]
