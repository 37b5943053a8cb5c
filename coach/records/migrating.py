"""Numbered migrations, run whenever a database is opened; Alembic is imported only when needed.

A migration is ``coach/records/migrations/versions/mNNNN_<what>.py`` with ``revision = "NNNN"``
and ``down_revision`` naming the number before it. The chain is never rewritten, only extended.
"""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from coach.errors import StorageFailed

_SCRIPTS = Path(__file__).parent / "migrations"
_ADVISORY_LOCK = 7_246_091  # any number that nobody else in the PostgreSQL database uses


def newest() -> str:
    """Return the number of the last migration this program knows."""
    return max(file.name[1:5] for file in (_SCRIPTS / "versions").glob("m[0-9]*_*.py"))


def current(connection: Connection) -> str | None:
    """Return the number of the database, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(engine: Engine) -> None:
    """Bring the database to :func:`newest`; two processes at once take turns.

    Raises:
        StorageFailed: when the database was written by a newer version of this program.
    """
    with engine.connect() as connection:
        at = current(connection)
    if at == newest():
        return
    if at is not None and at > newest():
        raise StorageFailed(
            f"The database is at version {at}, newer than this program ({newest()}): upgrade it."
        )
    with engine.connect() as plain:
        connection = plain.execution_options(coach_writes=True)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
            _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - an up-to-date database needs no Alembic
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
