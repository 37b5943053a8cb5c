"""One server for all browser tests, on a fresh COACH_HOME with the demonstration in it."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.desk import (
    CHROMIUM,
    COMMAND,
    FLAGS,
    ROOT,
    SEEN_MS,
    Desk,
    Server,
    free_port,
    told,
)


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("browser") / "home"
    command = [str(COMMAND), "demo", "--port", str(free_port())]
    said = (home.parent / "stderr.txt").open("w+b")
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"COACH_HOME": str(home), "COLUMNS": "140"},
        stdout=subprocess.PIPE,
        stderr=said,
    )
    try:
        yield told(process)
    finally:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
        process.kill()
        said.close()


# Not for the session: Playwright keeps an event loop running, and no later test could run its own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=SEEN_MS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def desk(browser: Browser, server: Server) -> Iterator[Desk]:
    opened = Desk(browser, server)
    yield opened
    complaints = list(opened.complaints)
    opened.page.context.close()
    assert not complaints
