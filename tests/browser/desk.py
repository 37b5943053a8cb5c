"""A seeded server, and a browser window that notes what goes wrong on the side."""

import os
import re
import select
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "artifacts" / "screenshots"
COMMAND = Path(sys.executable).with_name("coach")
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
START_S = 280
"""Longest wait for the seeded server; about 60 s on two idle cores."""
SEEN_MS = 30_000
"""Longest wait for the page to follow a click; a second on idle cores."""
WORK_S = 200
"""Longest wait for a piece of work; about 30 s on two idle cores."""
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
COUNTS_PRESSES = """
window.pressed = 0;
document.addEventListener("pointerdown", () => { window.pressed += 1; }, true);
"""
ALL_COUNTED = """() => {
    const cards = [...document.querySelectorAll(".coach-insight")];
    const told = parseInt(document.querySelector(".coach-tally strong").textContent);
    return cards.length === told && cards.every((card) => card.dataset.choice);
}"""
CUT_OFF = re.compile(r"^AbortError|Connection errored out")
ROW = re.compile(r"^│\s*(senior|junior|lnd|admin)\s*│\s*(.+?)\s*│\s*(\S+)\s*│")


@dataclass(frozen=True)
class Server:
    """Where the app answers, and one name and password a role."""

    address: str
    people: dict[str, tuple[str, str]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def told(process: "subprocess.Popen[bytes]") -> Server:
    """Read the address and the sign-ins that the command prints."""
    assert process.stdout
    address, people, printed, until = "", {}, b"", time.monotonic() + START_S
    while time.monotonic() < until and "Ctrl-C" not in printed.decode(errors="ignore"):
        if select.select([process.stdout], [], [], 1)[0]:
            piece = os.read(process.stdout.fileno(), 4096)
            if not piece:
                break
            printed += piece
    for line in printed.decode().splitlines():
        if found := re.search(r"http://\S+", line):
            address = found[0]
        elif row := ROW.match(line):
            people[row[1]] = (row[2], row[3])
    assert address, "the server did not start in time"
    assert len(people) == 4
    return Server(address, people)


class Desk:
    """A browser window of its own that notes what went wrong on the side."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.server = server
        self.page: Page = browser.new_context(viewport=WIDE, accept_downloads=True).new_page()  # type: ignore[arg-type]
        self.page.set_default_timeout(60_000)
        self.complaints: list[str] = []
        self.page.on("console", lambda line: self._complain(line.text, broken=line.type == "error"))
        self.page.on("pageerror", lambda error: self._complain(str(error)))
        self.page.on("request", self._asked)
        self.page.add_init_script(COUNTS_PRESSES)

    def _complain(self, text: str, *, broken: bool = True) -> None:
        if broken:
            self.complaints.append(text)

    def _asked(self, request: Request) -> None:
        host = urlsplit(request.url).netloc
        if host and host != urlsplit(self.server.address).netloc:
            self.complaints.append(f"asked {host}")

    def sign_in(self, role: str) -> None:
        name, password = self.server.people[role]
        self.page.goto(self.server.address)
        self.page.fill("#name", name)
        self.page.fill("#password", password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector(".coach-bar")

    def open(self, slug: str) -> None:
        before = len(self.complaints)
        self.page.goto(f"{self.server.address}/{slug}/")
        self.page.wait_for_selector(".coach-bar")
        # The page that was left complains of what it still had under way.
        late = self.complaints[before:]
        self.complaints[before:] = [each for each in late if not CUT_OFF.search(each)]

    def wait_for_review(self) -> None:
        """Wait until all cards stand and the keys answer; the first tally is the server's."""
        self.page.wait_for_selector(".coach-review-panel[data-keys=ready] .coach-insight")
        self.page.wait_for_function(ALL_COUNTED)

    def picture(self, name: str) -> None:
        """Keep what is on screen, wide and narrow; nothing may run off a telephone's side."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}-1280.png", full_page=True)
        self.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        self.page.wait_for_timeout(400)
        self.page.screenshot(path=PICTURES / f"{name}-390.png", full_page=True)
        width = self.page.evaluate("document.documentElement.scrollWidth")
        self.page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        assert width <= NARROW["width"], f"{name} scrolls sideways at {width} pixels"

    def tab_to(self, element_id: str, most: int = 80) -> None:
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.id") == element_id:
                return
        pytest.fail(f"the Tab key does not reach {element_id}")

    def presses(self) -> int:
        """How often the mouse was pressed on this page since it was opened."""
        return int(self.page.evaluate("window.pressed"))

    def remembers(self) -> str:
        """All that the browser keeps beyond the page."""
        return str(
            self.page.evaluate(
                "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])"
            )
        )
