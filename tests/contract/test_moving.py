"""From SQLite to PostgreSQL: all of it, unchanged, or nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from coach.checkpoints import open_checkpoints
from coach.errors import InvalidInput
from coach.home import open_home
from coach.migrate import Move, move
from coach.records.accounts import AccountRecords
from coach.records.database import Database
from coach.records.programme import ProgrammeRecords
from coach.records.traces import Traces
from coach.settings import DatabaseSettings, Settings
from coach.users import OPERATOR
from graphs.ports import Usage
from tests.builders import accounts_on
from tests.contract.test_checkpoints import WORDS, Command, Point, a_flow, begin, thread
from tests.fakes import StillClock

NOW = datetime(2026, 11, 2, 9, 30, 0, 123456, tzinfo=UTC)
pytestmark = pytest.mark.postgres


async def a_programme(home: Path) -> Settings:
    settings = Settings(home=home)
    opened = open_home(home)
    database = Database(settings.database_url)
    accounts = accounts_on(database, StillClock())
    for name in ("Ana", "Bo", "Çelik"):
        accounts.create(OPERATOR, name, "junior", password="a long enough one")
    ProgrammeRecords(database).freeze_k(5, NOW)
    Traces(database).spent("debrief", "embedded", Usage(3, 100, 20, 1.25, 0.0), NOW)
    database.close()
    key = opened.keys.derive("checkpoints")
    async with open_checkpoints(opened.checkpoints, settings.database_url, key) as checkpoints:
        await begin(checkpoints, "s1")
    return settings


async def moved(settings: Settings, url: str) -> Move:
    return await move(settings, url, lambda _name, _rows: None)


async def test_everything_arrives_and_work_goes_on(tmp_path: Path, postgres_url: str) -> None:
    settings = await a_programme(tmp_path / "home")

    result = await moved(settings, postgres_url)

    rows = {table.name: table.rows for table in result.tables}
    assert (rows["users"], rows["programme"], rows["model_calls"]) == (3, 1, 1)
    assert result.waiting_flows == 1
    target = Database(postgres_url)
    assert [account.name for account in AccountRecords(target).all()] == ["Ana", "Bo", "Çelik"]
    assert ProgrammeRecords(target).get().k_frozen == NOW
    Traces(target).spent("ask", "embedded", Usage(calls=1), NOW)
    assert Traces(target).total().calls == 4, "new rows are numbered after the copied ones"
    target.close()
    key = open_home(settings.home).keys.derive("checkpoints")
    async with open_checkpoints(tmp_path / "unused", postgres_url, key) as checkpoints:
        ended = await a_flow(checkpoints).ainvoke(Command(resume=True), thread("s1"))
    assert (ended["points"], ended["note"]) == ([Point(WORDS)], WORDS)


async def test_a_target_in_use_is_left_alone(tmp_path: Path, postgres_url: str) -> None:
    settings = await a_programme(tmp_path / "home")
    target = Database(postgres_url)
    ProgrammeRecords(target).rename("Somebody else's", NOW)

    with pytest.raises(InvalidInput, match="already holds records"):
        await moved(settings, postgres_url)

    assert ProgrammeRecords(target).get().name == "Somebody else's"
    assert AccountRecords(target).all() == []
    target.close()


async def test_moving_twice_is_refused(tmp_path: Path, postgres_url: str) -> None:
    settings = await a_programme(tmp_path / "home")
    await moved(settings, postgres_url)

    with pytest.raises(InvalidInput, match="already holds"):
        await moved(settings, postgres_url)


@pytest.mark.parametrize(
    "target",
    ["sqlite:///elsewhere.sqlite3", "mysql://root@localhost/x", "postgresql://u@h/d", ""],
)
async def test_only_postgres_is_a_target(tmp_path: Path, target: str) -> None:
    with pytest.raises(InvalidInput, match="postgresql\\+psycopg"):
        await moved(Settings(home=tmp_path / "home"), target)


async def test_a_server_is_no_source(tmp_path: Path) -> None:
    there = DatabaseSettings(url=SecretStr("postgresql+psycopg://u@h/d"))
    with pytest.raises(InvalidInput, match="names a server already"):
        await moved(Settings(home=tmp_path, database=there), "postgresql+psycopg://u@h/e")


def test_the_server_lists_rows_for_the_proof_of_erasure(postgres_url: str) -> None:
    database = Database(postgres_url)
    ProgrammeRecords(database).rename("The till programme", NOW)

    rows = b"".join(row for table in database.server_tables() for row in database.written(table))

    assert b"The till programme" in rows
    with database.read() as session:
        assert session.scalar(text("SELECT 1")) == 1
    database.close()
