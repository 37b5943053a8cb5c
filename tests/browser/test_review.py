"""A junior's review in a real browser, with its presses, its words and its seconds counted."""

import re
import time
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.desk import CHROMIUM, WORK_S, Desk

WORDS_A_MINUTE = 200
"""Reading with care; adults read about 240 words of prose a minute (Brysbaert 2019)."""
NOTES = """
- I am the only one on nights who reads Dutch, so I translate every alarm mail by hand.
- The badge portal logs the guards out every minute, so they prop the gate open with a bucket.
- Nobody reads the alarm mails because forty people receive them and everyone filters them.
- Deliveries wait outside until seven since the dock calendar follows another time zone.
"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(600),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="Chromium is not installed: `make system` installs it"
    ),
]


def test_a_review_can_be_done_by_keyboard_alone(desk: Desk) -> None:
    desk.sign_in("junior")
    page = desk.page
    desk.wait_for_review()
    tally = page.locator(".coach-tally-now")
    page.evaluate("document.activeElement.blur()")
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("#insight-2")).to_be_focused()
    page.keyboard.press("4")
    expect(tally).to_contain_text("1 withheld")
    page.keyboard.press("3")
    expect(tally).to_contain_text("1 only for your senior")
    page.keyboard.press("e")
    expect(page.locator("#insight-2 textarea")).to_be_focused()
    page.keyboard.press("4")
    page.keyboard.press("Backspace")
    expect(tally).not_to_contain_text("withheld")
    page.locator("#insight-3").focus()
    page.keyboard.press("a")
    expect(page.locator("#approve")).to_be_focused()
    assert desk.presses() == 0


def test_one_click_says_which_theme_an_insight_belongs_to(desk: Desk) -> None:
    desk.sign_in("junior")
    page = desk.page
    desk.wait_for_review()
    card = page.locator("#insight-2")
    themes = card.locator(".coach-near-themes")
    expect(themes.get_by_label("Can't tell")).to_be_checked()
    offered = themes.locator("label").all_inner_texts()
    assert 1 <= len(offered) - 2 <= 5, "besides 'Something new' and 'Can't tell'"
    themes.get_by_text(offered[0].strip(), exact=True).click()
    assert desk.presses() == 1
    expect(themes.locator("input").first).to_be_checked()
    expect(page.locator(".coach-tally-now")).to_contain_text("All")
    card.get_by_text("What these themes say").click()
    desk.picture("debrief-same-as")
    card.get_by_label("Withhold").check()
    expect(themes).to_be_hidden()


def test_a_junior_reviews_withholds_shares_and_takes_it_back(desk: Desk) -> None:
    desk.sign_in("junior")
    page = desk.page
    desk.wait_for_review()
    read, begun = _to_read(desk), time.monotonic()
    assert read["minutes"] <= 5, "a review is no reporting exercise"
    warned, first, other = (page.locator(f"#insight-{number}") for number in (1, 2, 3))
    words = first.locator(".coach-statement").inner_text()
    before = page.locator(".coach-insight").count()
    desk.picture("debrief-review")
    expect(warned.get_by_role("checkbox").first).to_be_checked()
    pointing = warned.locator(".coach-pointers label").first.inner_text().split("”")[0].strip("“ ")
    first.get_by_label("Withhold").check()
    expect(page.locator(".coach-tally-now")).to_contain_text("1 withheld")
    other.get_by_text("Only my senior").click()
    other.get_by_text("Edit or merge").click()
    wording = other.locator("textarea")
    wording.click()
    proposed = wording.input_value()
    wording.fill(f"Honestly, 900 times: {proposed}")
    page.keyboard.press("Tab")
    expect(other.locator(".coach-note-warn")).to_contain_text("number", timeout=WORK_S * 1000)
    wording.fill(f"As I see it, {proposed[0].lower()}{proposed[1:]}")
    page.keyboard.press("Tab")
    expect(other.locator(".coach-note-good")).to_contain_text("This stands", timeout=WORK_S * 1000)
    desk.picture("debrief-edited")
    page.click("#approve")
    page.wait_for_selector("text=Thank you", timeout=WORK_S * 1000)
    _print("generalise, withhold, edit, only my senior, share", read, desk.presses(), begun)
    assert desk.presses() <= 6
    shared = page.locator(".coach-cards .coach-statement")
    expect(shared).to_have_count(before - 1)
    assert words not in shared.all_inner_texts()
    cards = "\n".join(page.locator(".coach-cards .coach-card").all_text_contents())
    assert "As I see it" in cards
    assert pointing not in cards
    expect(page.locator("#sessions input")).to_have_value(re.compile("shared"))
    desk.picture("debrief-shared")
    page.get_by_text("Take everything back").click()
    page.get_by_label("Yes, erase this session").check()
    page.click("#withdraw")
    page.wait_for_selector("text=Erased and verified", timeout=WORK_S * 1000)
    desk.picture("debrief-erased")
    assert words not in desk.remembers()


def test_notes_become_a_review_and_accepting_all_is_one_press(desk: Desk) -> None:
    desk.sign_in("junior")
    page = desk.page
    page.wait_for_function("document.querySelector('#kept-brief input')?.value")
    page.fill("#paste-notes textarea", NOTES)
    page.click("#start")
    page.wait_for_selector(".coach-review-panel .coach-insight", timeout=WORK_S * 1000)
    desk.wait_for_review()
    read, before, begun = _to_read(desk), desk.presses(), time.monotonic()
    page.click("#approve")
    page.wait_for_selector("text=Thank you", timeout=WORK_S * 1000)
    _print("accept all", read, desk.presses() - before, begun)
    assert desk.presses() - before == 1
    expect(page.locator(".coach-receipt")).to_contain_text(f"{read['insights']} shared")


def _to_read(desk: Desk) -> dict[str, Any]:
    """What the eye meets without opening anything, and how long that takes."""
    said = desk.page.locator(".coach-insight .coach-statement, .coach-review-words > .coach-quote")
    words = sum(len(text.split()) for text in said.all_inner_texts())
    insights = desk.page.locator(".coach-insight").count()
    return {"insights": insights, "words": words, "minutes": round(words / WORDS_A_MINUTE, 1)}


def _print(what: str, read: dict[str, Any], presses: int, begun: float) -> None:
    waited = round(time.monotonic() - begun, 1)
    print(f"\n{what}: {presses} presses, {read}, {waited} s in the browser")  # noqa: T201 - the figure
