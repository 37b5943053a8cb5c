"""What Chroma's index files would carry besides vectors: whatever the memory held before.

hnswlib allocates room for more vectors than there are and writes all of it to the disk as it
came from malloc: pieces of erased vectors, or of any text this process has let go (measured: in
15 of 40 rebuilt folders the erased vector stood in the unused part of ``data_level0.bin``). So
memory is handed out blank while Chroma writes, and what lies unused in its files is blanked
after every write and at every opening, which also mends what a kill left behind.
"""

import ctypes
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_M_PERTURB: Final = -6  # malloc.h of the GNU C library: fill what is handed out with ~value
_BLANK: Final = 255
_HEADER: Final = struct.Struct("<iQQQQ")  # version, offset, room, elements, bytes an element
_LENGTH_BYTES: Final = 4
_BLOCK: Final = bytes(1 << 20)


@contextmanager
def blank_memory() -> Iterator[None]:
    """Have malloc hand out zeroes meanwhile, where the C library can (GNU)."""
    option = getattr(ctypes.CDLL(None), "mallopt", None) if os.name == "posix" else None
    if option is None:
        yield
        return
    option(_M_PERTURB, _BLANK)
    try:
        yield
    finally:
        option(_M_PERTURB, 0)


@dataclass(frozen=True, slots=True)
class UnusedRoom:
    """What blanks the index files, and remembers which stand as they were left.

    Chroma writes an index anew once in a thousand vectors, so most additions leave it alone.
    """

    _blanked: dict[Path, int] = field(default_factory=dict, repr=False)

    def blank(self, folder: Path) -> None:
        """Overwrite the part of every index file below ``folder`` that holds no vector.

        Raises:
            OSError: when a file cannot be written.
        """
        for header in folder.rglob("header.bin"):
            written = header.stat().st_mtime_ns
            if self._blanked.get(header) != written:
                _blank_index(header)
                self._blanked[header] = written


def _blank_index(header: Path) -> None:
    written = header.read_bytes()
    if len(written) < _HEADER.size:
        return
    _, _, _, elements, size = _HEADER.unpack_from(written)
    _blank_from(header.with_name("data_level0.bin"), elements * size)
    _blank_from(header.with_name("length.bin"), elements * _LENGTH_BYTES)


def _blank_from(file: Path, start: int) -> None:
    if not file.exists():
        return
    with file.open("r+b") as stream:
        left = stream.seek(0, 2) - start
        stream.seek(start)
        while left > 0:
            left -= stream.write(_BLOCK[:left])
