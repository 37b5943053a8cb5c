"""Sentence vectors in Chroma: embedded in this process, or a server on a private network.

Chroma holds ids and vectors only; texts and rights live in the database, and ranking is exact
(numpy over the allowed rows). The embedded folder belongs to one process, which holds the lock
of the home. Deleting in Chroma does not erase, so vectors are erased by building a new folder
from what stays and destroying the old one. Vectors can be made again from the statements in the
database, so those of another model (a former version's) are destroyed as soon as they are opened.
"""

import shutil
import uuid
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from knowledge.embedding import DIMENSIONS, Vectors
from knowledge.errors import IndexFailed
from knowledge.leftovers import UnusedRoom, blank_memory

_COLLECTION: Final = "insights"
_CURRENT: Final = "CURRENT"
_BATCH: Final = 2000
_CONFIGURATION: Final = {"hnsw": {"space": "cosine", "ef_search": 400}}

Vector = npt.NDArray[np.float32]


class VectorShelf(Protocol):
    """Vectors by insight id."""

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Keep vectors; an id that is there already gets the new one."""

    def get(self, ids: Collection[str]) -> dict[str, Vector]:
        """Return the vectors that are there."""

    def ids(self) -> set[str]:
        """Return every id that has a vector."""

    def erase(self, ids: Collection[str]) -> int:
        """Erase these so that no byte of them is left; return how many were there."""


class ChromaFolder:
    """The embedded store: ``<root>/<build>``, where the file CURRENT names the build in use.

    One thread at a time: blanking what one has just written must not meet what another is
    writing, and a rebuilding must not close what another is reading.
    """

    def __init__(self, root: Path, model: str) -> None:
        self._root = root
        self._model = model
        self._opened: tuple[Any, Any] | None = None
        self._unused = UnusedRoom()
        self._turn = RLock()

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Keep vectors; an id that is there already gets the new one.

        Raises:
            IndexFailed: when Chroma refuses.
        """
        with self._turn, self._left_clean(self._folder()):
            _add(self._collection(), ids, vectors)

    def get(self, ids: Collection[str]) -> dict[str, Vector]:
        """Return the vectors that are there.

        Raises:
            IndexFailed: when Chroma refuses.
        """
        with self._turn:
            return _get(self._collection(), ids) if ids else {}

    def ids(self) -> set[str]:
        """Return every id that has a vector."""
        with self._turn:
            return _ids(self._collection())

    def erase(self, ids: Collection[str]) -> int:
        """Build a new folder without these, then destroy every other one.

        After a kill on the way the old build is still in use, or the new one is complete; the
        next call destroys what is left over.
        """
        with self._turn:
            before = self.ids()
            kept = sorted(before - set(ids))
            vectors = self.get(kept)
            self.close()
            self._keep_only(self._built([(one, vectors[one]) for one in kept]))
            return len(before) - len(kept)

    def close(self) -> None:
        """Let go of the folder."""
        with self._turn:
            if self._opened is not None:
                client, _ = self._opened
                self._opened = None
                client.close()

    def _built(self, rows: Sequence[tuple[str, Vector]]) -> Path:
        build = self._root / uuid.uuid4().hex[:12]
        build.mkdir(mode=0o700)
        if rows:
            client, collection = self._open(build)
            with self._left_clean(build):
                _add(collection, [one for one, _ in rows], np.stack([row for _, row in rows]))
                client.close()
        return build

    def _collection(self) -> Any:
        """Open the build in use; one of another model's vectors is left for an empty one."""
        if self._opened is None:
            client, collection = self._open(self._folder())
            if not _made_by(collection, self._model):
                client.close()
                self._keep_only(self._built([]))
                client, collection = self._open(self._folder())
            self._opened = (client, collection)
        return self._opened[1]

    def _keep_only(self, build: Path) -> None:
        self._switch(build.name)
        for folder in self._root.iterdir():
            if folder.is_dir() and folder != build:
                shutil.rmtree(folder)

    def _open(self, folder: Path) -> tuple[Any, Any]:
        import chromadb  # noqa: PLC0415 - 1.2 s that only vectors should cost

        with _translated(), self._left_clean(folder):
            client = chromadb.PersistentClient(path=str(folder), settings=_settings())
            return client, _open(client, self._model)

    @contextmanager
    def _left_clean(self, folder: Path) -> Iterator[None]:
        """Let Chroma write, and leave nothing of this process's memory in its files."""
        try:
            with blank_memory():
                yield
        finally:
            self._unused.blank(folder)

    def _folder(self) -> Path:
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        current = self._root / _CURRENT
        if not current.exists():
            build = uuid.uuid4().hex[:12]
            (self._root / build).mkdir(mode=0o700)
            self._switch(build)
        return self._root / current.read_text("utf-8").strip()

    def _switch(self, build: str) -> None:
        written = self._root / f"{_CURRENT}.new"
        written.write_text(build, "utf-8")
        written.replace(self._root / _CURRENT)


class ChromaServer:
    """A Rust ``chroma run`` server, which has no authentication: private networks only."""

    def __init__(self, host: str, port: int, model: str) -> None:
        self._place = (host, port)
        self._model = model
        self._opened: tuple[Any, Any] | None = None

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Keep vectors; an id that is there already gets the new one.

        Raises:
            IndexFailed: when the server refuses or does not answer.
        """
        _add(self._collection(), ids, vectors)

    def get(self, ids: Collection[str]) -> dict[str, Vector]:
        """Return the vectors that are there.

        Raises:
            IndexFailed: when the server refuses or does not answer.
        """
        return _get(self._collection(), ids) if ids else {}

    def ids(self) -> set[str]:
        """Return every id that has a vector."""
        return _ids(self._collection())

    def erase(self, ids: Collection[str]) -> int:
        """Fill a new collection with what stays and drop the old one."""
        before = self.ids()
        kept = sorted(before - set(ids))
        vectors = self.get(kept)
        client = self._client()
        with _translated():
            client.delete_collection(_COLLECTION)
            self._opened = None
        if kept:
            self.add(kept, np.stack([vectors[one] for one in kept]))
        return len(before) - len(kept)

    def close(self) -> None:
        """Forget the connection."""
        self._opened = None

    def _client(self) -> Any:
        self._collection()
        if self._opened is None:
            raise IndexFailed("The vector server is not connected.")
        return self._opened[0]

    def _collection(self) -> Any:
        if self._opened is None:
            import chromadb  # noqa: PLC0415 - 1.2 s that only vectors should cost

            host, port = self._place
            with _translated():
                client = chromadb.HttpClient(host=host, port=port, settings=_settings())
                collection = _open(client, self._model)
                if not _made_by(collection, self._model):
                    client.delete_collection(_COLLECTION)
                    collection = _open(client, self._model)
                self._opened = (client, collection)
        return self._opened[1]


def _settings() -> Any:
    from chromadb.config import Settings  # noqa: PLC0415 - as above

    return Settings(anonymized_telemetry=False)


def _open(client: Any, model: str) -> Any:
    return client.get_or_create_collection(
        _COLLECTION,
        embedding_function=None,
        configuration=_CONFIGURATION,
        metadata={"model": model},
    )


def _made_by(collection: Any, model: str) -> bool:
    """Tell whether the vectors are this model's; those of two models say nothing together."""
    return bool((collection.metadata or {}).get("model", model) == model)


def _add(collection: Any, ids: Sequence[str], vectors: Vectors) -> None:
    with _translated():
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            collection.upsert(ids=list(ids[part]), embeddings=vectors[part])


def _get(collection: Any, ids: Collection[str]) -> dict[str, Vector]:
    wanted = list(ids)
    found: dict[str, Vector] = {}
    with _translated():
        for start in range(0, len(wanted), _BATCH):
            part = wanted[start : start + _BATCH]
            answer = collection.get(ids=part, include=["embeddings"])
            rows = np.asarray(answer["embeddings"], dtype=np.float32).reshape(-1, DIMENSIONS)
            found.update(zip(answer["ids"], rows, strict=True))
    return found


def _ids(collection: Any) -> set[str]:
    with _translated():
        return set(collection.get(include=[])["ids"])


@contextmanager
def _translated() -> Iterator[None]:
    """Turn Chroma's errors into ours, once, by type."""
    from chromadb.errors import ChromaError  # noqa: PLC0415 - as above

    try:
        yield
    except (ChromaError, ValueError, OSError, RuntimeError) as error:
        raise IndexFailed("The vector store refused to read or write.") from error
