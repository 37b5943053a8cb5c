"""Each role signs in with a real browser and does its job on the embedded model.

Every step is kept
as a picture, 1280 and 390 pixels wide, under ``artifacts/screenshots``.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from coach.demo.content import read_talks
from tests.browser.desk import CHROMIUM, WORK_S, Desk

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(600),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="Chromium is not installed: `make system` installs it"
    ),
]


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
    decision = page.locator("#brief-decision textarea")
    expect(decision).to_have_value(re.compile("consent"))
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
    page.get_by_role("tab", name="Change").click()
    question = page.locator(".coach-form textarea").first
    question.fill("Is it slow and ugly?")
    page.locator(".coach-lint .coach-accept").first.click()
    expect(question).not_to_have_value("Is it slow and ugly?")
    own = question.input_value()
    page.keyboard.press("Tab")
    expect(page.locator("#guide-text")).to_contain_text(own, timeout=WORK_S * 1000)
    desk.picture("prepare-change")
    page.get_by_role("tab", name="Rehearse").click()
    page.fill("#rehearse-say textarea", "So do you not think the letter is confusing?")
    page.click("#rehearse")
    page.wait_for_selector("#rehearse-answer .coach-card")
    desk.picture("prepare-rehearse")
    page.get_by_role("tab", name="After the talk").click()
    page.locator(".coach-mark").nth(1).get_by_label("Opened something up").check()
    page.click("#keep-marks")
    expect(page.locator("#learned")).to_contain_text("1 of 1")
    desk.picture("prepare-learned")
    assert brief[:60] not in desk.remembers()


def test_a_junior_reads_what_to_expect_and_says_what_helped(desk: Desk) -> None:
    desk.sign_in("junior")
    page = desk.page
    desk.wait_for_review()  # leave no page that is still being drawn
    desk.open("talk")
    expect(page.locator("#talk-expect")).to_contain_text("How to say no")
    page.get_by_text("After the talk").click()
    page.locator(".coach-mark").first.get_by_label("Asked, nothing special").check()
    page.click("#keep-marks")
    expect(page.locator("#learned")).to_contain_text("too few to rely on")
    desk.picture("talk")


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
