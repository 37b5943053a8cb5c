import importlib
import pkgutil
import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import coach.records
from coach.errors import StorageFailed
from coach.records.accounts import PairRow
from coach.records.database import Database
from coach.records.migrating import newest
from coach.records.programme import ProgrammeRecords, ProgrammeRow
from coach.records.schema import Base

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def test_the_migrations_build_exactly_the_declared_tables(database: Database) -> None:
    for module in pkgutil.walk_packages(coach.records.__path__, "coach.records."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)

    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_opening_again_keeps_what_was_written(database_url: str) -> None:
    for _ in range(2):
        database = Database(database_url)
        ProgrammeRecords(database).freeze_k(5, NOW)
        assert ProgrammeRecords(database).get().k_in_force == 5
        database.close()


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    def write_and_fail() -> None:
        with database.begin() as session:
            session.add(ProgrammeRow(id=1, name="x", created=NOW))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()

    assert ProgrammeRecords(database).get().name == ""


def test_reading_writes_nothing(database: Database) -> None:
    with database.read() as session:
        session.add(ProgrammeRow(id=1, name="x", created=NOW))
        session.flush()

    assert ProgrammeRecords(database).get().name == ""


def test_foreign_keys_are_enforced(database: Database) -> None:
    with pytest.raises(IntegrityError), database.begin() as session:
        session.add(PairRow(pair_ref="p", senior_id="nobody", junior_id="no one", created=NOW))


def test_moments_come_back_in_utc(database: Database) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=9)))
    with database.begin() as session:
        session.add(ProgrammeRow(id=1, name="x", created=there))

    with database.read() as session:
        row = session.get_one(ProgrammeRow, 1)
    assert row.created == NOW
    assert row.created.utcoffset() == timedelta()


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="time zone"), database.begin() as session:
        session.add(ProgrammeRow(id=1, name="x", created=NOW.replace(tzinfo=None)))


def test_a_newer_database_is_refused_not_damaged(database: Database, database_url: str) -> None:
    with database.begin() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StorageFailed, match="newer than this program"):
        Database(database_url)


def test_two_openers_at_once_migrate_once(database_url: str) -> None:
    versions: list[str] = []
    errors: list[BaseException] = []

    def open_it() -> None:
        try:
            opened = Database(database_url)
            with opened.read() as session:
                versions.extend(
                    session.scalars(text("SELECT version_num FROM alembic_version")).all()
                )
            opened.close()
        except BaseException as error:  # noqa: BLE001 - told to the main thread
            errors.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert versions == [newest()] * 3


def test_writers_in_many_threads_lose_nothing(database: Database) -> None:
    with database.begin() as session:
        session.add(ProgrammeRow(id=1, name="0", created=NOW))

    def count_up() -> None:
        for _ in range(10):
            with database.begin() as session:
                row = session.get_one(ProgrammeRow, 1, with_for_update=True)
                row.name = str(int(row.name) + 1)

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert ProgrammeRecords(database).get().name == "40"


def test_wiping_keeps_the_living(database: Database) -> None:
    ProgrammeRecords(database).rename("Till", NOW)

    database.wipe_free_space()

    assert ProgrammeRecords(database).get().name == "Till"
