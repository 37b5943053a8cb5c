# ruff: noqa: T201  # a bench prints
"""Seconds to the first insight and to the review, and memory, on the embedded model.

The promises (issue 4): an hour of talk in 150 s on two idle cores, its first insight within 30 s,
under 4 GB; two debriefs at once share the model fairly. A busy machine is slower: the load is
printed beside the figures, which report and do not gate.
"""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
SESSIONS = ROOT / ".." / "shared" / "data" / "sessions"
EVERY_S = 0.5

pytestmark = [
    pytest.mark.bench,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not SESSIONS.exists(), reason="the shared sessions are not here"),
]


def test_the_hour(tmp_path: Path) -> None:
    _report(tmp_path, next(SESSIONS.glob("13-*")))


def test_two_at_once(tmp_path: Path) -> None:
    _report(tmp_path, next(SESSIONS.glob("01-*")), next(SESSIONS.glob("04-*")))


def _report(home: Path, *folders: Path) -> None:
    command = [sys.executable, "-m", "tests.bench.debrief_run", str(home), *map(str, folders)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    peak = _Peak(process.pid)
    peak.start()
    said, _ = process.communicate()
    assert process.returncode == 0
    for line in said.splitlines():
        print(f"\n{json.dumps(json.loads(line), indent=1)}")
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(
        f"peak memory {peak.most / 2**30:.2f} GiB, of it {peak.own / 2**30:.2f} GiB of its own"
        f" (the rest are pages of files, such as the weights); load of the machine {load}"
    )


class _Peak(threading.Thread):
    """The most memory that a process and its children held together: resident, and anonymous."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(pid)
        self.most = self.own = 0

    def run(self) -> None:
        while self._process.is_running() and self._process.status() != psutil.STATUS_ZOMBIE:
            try:
                family = [self._process, *self._process.children(recursive=True)]
                held = [each.memory_info() for each in family]
                self.most = max(self.most, sum(each.rss for each in held))
                self.own = max(self.own, sum(each.rss - each.shared for each in held))
            except psutil.NoSuchProcess:
                continue
            time.sleep(EVERY_S)
