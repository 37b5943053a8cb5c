"""One process at a time may own a COACH_HOME: Chroma loses vectors under two writers.

The lock is the kernel's (flock on Unix), so it ends with its process, also after ``kill -9``.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from coach.errors import HomeInUse

_COMMAND_LENGTH = 80


@contextmanager
def own(file: Path, patience_s: float) -> Iterator[None]:
    """Hold ``file`` until the block ends; wait at most ``patience_s`` seconds for it.

    Raises:
        HomeInUse: when somebody else holds it; the sentence names pid and command.
    """
    lock = FileLock(file, timeout=patience_s, mode=0o600)
    try:
        lock.acquire(poll_interval=0.05)
    except Timeout:
        raise HomeInUse(_sentence(file)) from None
    try:
        _owner_file(file).write_text(
            json.dumps({"pid": os.getpid(), "command": _command()}), encoding="utf-8"
        )
        yield
    finally:
        _owner_file(file).unlink(missing_ok=True)
        lock.release()


def _owner_file(file: Path) -> Path:
    return file.with_suffix(".owner")


def _command() -> str:
    """Name the program and its verb; arguments may hold a person's words and stay out."""
    verb = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    return f"{Path(sys.argv[0]).name} {verb}".strip()[:_COMMAND_LENGTH]


def _sentence(file: Path) -> str:
    try:
        owner = json.loads(_owner_file(file).read_text(encoding="utf-8"))
        who = f"process {int(owner['pid'])} ({owner['command']})"
    except (OSError, ValueError, KeyError, TypeError):
        who = "another process"
    return (
        f"{file.parent} is in use by {who}. Stop it first, or set COACH_HOME to another folder;"
        " while `coach serve` runs, use the web app instead."
    )
