"""Moving a programme from SQLite in COACH_HOME to PostgreSQL, verified before it counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.checkpoints import Checkpoints, open_checkpoints
from coach.errors import InvalidInput, StorageFailed
from coach.home import open_home
from coach.records.copying import CopiedTable, OnTable, copy_records
from coach.records.database import Database
from coach.settings import Settings


@dataclass(frozen=True, slots=True)
class Move:
    """What arrived: tables with counts and hashes, and waiting flows."""

    tables: Sequence[CopiedTable]
    waiting_flows: int


async def move(settings: Settings, target_url: str, on_table: OnTable) -> Move:
    """Copy all records and waiting flows to ``target_url``; the source stays as it is.

    The vault, the key and vectors stay in COACH_HOME, which the new database is used with.

    Raises:
        HomeInUse: when another process owns COACH_HOME.
        InvalidInput: when the target is no empty PostgreSQL, or the source already is one.
        StorageFailed: when something arrived changed or a disk refused; nothing is kept.
    """
    if not target_url.startswith("postgresql+psycopg://"):
        raise InvalidInput("The target must look like postgresql+psycopg://user@host/name.")
    if not settings.database_url.startswith("sqlite"):
        raise InvalidInput("COACH_DATABASE__URL names a server already: unset it to move from it.")
    key = settings.privacy.encryption_key
    home = open_home(settings.home, key.get_secret_value() if key else None)
    cipher = home.keys.derive("checkpoints")
    with home.owned():
        source, target = Database(settings.database_url), Database(target_url)
        try:
            async with (
                open_checkpoints(home.checkpoints, "", cipher, any_type=True) as old,
                open_checkpoints(home.checkpoints, target_url, cipher, any_type=True) as new,
            ):
                if await new.threads():
                    raise InvalidInput("The target already holds waiting flows; give an empty one.")
                tables = copy_records(source, target, on_table)
                return Move(tables, await _copy_flows(old, new))
        finally:
            source.close()
            target.close()


async def _copy_flows(old: Checkpoints, new: Checkpoints) -> int:
    threads = await old.threads()
    for thread in threads:
        await old.copy_thread(thread, new)
    if await new.threads() != threads:
        raise StorageFailed("A waiting flow did not arrive; empty the target and move again.")
    return len(threads)
