"""Waiting flows over SQLite and PostgreSQL: resumable, encrypted, strictly typed, erasable."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Command, interrupt

from coach.checkpoints import Checkpoints, open_checkpoints, refuse_old_thread, thread_id
from coach.errors import InvalidInput, NotFound, StorageFailed

KEY = b"c" * 32
WORDS = "the till in the market street shop freezes at noon"


@dataclass(frozen=True, slots=True)
class Point:
    text: str


@dataclass(frozen=True, slots=True)
class State:
    session: str
    points: list[Point] = field(default_factory=list)
    note: str = ""
    decided: bool = False


async def find(_state: State) -> dict[str, Any]:
    return {"points": [Point(WORDS)], "note": WORDS}


async def wait(_state: State) -> dict[str, Any]:
    return {"decided": interrupt("review")}


def a_flow(checkpoints: Checkpoints) -> CompiledStateGraph[State]:
    flow = StateGraph(State)
    flow.add_node("find", find)
    flow.add_node("wait", wait)
    flow.add_edge(START, "find")
    flow.add_edge("find", "wait")
    flow.add_edge("wait", END)
    return flow.compile(checkpointer=checkpoints.saver)


def thread(subject: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread_id("debrief", 1, subject)}}


async def begin(checkpoints: Checkpoints, subject: str) -> None:
    await a_flow(checkpoints).ainvoke(State(subject), thread(subject), durability="sync")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    return "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")


@pytest.fixture
async def checkpoints(database_url: str, tmp_path: Path) -> AsyncIterator[Checkpoints]:
    async with open_checkpoints(tmp_path / "c.sqlite3", database_url, KEY) as opened:
        yield opened


def stored(database_url: str, folder: Path) -> bytes:
    """Every byte (or, on a server, every row) that is kept."""
    if not database_url:
        return b"".join(file.read_bytes() for file in folder.iterdir())
    import psycopg  # noqa: PLC0415 - only where a server runs

    kept = []
    with psycopg.connect(database_url.replace("+psycopg", "")) as connection:
        for query in (
            "SELECT t::text FROM checkpoints t",
            "SELECT thread_id || encode(blob, 'escape') FROM checkpoint_blobs",
            "SELECT thread_id || encode(blob, 'escape') FROM checkpoint_writes",
        ):
            kept += [str(row[0]) for row in connection.execute(query).fetchall()]
    return "\n".join(kept).encode()


async def test_another_process_goes_on_where_the_first_one_stopped(
    database_url: str, tmp_path: Path
) -> None:
    async with open_checkpoints(tmp_path / "c.sqlite3", database_url, KEY) as first:
        await begin(first, "s1")

    async with open_checkpoints(tmp_path / "c.sqlite3", database_url, KEY) as second:
        ended = await a_flow(second).ainvoke(Command(resume=True), thread("s1"))

    assert ended["points"] == [Point(WORDS)], "a declared type comes back as itself"
    assert (ended["note"], ended["decided"]) == (WORDS, True)


async def test_no_word_of_the_state_is_kept_in_clear(
    checkpoints: Checkpoints, database_url: str, tmp_path: Path
) -> None:
    await begin(checkpoints, "s1")

    kept = stored(database_url, tmp_path)

    assert b"debrief:v1:s1" in kept, "the place we look at is the right one"
    assert b"market street" not in kept


async def test_an_erased_thread_leaves_nothing_and_others_stay(
    checkpoints: Checkpoints, database_url: str, tmp_path: Path
) -> None:
    for subject in ("s1", "s2"):
        await begin(checkpoints, subject)
    assert await checkpoints.threads_of("s1") == ["debrief:v1:s1"]

    await checkpoints.erase(["debrief:v1:s1"])

    assert await checkpoints.threads() == ["debrief:v1:s2"]
    assert b"debrief:v1:s1" not in stored(database_url, tmp_path)


async def test_another_key_opens_no_thread(database_url: str, tmp_path: Path) -> None:
    async with open_checkpoints(tmp_path / "c.sqlite3", database_url, KEY) as mine:
        await begin(mine, "s1")

    async with open_checkpoints(tmp_path / "c.sqlite3", database_url, b"d" * 32) as stranger:
        with pytest.raises(ValueError, match="MAC check failed"):
            await a_flow(stranger).aget_state(thread("s1"))


async def test_checkpoints_in_clear_are_refused(tmp_path: Path) -> None:
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver  # noqa: PLC0415 - once

    file = tmp_path / "c.sqlite3"
    async with AsyncSqliteSaver.from_conn_string(str(file)) as clear:
        await begin(Checkpoints(clear), "s1")

    with pytest.raises(InvalidInput, match="not encrypted"):
        async with open_checkpoints(file, "", KEY):
            pass


async def test_a_damaged_file_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "c.sqlite3"
    file.write_bytes(b"no database at all " * 100)

    with pytest.raises(StorageFailed, match="cannot be read or written"):
        async with open_checkpoints(file, "", KEY):
            pass


@pytest.mark.parametrize(
    "thread_name",
    [
        pytest.param("debrief:v2:s1", id="a newer version"),
        pytest.param("debrief:v0:s1", id="an older version"),
        pytest.param("prepare:v1:s1", id="another flow"),
        pytest.param("s1", id="from before threads had versions"),
        pytest.param("debrief:v1:", id="no subject"),
    ],
)
def test_threads_of_another_version_are_recognised(thread_name: str) -> None:
    with pytest.raises(NotFound, match="another version"):
        refuse_old_thread(thread_name, "debrief", 1)


def test_threads_of_this_version_pass() -> None:
    refuse_old_thread(thread_id("debrief", 1, "s1"), "debrief", 1)
