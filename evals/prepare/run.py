"""``coach eval prepare``: brief verdicts, linter, guides, and the model beside the bank."""

import asyncio
import os
from importlib import resources
from pathlib import Path
from typing import Any

from evals.prepare.cleaning import brief_of, session_rows
from evals.prepare.guides import measure_guides, measure_model
from evals.prepare.judging import read_rows, score_briefs, score_questions

_MODEL_BRIEFS = 4


def run(data_dir: Path, *, with_model: bool | None = None) -> dict[str, Any]:
    """Measure on ``data_dir/sessions`` and on our own sets beside this file.

    Args:
        data_dir: the layout of ``shared/data``.
        with_model: also ask the model on board; None reads ``COACH_EVAL_MODEL``.

    Returns:
        Figures by set; shares are 0..1; ``report`` is Markdown.
    """
    own = Path(str(resources.files("evals.prepare").joinpath("data")))
    given = data_dir / "sessions"
    rows = read_rows(given / "briefs.jsonl")
    own_rows = read_rows(own / "briefs.jsonl")
    accepted = [row for row in [*rows, *own_rows] if row["gold"]["accept"]]
    briefs = [brief_of(row) for row in [*session_rows(data_dir), *accepted]]
    figures: dict[str, Any] = {
        "briefs_given": score_briefs(rows).figures(),
        "briefs_own": score_briefs(own_rows).figures(),
        "questions_given": score_questions(read_rows(given / "questions.jsonl")).figures(),
        "questions_own": score_questions(read_rows(own / "questions.jsonl")).figures(),
        "guides": measure_guides(briefs),
    }
    if with_model if with_model is not None else bool(os.environ.get("COACH_EVAL_MODEL")):
        figures["model"] = asyncio.run(_with_model(briefs[:_MODEL_BRIEFS]))
    return {**figures, "report": report(figures)}


async def _with_model(briefs: list[Any]) -> dict[str, Any]:
    from coach.llm.engine import EmbeddedEngine  # noqa: PLC0415 - only on request
    from coach.llm.opening import chat_of  # noqa: PLC0415 - as above
    from coach.settings import load_settings  # noqa: PLC0415 - as above

    settings = load_settings()
    engine = EmbeddedEngine(settings.cache, settings.llm, None)
    try:
        return await measure_model(briefs, chat_of(settings.llm, engine))
    finally:
        await engine.close()


_CAVEAT = (
    "These sets taught the rules: every miss that was seen was mended, so 100 % is no forecast."
    " On the first run of each half before anybody looked: briefs 88.5 % and 95.5 % of verdicts"
    " right (code F1 78 %, 97 %); questions 87-97 % of good ones left alone, 79-97 % of bad ones"
    " caught (code F1 81-95 %)."
)


def report(figures: dict[str, Any]) -> str:
    """Return the tables of ``docs/results.md``."""
    lines = [
        _CAVEAT,
        "",
        "| set | n | verdicts right | good left alone | bad caught | code P | code R | code F1 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in ("briefs_given", "briefs_own", "questions_given", "questions_own"):
        row = figures[name]
        cells = [
            _share(row[key])
            for key in (
                "verdicts_right", "good_left_alone", "bad_caught",
                "code_precision", "code_recall", "code_f1",
            )
        ]  # fmt: skip
        lines.append(f"| {name.replace('_', ', ')} | {row['rows']} | {' | '.join(cells)} |")
    guides = figures["guides"]
    lines += [
        "",
        (
            f"{guides['guides']} guides (30, 45, 60 minutes; one to three juniors):"
            f" {_share(guides['without_a_problem'])} without a problem,"
            f" {_share(guides['every_need_covered'])} cover every need,"
            f" {_share(guides['in_time'])} fit their minutes;"
            f" reading ease {guides['reading_ease']:.0f},"
            f" distinctness {guides['distinctness']:.2f}."
        ),
    ]
    if "model" in figures:
        model, naive = figures["model"], figures["model"]["naive_prompt"]
        lines += [
            "",
            (
                f"{model['model']}: {_share(model['variants_accepted'])} of"
                f" {model['variants_asked']} variants accepted. A naive prompt:"
                f" {_share(naive['pass_linter'])} of its questions"
                f" pass the linter (bank: {_share(naive['bank_pass_linter'])}) and"
                f" {_share(naive['needs_touched'])} of the needs are touched (guide: 100.0 %)."
            ),
        ]
    return "\n".join(lines)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f} %"
