"""Opaque references: they count people and pairs, and cannot be turned back without the key.

HMAC-SHA256 (RFC 2104) under a key of COACH_HOME, cut to 80 bits: among a million people the
chance that any two share a reference is below one in a trillion.
"""

import hashlib
import hmac
import unicodedata
from typing import Final

from guardrails.text import RawText

_DIGITS = 20


class References:
    """Makes the references of one programme; the same person always gets the same one."""

    __slots__ = ("__key",)

    def __init__(self, key: bytes) -> None:
        self.__key: Final = key

    def account(self, account_id: str) -> str:
        """The reference of a signed-in person."""
        return f"j{self._digest('account', account_id)}"

    def name(self, name: RawText) -> str:
        """The reference of a person known by name only, however it is spaced or capitalized."""
        plain = unicodedata.normalize("NFKC", name.reveal()).casefold()
        return f"j{self._digest('name', ' '.join(plain.split()))}"

    def pair(self, junior_ref: str, senior_ref: str) -> str:
        """The reference of a mentoring pair."""
        return f"p{self._digest('pair', junior_ref, senior_ref)}"

    def anything(self, purpose: str, value: str) -> str:
        """The reference of a value that must not be stored itself (a network address)."""
        return f"x{self._digest(purpose, value)}"

    def _digest(self, *parts: str) -> str:
        message = "\x1f".join(parts).encode()
        return hmac.new(self.__key, message, hashlib.sha256).hexdigest()[:_DIGITS]
