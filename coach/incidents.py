"""What is written down about a failure nobody foresaw: where it happened, never what was said.

An exception's message may quote the input that broke the code, so only its type and the places
of its frames are kept, under a short id that the person can report.
"""

import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path

_LOG = "errors.log"


def record_incident(error: BaseException, folder: Path) -> str:
    """Append the type and the frames of ``error`` to ``folder/errors.log``; return its id.

    A folder that cannot be written is no second failure: the id is returned all the same.
    """
    incident = secrets.token_hex(4)
    lines = [f"{datetime.now(UTC).isoformat(timespec='seconds')} {incident}"]
    for link in _chain(error):
        lines.append(f"  {type(link).__module__}.{type(link).__qualname__}")
        lines += [
            f"    {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / _LOG).open("a", encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
    except OSError:
        return incident
    return incident


def _chain(error: BaseException) -> list[BaseException]:
    """Return the error and everything it came from, nearest first."""
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or link.__context__
    return links
