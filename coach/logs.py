"""Logging that cannot carry a session's words: warnings to stderr, one line each.

Our own packages log constant sentences and numbers; whatever else an argument holds is shown by
its type only. Of everybody else's records only the place is shown, because libraries like to
quote what they choked on. A traceback becomes its types and places.
"""

import logging
import sys
import traceback
from typing import TextIO

_OURS = frozenset({"coach", "graphs", "guardrails", "knowledge", "ui", "evals"})


class WordlessFormatter(logging.Formatter):
    """Formats any record without the texts it carries."""

    def format(self, record: logging.LogRecord) -> str:
        """One line: moment, level, logger, and what is safe to tell."""
        moment = self.formatTime(record, "%Y-%m-%dT%H:%M:%S")
        line = f"{moment} {record.levelname.lower()} {record.name}: {_told(record)}"
        return f"{line}{_places(record)}"


def set_up_logs(stream: TextIO | None = None, level: int = logging.WARNING) -> None:
    """Send every logger's warnings through :class:`WordlessFormatter`; access logs nowhere.

    Called once by each command; calling again replaces the handler.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(WordlessFormatter())
    logging.basicConfig(handlers=[handler], level=level, force=True)
    logging.captureWarnings(capture=True)
    logging.getLogger("uvicorn.access").disabled = True
    for name in list(logging.root.manager.loggerDict):
        _lead_to_root(logging.getLogger(name))


def _lead_to_root(logger: logging.Logger) -> None:
    """Take away handlers a library gave itself: they would print records as they are."""
    for handler in list(logger.handlers):
        if not isinstance(handler, logging.NullHandler):
            logger.removeHandler(handler)
    logger.propagate = True


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
    return (
        f" [{type(error).__qualname__} at "
        + " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
        + "]"
    )
