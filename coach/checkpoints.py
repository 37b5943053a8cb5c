"""Where waiting flows are kept: encrypted, strictly typed, erasable.

Only types that a flow's state declares come back as themselves (strict msgpack), the rest would
come back as mappings. Metadata stays in clear in LangGraph, so flows are given ids only.
"""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, Final

import aiosqlite
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.serde.encrypted import EncryptedSerializer
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from coach.errors import InvalidInput, NotFound, StorageFailed

_PRAGMAS = "PRAGMA secure_delete=ON; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000;"
_CIPHER = "%+aes"  # what EncryptedSerializer adds to the type of every value it wrote
_CLEAR_ROWS: Final = tuple(
    f"SELECT count(*) FROM {table} WHERE type IS NOT NULL AND type NOT LIKE '{_CIPHER}'"  # noqa: S608
    for table in ("checkpoints", "writes")
)
_CLEAR = (
    "The checkpoints in COACH_HOME are not encrypted, so they are not ours to trust;"
    " move checkpoints.sqlite3 away and start again."
)
_FAILED = "The checkpoints cannot be read or written: is the disk full or the file damaged?"
_THREAD = re.compile(r"(?P<flow>[a-z]+):v(?P<version>\d+):(?P<id>[A-Za-z0-9_-]+)")


def thread_id(flow: str, version: int, subject: str) -> str:
    """Name a thread: ``debrief:v1:<id>``."""
    return f"{flow}:v{version}:{subject}"


def refuse_old_thread(thread: str, flow: str, version: int) -> None:
    """Let a thread of this flow in this version pass.

    Raises:
        NotFound: for a thread of another flow or version: its nodes are not ours to resume.
    """
    found = _THREAD.fullmatch(thread)
    if found is None or found["flow"] != flow or int(found["version"]) != version:
        raise NotFound(
            "This was begun by another version of the program and cannot be continued;"
            " start it again, or erase it with `coach forget`."
        )


class Checkpoints:
    """The saver flows are compiled with, and the erasure of single threads."""

    def __init__(self, saver: BaseCheckpointSaver[Any]) -> None:
        self.saver: Final = saver
        """Give this to ``StateGraph.compile(checkpointer=...)``."""

    async def threads(self) -> list[str]:
        """All threads, by name."""
        if isinstance(self.saver, AsyncSqliteSaver):
            async with self.saver.lock:
                rows = await _rows(self.saver.conn, "SELECT DISTINCT thread_id FROM checkpoints")
            return sorted(str(row[0]) for row in rows)
        found = {item.config["configurable"]["thread_id"] async for item in self.saver.alist(None)}
        return sorted(found)

    async def threads_of(self, subject: str) -> list[str]:
        """The threads of one subject (a session's id), of any flow and version."""
        return [name for name in await self.threads() if name.rpartition(":")[2] == subject]

    async def copy_thread(self, thread: str, target: "Checkpoints") -> None:
        """Copy one thread, oldest step first, with the writes that wait on each step."""
        config: RunnableConfig = {"configurable": {"thread_id": thread}}
        for step in reversed([item async for item in self.saver.alist(config)]):
            place = step.config["configurable"]
            parent = step.parent_config["configurable"] if step.parent_config else {}
            under: RunnableConfig = {
                "configurable": {
                    "thread_id": thread,
                    "checkpoint_ns": place.get("checkpoint_ns", ""),
                    "checkpoint_id": parent.get("checkpoint_id"),
                }
            }
            versions = step.checkpoint["channel_versions"]
            put = await target.saver.aput(under, step.checkpoint, step.metadata, versions)
            for task, channel, value in step.pending_writes or []:
                await target.saver.aput_writes(put, [(channel, value)], task)

    async def erase(self, threads: Sequence[str]) -> None:
        """Delete threads and leave no byte of them in the file or its write-ahead log.

        Raises:
            StorageFailed: when the disk refuses.
        """
        for thread in threads:
            await self.saver.adelete_thread(thread)
        if isinstance(self.saver, AsyncSqliteSaver):
            async with self.saver.lock:
                for step in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    await _rows(self.saver.conn, step)


@asynccontextmanager
async def open_checkpoints(
    file: Path, database_url: str, key: bytes, *, any_type: bool = False
) -> AsyncIterator[Checkpoints]:
    """Open the checkpoints beside the records: in ``file``, or in the PostgreSQL of the URL.

    ``any_type`` revives undeclared types too: for copying what our own key proves to be ours.

    Raises:
        InvalidInput: when the existing checkpoints are not encrypted.
        StorageFailed: when the database does not open.
    """
    types = JsonPlusSerializer(allowed_msgpack_modules=True if any_type else None)
    serializer = EncryptedSerializer.from_pycryptodome_aes(types, key=key)
    if database_url.startswith("postgresql"):
        from coach.checkpoints_postgres import open_postgres  # noqa: PLC0415 - only on request

        opened: AbstractAsyncContextManager[BaseCheckpointSaver[Any]] = open_postgres(
            database_url, serializer
        )
    else:
        opened = _open_sqlite(file, serializer)
    async with opened as saver:
        yield Checkpoints(saver)


@asynccontextmanager
async def _open_sqlite(
    file: Path, serializer: EncryptedSerializer
) -> AsyncIterator[AsyncSqliteSaver]:
    async with aiosqlite.connect(file) as connection:
        try:
            await connection.executescript(_PRAGMAS)
            saver = AsyncSqliteSaver(connection, serde=serializer)
            await saver.setup()
            for query in _CLEAR_ROWS:
                ((clear,),) = await _rows(connection, query)
                if clear:
                    raise InvalidInput(_CLEAR)
        except aiosqlite.Error as error:
            raise StorageFailed(_FAILED) from error
        yield saver


async def _rows(connection: aiosqlite.Connection, statement: str) -> "list[aiosqlite.Row]":
    try:
        async with connection.execute(statement) as cursor:
            return list(await cursor.fetchall())
    except aiosqlite.Error as error:
        raise StorageFailed(_FAILED) from error
