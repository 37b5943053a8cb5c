"""One suite over every storage: a fixture value is the address of an empty database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.records.database import Database
from tests.postgres import PostgresMissing, a_server, an_empty_database


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    try:
        server = a_server()
        url = server.__enter__()
    except PostgresMissing as missing:
        pytest.skip(str(missing))
    yield url
    server.__exit__(None, None, None)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    with an_empty_database(postgres_server) as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'coach.sqlite3'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()
