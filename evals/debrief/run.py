"""``python -m evals.debrief.run``: debrief every session as a user would, and score it.

Each session goes through the whole application on a fresh COACH_HOME with the real scrubber,
embedder and model, is approved with every proposed generalisation, and is scored.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

import coach.silence  # noqa: F401 - before any vendor
from coach.application import Coach
from coach.bootstrap import assemble, open_coach
from coach.services.debriefing import approve_all
from coach.settings import LLMSettings, Settings
from coach.users import OPERATOR
from evals.debrief.naive import naive_report
from evals.debrief.scoring import Score, score, total
from evals.debrief.sessions import GoldSession, sessions_in
from evals.debrief.table import table
from evals.recording import RecordedChat
from graphs.ports import ChatModel

REPLAY: Final = "replay"
SHARED: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "sessions"


async def measure(
    sessions: Sequence[GoldSession],
    *,
    model: str,
    record: Path | None,
    naive: bool,
    out: Path | None,
) -> list[Score]:
    """Debrief and score each session; reports go to ``out`` for a look."""
    scores: list[Score] = []
    with tempfile.TemporaryDirectory() as folder:
        llm = LLMSettings(model="none" if model == REPLAY else model)
        settings = Settings(home=Path(folder) / "home", llm=llm)
        async with open_coach(settings) as opened:
            coach = _recorded(opened, record, model) if record else opened
            for session in sessions:
                report = await _report(session, coach, naive=naive)
                _keep(report, out)
                scores.append(score(report, session))
                print(table(scores[-1:], heading=False), file=sys.stderr, flush=True)
    return scores


def _keep(report: dict[str, Any], out: Path | None) -> None:
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        text = json.dumps(report, ensure_ascii=False, indent=1)
        (out / f"{report['session']}.json").write_text(text, encoding="utf-8")


_CAVEAT = (
    "The salience weights were trained on these very sessions (and 19 more), so these rows show"
    " that nothing breaks, not how well it does. What the weights reach on talks they never saw is"
    " in the section Salience. On first contact with six talks by writers who had not read our"
    " code (now in `evals/debrief/sessions`), before any of them taught anything: 45 of 56 gold"
    " insights found (80 %), 41 of 56 published ones right (73 %), 143 of 143 quotes verbatim, 2"
    " names, 2 indirect identifiers, 4 non-insights, 2 of 2 injected orders quoted, 1 of 2"
    " escalations found and none false. Of six pages of notes that came later (`n*`): 37 of 44"
    " found but lumped together, 20 of 31 right, 22 non-insights, 3 orders, 1 of 2 escalations; of"
    " four talks (`t*`): 32 of 36, 31 of 36, 1, 2, 2 of 2. `--approve all`, real scrubber and"
    " roster."
)


async def _report(session: GoldSession, coach: Coach, *, naive: bool) -> dict[str, Any]:
    if naive:
        model: ChatModel = coach.adapters.chat()
        return await naive_report(session, model)
    roster = session.folder / "roster.csv"
    review = await coach.debriefing.start(
        OPERATOR,
        session.transcript.read_bytes(),
        session.transcript.name,
        brief=(session.folder / "brief.yaml").read_bytes(),
        roster=roster.read_bytes() if roster.exists() else None,
    )
    decisions = approve_all(review.report)
    published = await coach.debriefing.decide(OPERATOR, review.report.session, decisions)
    return published.model_dump(mode="json")


def _recorded(coach: Coach, folder: Path, model: str) -> Coach:
    asked = None if model == REPLAY else coach.adapters.chat()
    chat = RecordedChat(folder, asked, "large")
    return assemble(replace(coach.adapters, chat=lambda: chat))


def run(data: Path) -> dict[str, Any]:
    """``coach eval debrief``: ours and the naive prompt, same model, on ``data/sessions``."""
    sessions = list(sessions_in(data / "sessions"))
    rows: dict[str, list[Score]] = {}
    subjects = [("ours", False), ("naive", True)]
    for name, naive in subjects[:1] if _model() == "none" else subjects:
        scores = asyncio.run(measure(sessions, model=_model(), record=None, naive=naive, out=None))
        rows[name] = [*scores, total(scores)]
    report = told(_model(), rows)
    figures = {name: [asdict(each) for each in scores] for name, scores in rows.items()}
    return {"rows": figures, "report": report}


def told(model: str, rows: dict[str, list[Score]]) -> str:
    """The tables as Markdown, with what they can and cannot say."""
    parts = [_CAVEAT]
    parts += [f"{name}, model `{model}`\n\n```\n{table(rows[name])}\n```" for name in rows]
    return "\n\n".join(parts)


def _model() -> str:
    return Settings().llm.model


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=Path, default=SHARED, help="folder of gold sessions")
    parser.add_argument("--only", nargs="*", default=[], help="beginnings of session names")
    parser.add_argument(
        "--model",
        default="embedded",
        help="none, embedded, a LiteLLM string, or 'replay' of what --record holds of a large one",
    )
    parser.add_argument("--naive", action="store_true", help="the baseline instead")
    parser.add_argument("--record", type=Path, help="folder that remembers the model's answers")
    parser.add_argument("--out", type=Path, help="folder for the reports")
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    wanted = parser.parse_args()
    sessions = [
        session
        for session in sessions_in(wanted.sessions)
        if not wanted.only or session.name.startswith(tuple(wanted.only))
    ]
    scores = asyncio.run(
        measure(
            sessions,
            model=wanted.model,
            record=wanted.record,
            naive=wanted.naive,
            out=wanted.out,
        )
    )
    overall = [*scores, total(scores)]
    if wanted.json:
        print(json.dumps([asdict(each) for each in overall], ensure_ascii=False, indent=1))
    else:
        print(table(overall))


if __name__ == "__main__":
    main()
