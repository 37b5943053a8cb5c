"""``kill -9`` at random moments of a debrief: nothing approved is lost or published twice."""

import asyncio
import multiprocessing
import os
import random
import signal
import time
import traceback
from pathlib import Path

import pytest

from coach.records.database import Database
from coach.records.insights import InsightRecords
from coach.records.sessions import SessionRecords
from coach.services.debriefing import approve_all
from coach.services.debriefing.opening import HandIn  # noqa: F401 - imported before the fork
from coach.users import OPERATOR
from graphs.ports import Answer, Prompt
from tests.builders import a_coach_on_disk
from tests.fakes import ScriptedChat

BRIEF = b"""
decision: Keep the badge portal or buy a new one.
owner: {role: Head of Sites}
deadline: 2030-06-30
options: [Keep the portal, Buy a new one]
what_would_change_it: [Evidence that people work around the portal]
metrics: [{name: Minutes lost per shift, baseline: 12, target: 4, unit: minutes}]
junior_vantage: Gate agent.
off_limits: []
question_family: internal_tools
"""
SAID = (
    "The badge portal logs guards out every minute, so they prop the gate open with a bucket.",
    "Nobody reads the alarm mails because forty people receive them and everyone filters.",
    "Deliveries wait outside until seven since the dock calendar follows another time zone.",
    "Visitors write fake company names because the form refuses an empty field.",
    "The printed map is trusted more than the screen, which still shows the old canteen.",
    "Night shifts borrow one shared password, and audits blame whoever typed it first.",
    "Drivers photograph the rota on the wall as the app hides tomorrow's page.",
    "Contractors bring their own radios after the rented ones died during the storm.",
)
TALK = "\n".join(
    f"Sam: Tell me about question {n}.\nAna: {line}" + "\nSam: I see.\nAna: Yes, really." * 6
    for n, line in enumerate(SAID)
).encode()
ROSTER = b"name,role,team,email\nSam,senior,,\nAna,junior,,\n"
FAILED = "failed.txt"


class SlowChat(ScriptedChat):
    """Takes its time, so that a kill meets every stage."""

    async def propose(
        self, prompt: Prompt, answer: type[Answer], *, max_tokens: int = 256
    ) -> Answer | None:
        await asyncio.sleep(0.02)
        return None


async def _work(folder: Path) -> None:
    """Do what is left to do: hand in, or review, or decide."""
    async with a_coach_on_disk(folder, chat=SlowChat()) as coach:
        debriefing = coach.debriefing
        if not debriefing.sessions(OPERATOR):
            await debriefing.start(OPERATOR, TALK, "t.txt", brief=BRIEF, roster=ROSTER)
        for record in debriefing.sessions(OPERATOR):
            review = await debriefing.review(OPERATOR, record.id)
            await debriefing.decide(OPERATOR, record.id, approve_all(review.report))


def _child(folder: Path) -> None:
    try:
        asyncio.run(_work(folder))
    except BaseException:  # noqa: BLE001 - the parent is told by the exit code, and where to look
        (folder / FAILED).write_text(traceback.format_exc(), encoding="utf-8")
        os._exit(1)
    os._exit(0)


def _run(folder: Path, kill_after_s: float | None) -> int | None:
    process = multiprocessing.get_context("fork").Process(target=_child, args=(folder,))
    process.start()
    if kill_after_s is not None:
        time.sleep(kill_after_s)
        if process.pid is not None:
            os.kill(process.pid, signal.SIGKILL)
    process.join(60)
    return process.exitcode


def _kill_often(folder: Path, kills: int, seed: int) -> int:
    """Kill a debrief again and again, then let it finish; return how many kills hit it at work."""
    draw = random.Random(seed)  # noqa: S311 - moments, not secrets
    began = time.monotonic()
    assert _run(folder / "reference", None) == 0
    longest = time.monotonic() - began
    hits = 0
    for number in range(kills):
        home = folder / f"run{number // 3}"  # three kills each, so that later stages are met too
        hits += _run(home, draw.uniform(0.02, longest)) == -signal.SIGKILL
    for home in folder.glob("run*"):
        assert _run(home, None) == 0, _why(home)
        _complete(home)
    return hits


def _why(folder: Path) -> str:
    """What a child that was not killed died of."""
    told = folder / FAILED
    return told.read_text(encoding="utf-8") if told.exists() else "it left no word"


def _complete(folder: Path) -> None:
    database = Database(f"sqlite:///{folder / 'home' / 'coach.sqlite3'}")
    records, memory = SessionRecords(database), InsightRecords(database)
    for record in records.of_owner(None):
        assert record.status == "published"
        assert record.report is not None
        approved = sorted(each["id"] for each in record.report["insights"])
        assert len(approved) >= 5, "a talk of eight points"
        assert sorted(card.insight_id for card in records.shared(session_id=record.id)) == approved
        remembered = [insight.id for insight in memory.all()]
        assert len(remembered) == len(set(remembered))
        assert set(approved) <= set(remembered)
        assert not list((folder / "home" / "vault").glob(f"{record.id}*"))
    database.close()


def test_three_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    assert _kill_often(tmp_path, kills=3, seed=4) >= 1


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_fifty_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    assert _kill_often(tmp_path, kills=50, seed=50) >= 25
