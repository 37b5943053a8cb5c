"""A senior writes a brief with the page's help; needs no model."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import CHROMIUM, Desk

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(600),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="Chromium is not installed: `make system` installs it"
    ),
]


def test_a_senior_is_helped_to_write_a_brief_for_prepare(desk: Desk) -> None:
    desk.sign_in("senior")
    desk.open("prepare")
    page = desk.page
    decision, problem = page.locator("#brief-decision textarea"), ".coach-problem"
    decision.press_sequentially("Improve the welcome")
    expect(page.locator(f"#verdict {problem}").first).to_contain_text("Improve the welcome")
    expect(page.locator(f"#verdict {problem} .coach-accept")).to_have_count(3)
    page.locator(f"#verdict {problem} .coach-accept").first.click()
    expect(decision).not_to_have_value("Improve the welcome")
    expect(page.locator(f"#verdict {problem}")).to_have_count(0)
    desk.picture("prepare-mended")
    page.click("#start-hiring_brand")
    expect(page.locator("#starter-note")).to_contain_text("Your own words")
    page.click("#clear-brief")
    expect(page.locator("#verdict")).to_contain_text("while you type")
    page.click("#start-hiring_brand")
    expect(page.locator("#verdict")).to_contain_text("worth a session")
    desk.picture("prepare-starter")
