"""``kill -9`` at any moment: what was acknowledged is there, nothing is half-written."""

import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.bootstrap import open_coach
from coach.records.database import Database
from coach.records.erasures import ErasureRecords
from coach.records.traces import Traces
from coach.settings import Settings
from coach.users import OPERATOR
from guardrails.vault.vault import Vault
from tests.fakes import StillClock

ROOT = Path(__file__).resolve().parents[2]
WORDS = "Zebedee Quillfeather told the night shift to leave the blue vault open"

RECORDS = """
from datetime import UTC, datetime
from graphs.ports import Usage
from coach.records.database import Database
from coach.records.traces import Traces
traces = Traces(Database("sqlite:///{home}/coach.sqlite3"))
for number in range(1, 100000):
    traces.spent("x" * 70, "m", Usage(calls=1), datetime.now(UTC))
    print(number, flush=True)
"""
VAULT = """
from datetime import timedelta
from pathlib import Path
from guardrails.text import RawText
from guardrails.vault.vault import Vault
from tests.fakes import StillClock
clock = StillClock()
vault = Vault(Path("{home}/vault"), b"v" * 32, clock.now)
while True:
    payload = RawText("{words} " * 500)
    print(vault.seal("note", payload, keep_until=clock.now() + timedelta(days=9)), flush=True)
"""


def killed(program: str, home: Path, *, after_s: float | None = None) -> list[str]:
    """Run a program until it kills itself or for a while; return the lines it finished."""
    process = subprocess.Popen(
        [sys.executable, "-c", program.format(home=home, words=WORDS)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    if after_s is not None:
        time.sleep(after_s)
        process.kill()
    # Not communicate(): it would pass by the lines that readline() has read ahead.
    assert process.stderr is not None
    rest, errors = process.stdout.read(), process.stderr.read()
    process.wait(timeout=60)
    assert process.returncode == -signal.SIGKILL, errors
    return [line for line in (first + rest).split("\n")[:-1] if line]


def test_no_acknowledged_record_is_lost(tmp_path: Path) -> None:
    lines = killed(RECORDS, tmp_path, after_s=0.3)

    database = Database(f"sqlite:///{tmp_path / 'coach.sqlite3'}")
    assert Traces(database).total().calls in {len(lines), len(lines) + 1}
    database.close()
    with sqlite3.connect(tmp_path / "coach.sqlite3") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_every_acknowledged_transcript_opens_and_no_half_one_stays(
    tmp_path: Path,
) -> None:
    lines = killed(VAULT, tmp_path, after_s=0.3)

    clock = StillClock()
    vault = Vault(tmp_path / "vault", b"v" * 32, clock.now)
    vault.sweep(clock.now())

    assert all(vault.open_text(line).reveal().startswith(WORDS) for line in lines)
    kept = {file.stem for file in (tmp_path / "vault").iterdir()}
    assert len(kept - set(lines)) <= 1, "at most one was sealed and not yet acknowledged"
    assert all(vault.holds(record) for record in kept)


ERASURE = """
import asyncio, os, signal
from pathlib import Path
from coach.application import Coach
from coach.bootstrap import open_coach
from coach.settings import Settings
from coach.users import OPERATOR
from coach import erasure, erasure_rooms
from datetime import UTC, datetime
from coach.records.sessions import SessionRecord, SessionRecords
from tests.builders import a_roster, a_transcript

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

async def main():
    async with open_coach(Settings(home=Path("{home}"))) as coach:
        talk = a_transcript("Ana: {words}")
        session = coach.sealed_sessions.seal_session(talk, a_roster(), {{"Ana": "junior"}})
        now = datetime.now(UTC)
        SessionRecords(coach.adapters.database).add(SessionRecord(
            session, 1, "owner", "awaiting_review", now, now, {{}}, {{}}, {{"junior": "j1"}}, "p1",
            report={{"insights": [{{"statement": "{words}"}}]}},
        ))
        print(session, flush=True)
        eraser = coach.erasing._eraser
        rooms = list(eraser._rooms)
        class Deadly:
            name = "deadly"
            async def holding(self, whom): return erasure.Holding()
            async def erase(self, ids): die()
            def kept_texts(self): return ()
        class DeadlyAtProof(Deadly):
            async def erase(self, ids): pass
            def kept_texts(self): die()
        at = {at!r}
        if at == "proof":
            rooms.append(DeadlyAtProof())
        else:
            rooms.insert(at, Deadly())
        eraser._rooms = rooms
        await coach.erasing.forget(OPERATOR, session)

asyncio.run(main())
"""


@pytest.mark.parametrize(
    "at",
    [
        pytest.param(0, id="just after the journal"),
        pytest.param(3, id="with the records deleted"),
        pytest.param("proof", id="while reading the bytes"),
    ],
)
async def test_an_erasure_is_finished_at_the_next_start(tmp_path: Path, at: int | str) -> None:
    home = tmp_path / "home"
    (session,) = killed(ERASURE.replace("{at!r}", repr(at)), home)

    async with open_coach(Settings(home=home)) as coach:
        assert ErasureRecords(coach.adapters.database).unfinished() == []
        (receipt,) = coach.erasing.receipts(OPERATOR)
        assert not coach.sealed_sessions.holds(session)

    assert receipt.verified, receipt.method
    assert receipt.erased["transcripts"] == 1
    every_byte = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert b"blue vault" not in every_byte
