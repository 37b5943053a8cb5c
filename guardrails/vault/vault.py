"""The vault: sealed records in files, each with a term after which it is shredded.

<id>.sealed   one JSON line (id, kind, moments), then ciphertext
<id>.key      the wrapped data key; overwritten before it is removed
"""

import json
import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from guardrails.errors import VaultError
from guardrails.text import RawText
from guardrails.vault.sealing import Seal, Sealed

_ID = re.compile(r"[0-9a-f]{32}")
_MISSING = "This session's transcript is no longer in the vault: it was shredded or has expired."


@dataclass(frozen=True, slots=True)
class Label:
    """What stands in clear beside a sealed record; ``keep_until`` is its last moment (UTC)."""

    id: str
    kind: str
    sealed_at: datetime
    keep_until: datetime

    def line(self) -> bytes:
        """One line of JSON, authenticated together with the payload."""
        moments = [self.sealed_at.isoformat(), self.keep_until.isoformat()]
        return json.dumps([self.id, self.kind, *moments]).encode() + b"\n"

    @classmethod
    def of_line(cls, line: bytes) -> "Label":
        """Read :meth:`line` back.

        Raises:
            VaultError: when the line is damaged.
        """
        try:
            name, kind, sealed_at, keep_until = json.loads(line)
            moments = datetime.fromisoformat(sealed_at), datetime.fromisoformat(keep_until)
        except (ValueError, TypeError):
            raise VaultError("A sealed record is damaged; it can only be shredded.") from None
        return cls(str(name), str(kind), *moments)


class Vault:
    """Sealed records in one folder. ``now`` is the clock that terms are measured by."""

    def __init__(self, folder: Path, key: bytes, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._seal = Seal(key)
        self._now = now
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def seal(
        self, kind: str, payload: RawText | bytes, *, keep_until: datetime, name: str = ""
    ) -> str:
        """Seal ``payload`` and return its id; ``name`` (32 hex digits) seals anew under that id.

        Raises:
            VaultError: when the disk does not take it; nothing half-written is left.
        """
        data = payload.reveal().encode() if isinstance(payload, RawText) else payload
        now = self._now().astimezone(UTC)
        label = Label(name or secrets.token_hex(16), kind, now, keep_until.astimezone(UTC))
        sealed = self._seal.close(data, label.line())
        key_file, body_file = self._files(label.id)
        try:
            # The old body must never meet the new key after a crash, so the body goes first out.
            _destroy(body_file)
            _write_whole(key_file, sealed.wrapped_key)
            _write_whole(body_file, label.line() + sealed.body)
        except OSError:
            self.shred(label.id)
            raise VaultError("The vault cannot be written: is the disk full?") from None
        return label.id

    def open_text(self, record_id: str) -> RawText:
        """Open a sealed text.

        Raises:
            VaultError: when it is missing, expired, damaged or sealed with another key.
        """
        return RawText(self.open_bytes(record_id).decode())

    def open_bytes(self, record_id: str) -> bytes:
        """Open sealed bytes; for guardrails only, like ``RawText.reveal``.

        Raises:
            VaultError: when it is missing, expired, damaged or sealed with another key.
        """
        key_file, body_file = self._files(record_id)
        try:
            wrapped, content = key_file.read_bytes(), body_file.read_bytes()
        except OSError:
            raise VaultError(_MISSING) from None
        line, _, body = content.partition(b"\n")
        label = Label.of_line(line)
        if self._now() > label.keep_until:
            self.shred(record_id)
            raise VaultError(_MISSING)
        if label.id != record_id:
            raise VaultError("A sealed record is damaged; it can only be shredded.")
        return self._seal.open(Sealed(body, wrapped), label.line())

    def label(self, record_id: str) -> Label:
        """What stands in clear beside a record.

        Raises:
            VaultError: when the record is missing or damaged.
        """
        _, body_file = self._files(record_id)
        try:
            with body_file.open("rb") as stream:
                return Label.of_line(stream.readline())
        except OSError:
            raise VaultError(_MISSING) from None

    def labels(self) -> list[Label]:
        """What stands in clear beside every sound record, by id."""
        ids = sorted(file.stem for file in self._folder.glob("*.sealed"))
        found = []
        for record_id in ids:
            with suppress(VaultError):  # damaged or shredded meanwhile: nothing to tell
                found.append(self.label(record_id))
        return found

    def holds(self, record_id: str) -> bool:
        """Tell whether the record is there and within its term."""
        try:
            return self.label(record_id).keep_until >= self._now()
        except VaultError:
            return False

    def shred(self, record_id: str) -> bool:
        """Destroy the key, then the bytes; False when there was nothing. May be repeated.

        Raises:
            VaultError: when the id is not one of ours.
        """
        key_file, body_file = self._files(record_id)
        had_key = _destroy(key_file)
        return _destroy(body_file) or had_key

    def sweep(self, now: datetime) -> int:
        """Shred what is past its term at ``now`` and what a crash left half-written.

        Returns:
            How many records were past their term.
        """
        bodies = {file.stem for file in self._folder.glob("*.sealed")}
        keys = {file.stem for file in self._folder.glob("*.key")}
        expired = {record_id for record_id in bodies & keys if self._is_over(record_id, now)}
        for record_id in expired | (bodies ^ keys):
            self.shred(record_id)
        for draft in self._folder.glob("*.part"):
            _destroy(draft)
        return len(expired)

    def _is_over(self, record_id: str, now: datetime) -> bool:
        """Past its term, or so damaged that nobody can tell its term any more."""
        try:
            return self.label(record_id).keep_until < now
        except VaultError:
            return True

    def _files(self, record_id: str) -> tuple[Path, Path]:
        if not _ID.fullmatch(record_id):  # an id from outside must not walk out of the folder
            raise VaultError(_MISSING)
        return self._folder / f"{record_id}.key", self._folder / f"{record_id}.sealed"


def _write_whole(file: Path, content: bytes) -> None:
    """Put a complete file in place or none."""
    draft = file.with_suffix(f"{file.suffix}.part")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def _destroy(file: Path) -> bool:
    """Overwrite with random bytes, then remove."""
    try:
        size = file.stat().st_size
        with file.open("r+b") as stream:
            stream.write(secrets.token_bytes(size))
            stream.flush()
            os.fsync(stream.fileno())
        file.unlink()
    except FileNotFoundError:
        return False
    return True
