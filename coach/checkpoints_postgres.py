"""Checkpoints in PostgreSQL, encrypted throughout.

LangGraph's saver keeps bare strings and numbers of the state in clear beside the encrypted
blobs; ours boxes them first, so that they are encrypted like the rest.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from langgraph.checkpoint.serde.encrypted import EncryptedSerializer
from psycopg import AsyncConnection, Error
from psycopg.rows import dict_row

from coach.errors import StorageFailed

_BOX = "__boxed__"


class EncryptedPostgresSaver(AsyncPostgresSaver):
    """Keeps no value of a flow's state in clear."""

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Save a checkpoint whose bare values are boxed."""
        values = {
            name: {_BOX: value} if isinstance(value, str | int | float) else value
            for name, value in checkpoint["channel_values"].items()
        }
        boxed = checkpoint.copy()
        boxed["channel_values"] = values
        return await super().aput(config, boxed, metadata, new_versions)

    def _load_blobs(self, blob_values: list[tuple[bytes, bytes, bytes]]) -> dict[str, Any]:
        loaded = super()._load_blobs(blob_values)
        return {
            name: value[_BOX] if isinstance(value, dict) and set(value) == {_BOX} else value
            for name, value in loaded.items()
        }


@asynccontextmanager
async def open_postgres(
    database_url: str, serializer: EncryptedSerializer
) -> AsyncIterator[EncryptedPostgresSaver]:
    """Open the checkpoints beside the records.

    Raises:
        StorageFailed: when the database does not answer.
    """
    plain = database_url.replace("postgresql+psycopg://", "postgresql://", 1)
    try:
        connection = await AsyncConnection.connect(
            plain, autocommit=True, prepare_threshold=0, row_factory=dict_row
        )
        saver = EncryptedPostgresSaver(connection, serde=serializer)
        await saver.setup()
    except Error:
        raise StorageFailed("The database of the checkpoints does not answer.") from None
    async with connection:
        yield saver
