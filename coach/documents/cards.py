"""Printable cards: eight a page, one question each, to cut and hold."""

from datetime import datetime

from coach.documents import words
from coach.documents.page import ACCENT, QUIET, Page
from graphs.prepare.guide import Guide, GuideQuestion

_COLUMNS, _ROWS = 2, 4
_GAP, _EDGE, _PAD = 4.0, 10.0, 5.0
_SIZES = (12.0, 11.0, 10.0, 9.0, 8.0)


def cards_as_pdf(guide: Guide, now: datetime) -> bytes:
    """Return the bytes of the PDF; cards come in the order of the talk."""
    page = Page(now, "Question cards")
    page.set_auto_page_break(auto=False)
    width = (page.w - 2 * _EDGE - (_COLUMNS - 1) * _GAP) / _COLUMNS
    height = (page.h - 2 * _EDGE - (_ROWS - 1) * _GAP - 8) / _ROWS
    cards = [(block.title, question) for block in guide.blocks for question in block.questions]
    for number, (title, question) in enumerate(cards):
        place = number % (_COLUMNS * _ROWS)
        if place == 0:
            page.add_page()
        left = _EDGE + (place % _COLUMNS) * (width + _GAP)
        top = _EDGE + (place // _COLUMNS) * (height + _GAP)
        _card(page, (left, top, width, height), f"{number + 1}  ·  {title}", question)
    return bytes(page.output())


def _card(
    page: Page, frame: tuple[float, float, float, float], title: str, question: GuideQuestion
) -> None:
    left, top, width, height = frame
    page.set_draw_color(*QUIET)
    page.rect(left, top, width, height, style="D", round_corners=True, corner_radius=2)
    inner = width - 2 * _PAD
    page.type("B", 7.5, ACCENT)
    page.set_xy(left + _PAD, top + 3)
    page.cell(inner, 4, page.drawable(_cut(page, title, inner)))
    bottom = top + height - 12
    for size in _SIZES:
        page.type("B", size)
        tall = page.height_of(question.text, size * 0.46, width=inner)
        if top + 10 + tall <= bottom:
            break
    page.set_xy(left + _PAD, top + 10)
    page.multi_cell(inner, size * 0.46, page.drawable(question.text), align="L")
    page.type("I", 8, QUIET)
    page.set_xy(left + _PAD, top + height - 11)
    note = f"{words.LISTEN_FOR}: {question.listen_for}" if question.listen_for else ""
    page.multi_cell(inner, 3.6, page.drawable(_cut(page, note, 2 * inner - 6)), align="L")


def _cut(page: Page, text: str, width: float) -> str:
    """Cut text that is wider than ``width`` mm at a word."""
    while page.get_string_width(page.drawable(text)) > width and " " in text:
        text = text.rsplit(" ", 2)[0] + " …"
    return text
