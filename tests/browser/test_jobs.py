"""Each role signs in with a real browser and does its job on the embedded model.

One server for the file, on a fresh COACH_HOME with the demonstration in it. Every step is kept
as a picture, 1280 and 390 pixels wide, under ``artifacts/screenshots``.
"""

import contextlib
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from coach.demo.content import read_talks

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "artifacts" / "screenshots"
COMMAND = Path(sys.executable).with_name("coach")
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
START_S = 280
"""Longest wait for the seeded server; about 60 s on two idle cores."""
WORK_S = 200
"""Longest wait for a piece of work; about 30 s on two idle cores."""
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
COUNTS_PRESSES = """
window.pressed = 0;
document.addEventListener("pointerdown", () => { window.pressed += 1; }, true);
"""
WORDS_A_MINUTE = 200
"""Reading with care; adults read about 240 words of prose a minute (Brysbaert 2019)."""
NOTES = """
- I am the only one on nights who reads Dutch, so I translate every alarm mail by hand.
- The badge portal logs the guards out every minute, so they prop the gate open with a bucket.
- Nobody reads the alarm mails because forty people receive them and everyone filters them.
- Deliveries wait outside until seven since the dock calendar follows another time zone.
"""
ROW = re.compile(r"^│\s*(senior|junior|lnd|admin)\s*│\s*(.+?)\s*│\s*(\S+)\s*│")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(600),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="Chromium is not installed: `make system` installs it"
    ),
]


@dataclass(frozen=True)
class Server:
    """Where the app answers, and one name and password a role."""

    address: str
    people: dict[str, tuple[str, str]]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("browser") / "home"
    command = [str(COMMAND), "demo", "--port", str(_free_port())]
    said = (home.parent / "stderr.txt").open("w+b")
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"COACH_HOME": str(home), "COLUMNS": "140"},
        stdout=subprocess.PIPE,
        stderr=said,
    )
    try:
        yield _told(process)
    finally:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
        process.kill()
        said.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _told(process: "subprocess.Popen[bytes]") -> Server:
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


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
        self.page.goto(f"{self.server.address}/{slug}/")
        self.page.wait_for_selector(".coach-bar")

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


@pytest.fixture
def desk(browser: Browser, server: Server) -> Iterator[Desk]:
    opened = Desk(browser, server)
    yield opened
    opened.page.context.close()
    assert not opened.complaints


def test_the_sign_in_says_what_this_is_and_works_by_keyboard(desk: Desk) -> None:
    desk.page.goto(desk.server.address)
    expect(desk.page.locator("#name")).to_be_focused()
    desk.picture("sign-in")
    desk.page.locator("#name").focus()
    for _ in range(2):
        desk.page.keyboard.press("Tab")
    expect(desk.page.locator("button")).to_be_focused()


def test_a_senior_makes_a_guide_from_a_brief_and_takes_it_along(desk: Desk, tmp_path: Path) -> None:
    desk.sign_in("senior")
    page, brief = desk.page, read_talks()[0].brief.decode()
    desk.open("prepare")
    desk.picture("prepare-empty")
    page.get_by_role("tab", name="Bring a file").click()
    page.fill("#paste-brief textarea", brief)
    page.keyboard.press("Tab")
    expect(page.locator("#verdict")).to_contain_text("worth a session")
    page.locator("#paste-brief textarea").focus()
    desk.tab_to("make-guide")
    page.keyboard.press("Enter")
    page.wait_for_selector("#guide-draft .coach-guide", timeout=WORK_S * 1000)
    desk.picture("prepare-draft")
    page.wait_for_selector(".coach-downloads", timeout=WORK_S * 1000)
    expect(page.locator(".coach-guide .coach-ask").first).to_be_visible()
    desk.picture("prepare-guide")
    with page.expect_download() as download:
        page.click(".coach-downloads a[href$='.pdf']")
    kept = tmp_path / "guide.pdf"
    download.value.save_as(kept)
    assert kept.read_bytes().startswith(b"%PDF")
    page.get_by_role("tab", name="Rehearse").click()
    page.fill("#rehearse-say textarea", "So do you not think the letter is confusing?")
    page.click("#rehearse")
    page.wait_for_selector("#rehearse-answer .coach-card")
    desk.picture("prepare-rehearse")
    assert brief[:60] not in desk.remembers()


def test_a_junior_reviews_withholds_shares_and_takes_it_back(desk: Desk) -> None:
    desk.sign_in("junior")
    page = desk.page
    page.wait_for_selector(".coach-insight")
    assert _to_read(desk)["minutes"] <= 5, "a review is no reporting exercise"
    first = page.locator(".coach-insight").first
    words = first.locator(".coach-statement").inner_text()
    before = page.locator(".coach-insight").count()
    desk.picture("debrief-review")
    first.get_by_label("Withhold").check()
    expect(page.locator(".coach-tally-now")).to_contain_text("1 withheld")
    page.click("#approve")
    page.wait_for_selector("text=Thank you", timeout=WORK_S * 1000)
    shared = page.locator(".coach-cards .coach-statement")
    expect(shared).to_have_count(before - 1)
    assert words not in shared.all_inner_texts()
    expect(page.locator("#sessions input")).to_have_value(re.compile("shared"))
    desk.picture("debrief-shared")
    page.get_by_text("Take everything back").click()
    page.get_by_label("Yes, erase this session").check()
    page.click("#withdraw")
    page.wait_for_selector("text=Erased and verified", timeout=WORK_S * 1000)
    desk.picture("debrief-erased")
    assert words not in desk.remembers()


def _hand_in_notes(desk: Desk) -> None:
    page = desk.page
    desk.open("debrief")
    page.wait_for_function("document.querySelector('#kept-brief input')?.value")
    if not page.locator("#paste-notes textarea").is_visible():
        page.get_by_text("Hand in another session").click()
    page.fill("#paste-notes textarea", NOTES)
    page.click("#start")
    page.wait_for_selector(".coach-review-panel .coach-insight", timeout=WORK_S * 1000)
    page.wait_for_selector(".coach-tally-now:has-text('shared')")


def _to_read(desk: Desk) -> dict[str, Any]:
    """What the eye meets without opening anything, and how long that takes."""
    said = desk.page.locator(".coach-insight .coach-statement, .coach-review-words > .coach-quote")
    words = sum(len(text.split()) for text in said.all_inner_texts())
    insights = desk.page.locator(".coach-insight").count()
    return {"insights": insights, "words": words, "minutes": round(words / WORDS_A_MINUTE, 1)}


def _effort(desk: Desk, name: str, pressed: int, begun: float) -> dict[str, Any]:
    effort = {"presses": pressed, "seconds_waited": round(time.monotonic() - begun, 1)}
    print(f"\n{name}: {effort}")  # noqa: T201 - the figure in docs/using.md
    return effort


def test_accepting_all_is_one_press_and_a_thorough_review_at_most_six(desk: Desk) -> None:
    desk.sign_in("junior")
    page = desk.page
    _hand_in_notes(desk)
    read, before, begun = _to_read(desk), desk.presses(), time.monotonic()
    page.click("#approve")
    page.wait_for_selector("text=Thank you", timeout=WORK_S * 1000)
    all_of_it = _effort(desk, f"accept all of {read}", desk.presses() - before, begun)
    assert all_of_it["presses"] == 1
    expect(page.locator(".coach-receipt")).to_contain_text(f"{read['insights']} shared")

    _hand_in_notes(desk)
    before, begun = desk.presses(), time.monotonic()
    warned, other = page.locator("#insight-1"), page.locator("#insight-2")
    expect(warned.get_by_role("checkbox").first).to_be_checked()
    pointing = warned.locator(".coach-pointers label").first.inner_text().split("”")[0].strip("“ ")
    page.locator("#insight-3").get_by_text("Withhold").click()
    other.get_by_text("Edit or merge").click()
    wording = other.locator("textarea")
    page.mouse.move(0, 0)
    wording.click()
    proposed = wording.input_value()
    wording.fill(f"Honestly, 900 times: {proposed}")
    page.keyboard.press("Tab")
    expect(other.locator(".coach-note-warn")).to_contain_text("number", timeout=WORK_S * 1000)
    wording.fill(f"As I see it, {proposed[0].lower()}{proposed[1:]}")
    page.keyboard.press("Tab")
    expect(other.locator(".coach-note-good")).to_contain_text("This stands", timeout=WORK_S * 1000)
    other.get_by_text("Only my senior").click()
    desk.picture("debrief-edited")
    page.click("#approve")
    page.wait_for_selector("text=Thank you", timeout=WORK_S * 1000)
    thorough = _effort(desk, "edit, withhold, generalise", desk.presses() - before, begun)
    assert thorough["presses"] <= 6
    shared = "\n".join(page.locator(".coach-cards .coach-card").all_text_contents())
    assert "As I see it" in shared
    assert pointing not in shared
    expect(page.locator(".coach-receipt")).to_contain_text("1 withheld")


def test_a_review_can_be_done_by_keyboard_alone(desk: Desk) -> None:
    desk.sign_in("junior")
    page = desk.page
    _hand_in_notes(desk)
    before = desk.presses()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    expect(page.locator("#insight-1")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("4")
    expect(page.locator(".coach-tally-now")).to_contain_text("1 withheld")
    page.keyboard.press("3")
    expect(page.locator(".coach-tally-now")).to_contain_text("1 only for your senior")
    page.keyboard.press("e")
    expect(page.locator("#insight-2 textarea")).to_be_focused()
    page.keyboard.press("4")
    page.keyboard.press("Backspace")
    expect(page.locator(".coach-tally-now")).not_to_contain_text("withheld")
    page.locator("#insight-1").focus()
    page.keyboard.press("a")
    expect(page.locator("#approve")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Thank you", timeout=WORK_S * 1000)
    assert desk.presses() == before


def test_lnd_asks_sees_themes_and_computes_a_release(desk: Desk) -> None:
    desk.sign_in("lnd")
    page, question = desk.page, "Where do our own tools slow people down?"
    desk.open("explore")
    desk.picture("explore-empty")
    page.fill("#question textarea", question)
    page.click("#ask")
    page.wait_for_selector("#answer .coach-card", timeout=WORK_S * 1000)
    expect(page.locator("#answer .coach-card").first).to_contain_text("juniors")
    page.wait_for_timeout(1500)  # the chart draws itself
    desk.picture("explore-answer")
    desk.open("releases")
    page.wait_for_selector("#release-facts .coach-facts")
    page.click("#release-now")
    page.wait_for_selector("text=is frozen", timeout=WORK_S * 1000)
    desk.picture("releases")
    page.get_by_role("tab", name="Themes").click()
    page.wait_for_selector("#theme-list table")
    desk.picture("releases-themes")
    assert question not in desk.remembers()


def test_an_administrator_opens_an_account_and_sees_health(desk: Desk) -> None:
    desk.sign_in("admin")
    page = desk.page
    page.wait_for_selector("#admin-people table")
    page.fill("#new-name input", "Ottilie Brandvold")
    page.click("#new-create")
    expect(page.locator("#admin-note code")).to_be_visible()
    expect(page.locator("#admin-people")).to_contain_text("Ottilie Brandvold")
    expect(page.locator("#new-name input")).to_have_value("")
    password = page.locator("#admin-note code").inner_text()
    desk.picture("admin-people")
    page.get_by_role("tab", name="Health").click()
    page.wait_for_selector("#admin-health .coach-facts")
    desk.picture("admin-health")
    assert password not in desk.remembers()
    desk.page.goto(f"{desk.server.address}/sign-out")
    expect(page.locator("#password")).to_be_visible()


def test_a_senior_reads_what_was_shared(desk: Desk) -> None:
    desk.sign_in("senior")
    desk.open("shared")
    desk.page.wait_for_selector("#shared-cards .coach-card")
    desk.picture("shared")
