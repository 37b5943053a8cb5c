"""The Rust server of Chroma on loopback, started by the tests that need it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE_S = 40
_HOST = "127.0.0.1"


@contextmanager
def a_chroma_server(folder: Path) -> Iterator[tuple[str, int]]:
    """Serve ``folder`` and yield the address; the process ends with the block."""
    port = _free_port()
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--host", _HOST]
    with subprocess.Popen(
        [*command, "--port", str(port), "--path", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
    ) as process:
        try:
            _wait(port, process)
            yield _HOST, port
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind((_HOST, 0))
        port: int = asked.getsockname()[1]
        return port


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with socket.socket() as asked:
            if asked.connect_ex((_HOST, port)) == 0:
                return
        time.sleep(0.1)
    message = "The Chroma server did not start."
    raise RuntimeError(message)
