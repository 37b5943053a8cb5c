"""From installed pieces to one verified model file, once.

The pieces are joined into ``<folder>/<name>.gguf`` while their SHA-256 is computed; the file
appears under its name only when the sum is right. A stamp beside it remembers size and times of
what was verified, so that later starts need no second pass; whoever touches the file voids it.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from coach.errors import StorageFailed, WeightsMissing
from coach.llm.catalog import Weights
from coach.llm.pieces import installed_pieces

_CHUNK = 4 * 1024 * 1024
Counted = Callable[[int, int], None]
"""Called with (bytes done, bytes in all)."""


def _uncounted(_done: int, _total: int) -> None: ...


@dataclass(frozen=True, slots=True)
class WeightsStore:
    """Verified model files in ``folder``; ``locate`` finds the installed pieces."""

    folder: Path
    locate: Callable[[Weights], list[Path]] = installed_pieces

    def ready(self, weights: Weights) -> bool:
        """Tell whether the file is there and unchanged since it was verified (milliseconds)."""
        path = self._path(weights)
        return path is not None and self._stamp(weights) == _fingerprint(path, weights)

    def ensure(self, weights: Weights, on_bytes: Counted = _uncounted) -> Path:
        """Return the verified file, joining it first if need be; processes wait for one another.

        Raises:
            WeightsMissing: when pieces are not installed or the bytes are not the promised ones.
            StorageFailed: when the folder cannot hold the file; nothing is left half-written.
        """
        with self._storing(weights), self._locked(weights):
            path = self._path(weights)
            if path is not None and self._stamp(weights) == _fingerprint(path, weights):
                return path
            if path is not None and _sha256(path, weights.size, on_bytes) == weights.sha256:
                return self._remember(weights, path)
            return self._remember(weights, self._join(weights, on_bytes))

    def check(self, weights: Weights, on_bytes: Counted = _uncounted) -> bool:
        """Read every byte again and tell whether the file is the promised one.

        A file that is not loses its stamp, so nobody uses it.

        Raises:
            WeightsMissing: when there is nothing to check and nothing to join it from.
        """
        path = self._path(weights)
        if path is None:
            self.ensure(weights, on_bytes)
            return True
        if _sha256(path, weights.size, on_bytes) == weights.sha256:
            with self._storing(weights):
                self._remember(weights, path)
            return True
        self._stamp_path(weights).unlink(missing_ok=True)
        return False

    def _path(self, weights: Weights) -> Path | None:
        """A model in one piece is used where it was installed; the others are joined."""
        if len(weights.packages) == 1:
            return next(iter(self.locate(weights)), None)
        joined = self.folder / f"{weights.name}.gguf"
        return joined if joined.is_file() else None

    def _stamp_path(self, weights: Weights) -> Path:
        return self.folder / f"{weights.name}.verified.json"

    def _stamp(self, weights: Weights) -> dict[str, object] | None:
        try:
            stamp = json.loads(self._stamp_path(weights).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return stamp if isinstance(stamp, dict) else None

    def _remember(self, weights: Weights, path: Path) -> Path:
        stamp = self._stamp_path(weights)
        fresh = stamp.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(_fingerprint(path, weights)), "utf-8")
        fresh.replace(stamp)
        return path

    def _join(self, weights: Weights, on_bytes: Counted) -> Path:
        pieces = self.locate(weights)
        if len(pieces) < len(weights.packages):
            raise WeightsMissing(
                f"{weights.title} is not installed ({len(pieces)} of {len(weights.packages)}"
                " pieces found). Run 'make install', or set COACH_LLM__MODEL."
            )
        whole = self.folder / f"{weights.name}.gguf"
        partial = whole.with_suffix(f".{os.getpid()}.joining")
        try:
            with partial.open("wb") as out:
                digest = _copy(pieces, out.write, weights.size, on_bytes)
                out.flush()
                os.fsync(out.fileno())
            if digest != weights.sha256:
                raise WeightsMissing(_WRONG.format(title=weights.title))
            partial.replace(whole)
        finally:
            partial.unlink(missing_ok=True)
        return whole

    @contextmanager
    def _locked(self, weights: Weights) -> Iterator[None]:
        with FileLock(self.folder / f"{weights.name}.lock"):
            for abandoned in self.folder.glob(f"{weights.name}.*.joining"):
                abandoned.unlink(missing_ok=True)
            yield

    @contextmanager
    def _storing(self, weights: Weights) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            yield
        except OSError as error:
            gigabytes = weights.size / 1e9
            raise StorageFailed(
                f"The language model needs {gigabytes:.1f} GB of writable space in {self.folder}."
                " Free some there, or set COACH_CACHE to another folder."
            ) from error


_WRONG = (
    "The installed pieces of {title} are not the file they should be (SHA-256 differs), so it was"
    " refused. Reinstall with 'make install', or set COACH_LLM__MODEL."
)


def _fingerprint(path: Path, weights: Weights) -> dict[str, object]:
    facts = path.stat()
    return {
        "sha256": weights.sha256,
        "path": str(path),
        "size": facts.st_size,
        "modified_ns": facts.st_mtime_ns,
        "changed_ns": facts.st_ctime_ns,
    }


def _sha256(path: Path, total: int, on_bytes: Counted) -> str:
    return _copy([path], lambda _chunk: 0, total, on_bytes)


def _copy(
    sources: list[Path], write: Callable[[memoryview], int], total: int, on_bytes: Counted
) -> str:
    """Stream the sources to ``write`` and return the SHA-256 of all their bytes."""
    digest, done = hashlib.sha256(), 0
    buffer = memoryview(bytearray(_CHUNK))
    for source in sources:
        with source.open("rb", buffering=0) as piece:
            while count := piece.readinto(buffer):
                digest.update(buffer[:count])
                write(buffer[:count])
                done += count
                on_bytes(done, total)
    return digest.hexdigest()
