"""The database: SQLite inside COACH_HOME, or PostgreSQL, behind the same two context managers."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from coach.errors import InvalidInput, StorageFailed
from coach.records.migrating import current, migrate

BUSY_TIMEOUT_MS = 10_000
"""How long a statement waits for another process's write on SQLite."""

_WRONG_URL = (
    "COACH_DATABASE__URL must look like postgresql+psycopg://user@host/name"
    " or sqlite:////folder/file.sqlite3."
)
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",  # deleted rows are overwritten with zeros
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",  # no sorter spills rows into the system's temp folder
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
)


class Database:
    """Opens at the newest migration; give it to the record classes of each room."""

    def __init__(self, url: str) -> None:
        """Open the database at ``url`` (a SQLAlchemy URL) and bring its tables up to date.

        Raises:
            InvalidInput: when the URL is not one of SQLite or PostgreSQL (psycopg).
            StorageFailed: when it does not answer, or was written by a newer version.
        """
        self._engine = _engine(url)
        with _translated():
            migrate(self._engine)

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine, for copying and health; records use begin() and read()."""
        return self._engine

    @property
    def kind(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    def version(self) -> str:
        """The number of the last migration that was run.

        Raises:
            StorageFailed: when the database cannot be read.
        """
        with _translated(), self._engine.connect() as connection:
            return current(connection) or ""

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """One transaction that writes: committed at the end, rolled back by any error.

        Raises:
            StorageFailed: when the database cannot take it (disk full, gone, locked too long).
            sqlalchemy.exc.IntegrityError: when a constraint refuses a row.
        """
        with _translated(), self._engine.connect() as plain:
            connection = plain.execution_options(coach_writes=True)
            with Session(connection, expire_on_commit=False) as session, session.begin():
                yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent view; nothing written here is kept.

        Raises:
            StorageFailed: when the database cannot be read.
        """
        with (
            _translated(),
            self._engine.connect() as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            yield session

    def wipe_free_space(self) -> None:
        """Leave no byte of deleted rows in the database files (VACUUM, write-ahead log cut).

        PostgreSQL's own write-ahead log and backups are outside our reach.

        Raises:
            StorageFailed: when the database refuses.
        """
        with _translated(), self._engine.connect() as plain:
            if self.kind == "sqlite":
                connection = plain.execution_options(coach_begins=False)
                for step in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    connection.execute(text(step))
            else:
                connection = plain.execution_options(isolation_level="AUTOCOMMIT")
                connection.execute(text("VACUUM FULL"))

    def server_tables(self) -> list[str]:
        """The tables of a database that lives outside COACH_HOME; none for SQLite.

        Raises:
            StorageFailed: when the database cannot be read.
        """
        if self.kind == "sqlite":
            return []
        with _translated():
            return sorted(inspect(self._engine).get_table_names())

    def written(self, table: str) -> Iterator[bytes]:
        """Every row of a table in the bytes the database keeps or writes out; none if absent.

        Raises:
            StorageFailed: when the database cannot be read.
        """
        name = self._engine.dialect.identifier_preparer.quote(table)
        columns = "t.*" if self.kind == "sqlite" else "CAST(t AS text)"
        with _translated(), self._engine.connect() as connection:
            if not inspect(connection).has_table(table):
                return
            query = text(f"SELECT {columns} FROM {name} AS t")  # noqa: S608 - quoted above
            for row in connection.execution_options(yield_per=1000).execute(query):
                yield b"\n".join(str(value).encode() for value in row)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise InvalidInput(_WRONG_URL) from None
    if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
        engine = create_engine(parsed, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.drivername == "postgresql+psycopg":
        return create_engine(parsed, hide_parameters=True, pool_pre_ping=True)
    raise InvalidInput(_WRONG_URL)


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # We say BEGIN ourselves: the driver would begin at the first write, too late for a lock.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("coach_begins", True):
        writes = options.get("coach_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _translated() -> Iterator[None]:
    """Turn the vendor's errors into ours; theirs may quote a row, so the chain is cut."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise StorageFailed(
            f"The database did not take or give the records ({type(error.orig).__name__});"
            " check that its disk has room and that it is running."
        ) from None
