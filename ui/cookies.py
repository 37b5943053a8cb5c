"""The session cookie: signed, short-lived, and void once the account changes.

It holds the account's id and its epoch (a number the account raises with every password
change, sign-out everywhere or deactivation), nothing else.
"""

from dataclasses import dataclass
from datetime import timedelta

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.responses import Response

COOKIE = "coach_session"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a valid cookie says."""

    user_id: str
    epoch: int

    def __str__(self) -> str:
        """One word for Gradio, which knows a signed-in person by a string."""
        return f"{self.user_id}:{self.epoch}"

    @classmethod
    def parse(cls, word: str) -> "Ticket":
        """Read what ``str`` wrote; nonsense gives a ticket that nobody holds."""
        user_id, _, epoch = word.rpartition(":")
        return cls(user_id, int(epoch) if epoch.isdecimal() else 0)


class Cookies:
    """Signs and reads session cookies; ``lifetime`` counts from sign-in."""

    def __init__(self, secret: bytes, *, lifetime: timedelta, secure: bool) -> None:
        self._serializer = URLSafeTimedSerializer(secret, salt="coach-session")
        self._lifetime = lifetime
        self._secure = secure

    def read(self, value: str | None) -> Ticket | None:
        """The ticket inside, or None when absent, expired or forged."""
        if not value:
            return None
        try:
            loaded = self._serializer.loads(value, max_age=int(self._lifetime.total_seconds()))
            user_id, epoch = loaded
        except (BadSignature, ValueError, TypeError):
            return None
        return Ticket(user_id=str(user_id), epoch=int(epoch))

    def give(self, response: Response, ticket: Ticket) -> None:
        """Set the cookie: not readable by scripts, never sent across sites."""
        response.set_cookie(
            COOKIE,
            self._serializer.dumps([ticket.user_id, ticket.epoch]),
            max_age=int(self._lifetime.total_seconds()),
            httponly=True,
            secure=self._secure,
            samesite="strict",
        )

    @staticmethod
    def take(response: Response) -> None:
        """Remove the cookie."""
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")
