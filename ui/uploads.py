"""Files on their way in: held in memory for minutes, never written to disk.

Gradio's own upload would leave the raw words in a temporary folder that any signed-in user
can read who knows the path; this one gives them to the vault or to nobody.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from coach.errors import InvalidInput

MOST_BYTES = 50 * 1024 * 1024
MOST_HELD = 32
SECONDS_HELD = 15 * 60


@dataclass(frozen=True, slots=True, repr=False)
class Upload:
    """One file as it came; ``repr`` shows nothing of it."""

    user_id: str
    filename: str
    data: bytes
    expires: float


class Uploads:
    """At most ``MOST_HELD`` files, each for ``SECONDS_HELD``; taking one removes it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._held: dict[str, Upload] = {}
        self._clock = clock

    def hold(self, user_id: str, filename: str, data: bytes) -> str:
        """Keep a file and return the ticket to take it with.

        Raises:
            InvalidInput: when the file is empty, or too many wait already.
        """
        self._forget_old()
        if not data:
            raise InvalidInput("This file is empty. Choose the transcript or notes again.")
        if len(self._held) >= MOST_HELD:
            raise InvalidInput("Too many files are waiting. Try again in a few minutes.")
        ticket = secrets.token_urlsafe(24)
        expires = self._clock() + SECONDS_HELD
        self._held[ticket] = Upload(user_id, filename[:200], data, expires)
        return ticket

    def take(self, user_id: str, ticket: str) -> Upload:
        """Hand the file over, once, to the person who brought it.

        Raises:
            InvalidInput: when the ticket is unknown, expired or somebody else's.
        """
        self._forget_old()
        upload = self._held.get(ticket)
        if upload is None or upload.user_id != user_id:
            raise InvalidInput("This file is no longer held here. Please choose it again.")
        del self._held[ticket]
        return upload

    def _forget_old(self) -> None:
        now = self._clock()
        self._held = {key: held for key, held in self._held.items() if held.expires > now}
