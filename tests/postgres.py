"""A PostgreSQL of the tests' own, started from Debian's binaries in a temporary folder."""

import getpass
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_SERVANT = "postgres"  # the server refuses to run as root


class PostgresMissing(Exception):
    """Why there is no server to test with."""


def binaries() -> Path:
    """The newest installed server binaries."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise PostgresMissing("no PostgreSQL server is installed (apt-get install postgresql)")
    return found[-1].parent


@contextmanager
def a_server() -> Iterator[str]:
    """Run a server; yields the address of its empty database ``postgres``."""
    tools = binaries()
    folder = Path(tempfile.mkdtemp(prefix="coach-pg-", dir="/tmp"))
    user = _hand_over(folder)
    try:
        cluster = folder / "cluster"
        _run(
            user,
            [
                str(tools / "initdb"),
                *("-D", str(cluster), "-U", "coach", "-A", "trust"),
                *("-E", "UTF8", "--no-sync", "--no-instructions"),
            ],
        )
        port = _free_port()
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off"
        control = [str(tools / "pg_ctl"), "-D", str(cluster), "-w", "-t", "60"]
        _run(user, [*control, "-l", str(folder / "log"), "-o", options, "start"])
        try:
            yield f"postgresql+psycopg://coach@127.0.0.1:{port}/postgres"
        finally:
            _run(user, [*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def an_empty_database(server_url: str) -> Iterator[str]:
    """A database of its own on the server."""
    import psycopg  # noqa: PLC0415 - only where a server runs

    name = f"t{secrets.token_hex(6)}"
    address = server_url.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
        try:
            yield server_url.rpartition("/")[0] + f"/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]


def _hand_over(folder: Path) -> str:
    if os.geteuid() != 0:
        return getpass.getuser()
    try:
        servant = pwd.getpwnam(_SERVANT)
    except KeyError:
        raise PostgresMissing(f"no account {_SERVANT!r} to run the server as") from None
    os.chown(folder, servant.pw_uid, servant.pw_gid)
    return _SERVANT


def _run(user: str, command: Sequence[str]) -> None:
    prefix = ["runuser", "-u", user, "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*prefix, *command],
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise PostgresMissing(f"{Path(command[0]).name} failed: {done.stderr.strip()[-300:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
