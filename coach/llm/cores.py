"""How many threads the embedded engine should use, found by a short measurement.

Token generation waits for its slowest thread at every layer, so a thread that has to share its
core makes all of them slow: on a busy machine fewer threads are faster.
"""

import hashlib
import math
import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

_BLOCK = b"\0" * (1 << 20)
_ROUNDS = 32
_TRIALS = 3
_MIN_SHARE = 0.75
_MOST = 8


@dataclass(frozen=True, slots=True)
class Threads:
    """``generate`` for one token at a time, ``read`` for the prompt's batches."""

    generate: int
    read: int


def choose_threads(cores: int, throughput: Callable[[int], float]) -> Threads:
    """Choose by measurement; ``throughput(n)`` is work per second of n threads together.

    The most threads that each still get three quarters of a core generate; the prompt is read
    by all cores, because its work is cut finer and waits less.
    """
    alone = throughput(1)
    for count in range(min(cores, _MOST), 1, -1):
        if throughput(count) >= _MIN_SHARE * count * alone:
            return Threads(generate=count, read=cores)
    return Threads(generate=1, read=cores)


def usable_cores() -> int:
    """Physical cores that this process may use: affinity and container quota are respected."""
    try:
        allowed = len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        allowed = os.cpu_count() or 1
    return max(1, min(allowed, _physical() or allowed, _quota() or allowed))


def hashing_throughput(threads: int) -> float:
    """Measure MiB hashed per second by ``threads`` threads together (hashing frees the GIL).

    The median of three trials of about 25 ms each.
    """
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(_hash, [1] * threads))  # start the threads before the clock
        return statistics.median(_trial(pool, threads) for _ in range(_TRIALS))


def _trial(pool: ThreadPoolExecutor, threads: int) -> float:
    began = time.perf_counter()
    list(pool.map(_hash, [_ROUNDS] * threads))
    return threads * _ROUNDS / (time.perf_counter() - began)


def _hash(rounds: int) -> None:
    for _ in range(rounds):
        hashlib.sha256(_BLOCK)


def _physical() -> int | None:
    """Count cores, not hyper-threads, from /proc/cpuinfo; None where there is none."""
    try:
        text = Path("/proc/cpuinfo").read_text("utf-8", errors="replace")
    except OSError:
        return None
    cores = set()
    for block in text.split("\n\n"):
        facts: dict[str, str] = {}
        for line in block.splitlines():
            name, _, value = line.partition(":")
            facts[name.strip()] = value.strip()
        if "core id" in facts:
            cores.add((facts.get("physical id", "0"), facts["core id"]))
    return len(cores) or None


def _quota() -> int | None:
    """Return the container's CPU quota, rounded up; None without one."""
    try:
        limit, period = Path("/sys/fs/cgroup/cpu.max").read_text("ascii").split()
        return None if limit == "max" else math.ceil(int(limit) / int(period))
    except (OSError, ValueError):
        return None
