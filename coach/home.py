"""COACH_HOME: one folder, readable by its owner only, that holds everything a programme keeps.

    home.key              32 random bytes (base64), mode 0600; every other key is derived from it
    home.lock             held by the process that owns the folder; names it (pid and command)
    coach.sqlite3         records: accounts, guides, sessions, insights, releases
    checkpoints.sqlite3   waiting flows, encrypted
    vault/                sealed transcripts, one data key each
    vectors/              Chroma, one sub-folder a build
    exports/              files the app wrote on somebody's request
    scratch/              short-lived work files; emptied whenever the folder is opened

Losing ``home.key`` loses every sealed transcript and every waiting review, on purpose.
"""

import base64
import binascii
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from coach.errors import InvalidInput, StorageFailed
from coach.lock import own

_KEY_BYTES = 32


class HomeKeys:
    """Derives one key a purpose from the key of the home (HKDF-SHA256, RFC 5869)."""

    __slots__ = ("__root",)

    def __init__(self, root: bytes) -> None:
        self.__root: Final = root

    def derive(self, purpose: str) -> bytes:
        """Return 32 bytes that belong to ``purpose`` alone, the same each time."""
        info = f"frontline-coach/{purpose}/v1".encode()
        return HKDF(hashes.SHA256(), _KEY_BYTES, salt=None, info=info).derive(self.__root)

    def __repr__(self) -> str:
        return "HomeKeys(hidden)"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder and its keys; made by :func:`open_home`."""

    root: Path
    keys: HomeKeys

    @property
    def vault(self) -> Path:
        """Sealed transcripts."""
        return self.root / "vault"

    @property
    def vectors(self) -> Path:
        """Chroma builds."""
        return self.root / "vectors"

    @property
    def exports(self) -> Path:
        """Files written on somebody's request."""
        return self.root / "exports"

    @property
    def scratch(self) -> Path:
        """Short-lived work files."""
        return self.root / "scratch"

    @property
    def checkpoints(self) -> Path:
        """The SQLite file of waiting flows."""
        return self.root / "checkpoints.sqlite3"

    @contextmanager
    def owned(self, patience_s: float = 2.0) -> Iterator[None]:
        """Hold the folder for this process; wait ``patience_s`` seconds for a leaving owner.

        Raises:
            HomeInUse: when another process owns it; the sentence names the process.
        """
        with own(self.root / "home.lock", patience_s):
            self._empty_scratch()
            yield

    def _empty_scratch(self) -> None:
        shutil.rmtree(self.scratch, ignore_errors=True)
        _private_folder(self.scratch)


def open_home(root: Path, given_key: str | None = None) -> Home:
    """Create or open the folder, with the key given or the one generated on first use.

    Raises:
        InvalidInput: when the folder cannot be used or the key is not 32 bytes of base64.
        StorageFailed: when the disk refuses to take the key.
    """
    try:
        _private_folder(root)
        key = _decode(given_key, "COACH_PRIVACY__ENCRYPTION_KEY") if given_key else _own_key(root)
        home = Home(root, HomeKeys(key))
        for folder in (home.vault, home.exports, home.scratch):
            _private_folder(folder)
    except (NotADirectoryError, FileExistsError, PermissionError) as error:
        raise InvalidInput(
            f"COACH_HOME={root} cannot be used: it is no folder that this account may write to."
        ) from error
    except OSError as error:
        raise StorageFailed(f"COACH_HOME={root} cannot be written: is the disk full?") from error
    return home


def new_key() -> str:
    """Return a fresh key in the form COACH_PRIVACY__ENCRYPTION_KEY takes."""
    return base64.urlsafe_b64encode(secrets.token_bytes(_KEY_BYTES)).decode("ascii")


def _private_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)


def _own_key(root: Path) -> bytes:
    """Read the key file; write it first when it is missing, never over an existing one."""
    file = root / "home.key"
    if not file.exists():
        _write_once(file, new_key())
    file.chmod(0o600)
    return _decode(file.read_text("ascii", errors="replace"), str(file))


def _write_once(file: Path, text: str) -> None:
    """Put a complete file in place or leave the one another process put there meanwhile."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.link(draft, file)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)


def _decode(text: str, source: str) -> bytes:
    try:
        key = base64.urlsafe_b64decode(text.strip())
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != _KEY_BYTES:
        raise InvalidInput(
            f"{source} is not a key: it must be 32 bytes in URL-safe base64 (44 characters)."
        )
    return key
