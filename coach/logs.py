"""Logging that cannot carry a session's words, whichever handler prints it.

Every record is made wordless when it is created, so that a handler which a library gives itself
has nothing to tell either. Our own packages log constant sentences and numbers; whatever else
an argument holds is told by its type. Of everybody else's records only the place is told,
because libraries like to quote what they choked on. A traceback becomes its types and places.
"""

import logging
import sys
import traceback
from typing import Any, TextIO

_OURS = frozenset({"coach", "graphs", "guardrails", "knowledge", "ui", "evals"})


class WordlessRecord(logging.LogRecord):
    """A record that holds where and when, and no text that was passed around."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.msg = f"{_told(self)}{_places(self)}"
        self.args = ()
        self.exc_info = self.exc_text = self.stack_info = None


def set_up_logs(stream: TextIO | None = None, level: int = logging.WARNING) -> None:
    """Make every record from now on wordless, send warnings to stderr, access logs nowhere."""
    logging.setLogRecordFactory(WordlessRecord)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    logging.captureWarnings(capture=True)
    logging.getLogger("uvicorn.access").disabled = True


def _told(record: logging.LogRecord) -> str:
    package = record.name.partition(".")[0]
    if package not in _OURS or not isinstance(record.msg, str):
        return f"something at {record.module}:{record.lineno}"
    if not isinstance(record.args, tuple):
        return record.msg
    return record.msg % tuple(_harmless(value) for value in record.args)


def _harmless(value: object) -> object:
    """Numbers pass; anything else is told by its type."""
    return value if isinstance(value, int | float) else type(value).__name__


def _places(record: logging.LogRecord) -> str:
    if not record.exc_info or record.exc_info[1] is None:
        return ""
    error = record.exc_info[1]
    frames = traceback.extract_tb(error.__traceback__)
    path = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    return f" [{type(error).__qualname__} at {path}]"
