"""A disk that takes no more: one clear error, nothing half-written, what was there stays."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from coach.records.database import Database
from coach.records.erasures import ErasureRecords
from coach.records.programme import ProgrammeRecords

ROOT = Path(__file__).resolve().parents[2]

PREFACE = """
import resource, signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
home = Path({home!r})
def fill(limit):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
"""
HOME = """
from coach.home import open_home
home.mkdir()
fill(10)
open_home(home)
"""
RECORDS = """
from coach.records.database import Database
from coach.records.programme import ProgrammeRecords
from coach.records.erasures import ErasureRecords
now = datetime.now(UTC)
home.mkdir()
database = Database(f"sqlite:///{home}/coach.sqlite3")
ProgrammeRecords(database).rename("kept", now)
fill(2_000_000)
ErasureRecords(database).begin({}, {}, b"x" * 8_000_000, now)
"""
VAULT = """
from guardrails.text import RawText
from guardrails.vault.vault import Vault
from tests.fakes import StillClock
clock = StillClock()
vault = Vault(home, b"v" * 32, clock.now)
fill(100_000)
vault.seal("note", RawText("raw words " * 100_000), keep_until=clock.now() + timedelta(days=1))
"""
CHECKPOINTS = """
import asyncio
from tests.contract.test_checkpoints import begin
from coach.checkpoints import open_checkpoints
home.mkdir()
fill(1_000)
async def main():
    async with open_checkpoints(home / "c.sqlite3", "", b"c" * 32) as checkpoints:
        await begin(checkpoints, "s1")
asyncio.run(main())
"""


PROGRAMS = {"key": HOME, "records": RECORDS, "transcript": VAULT, "checkpoints": CHECKPOINTS}


@dataclass(frozen=True)
class Run:
    home: Path
    last_line: str


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """Each program ends with its error; they run side by side."""
    homes = {name: tmp_path_factory.mktemp(name) / "home" for name in PROGRAMS}
    begun = {
        name: subprocess.Popen(
            [sys.executable, "-c", PREFACE.format(home=str(homes[name])) + program],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name, program in PROGRAMS.items()
    }
    ended = {}
    for name, process in begun.items():
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 1, errors
        ended[name] = Run(homes[name], errors.strip().splitlines()[-1])
    return ended


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("key", "coach.errors.StorageFailed: COACH_HOME="),
        ("records", "coach.errors.StorageFailed: The database"),
        ("transcript", "guardrails.errors.VaultError: The vault"),
        ("checkpoints", "coach.errors.StorageFailed: The checkpoints"),
    ],
)
def test_a_full_disk_is_one_sentence(runs: dict[str, Run], name: str, error: str) -> None:
    assert runs[name].last_line.startswith(error)


def test_no_half_key_is_left(runs: dict[str, Run]) -> None:
    assert not [file for file in runs["key"].home.rglob("*") if file.is_file()]


def test_no_half_transcript_is_left(runs: dict[str, Run]) -> None:
    assert list(runs["transcript"].home.iterdir()) == []


def test_what_was_recorded_before_is_still_there(runs: dict[str, Run]) -> None:
    database = Database(f"sqlite:///{runs['records'].home / 'coach.sqlite3'}")
    assert ProgrammeRecords(database).get().name == "kept"
    assert ErasureRecords(database).unfinished() == []
    database.close()
