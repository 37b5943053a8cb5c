"""A guide as a PDF: question blocks never torn apart, one page each for listening and junior."""

from datetime import datetime

from coach.documents import words
from coach.documents.page import ACCENT, MARGIN, PALE, QUIET, Page
from graphs.prepare.guide import Guide, GuideBlock, GuideQuestion

_LINE, _SMALL = 5.4, 4.6
_INSET = 6.0


def guide_as_pdf(guide: Guide, now: datetime) -> bytes:
    """Return the bytes of the PDF; the same guide and moment give the same bytes."""
    page = Page(now, words.TITLE)
    page.add_page()
    _head(page, guide)
    _spoken(page, words.OPENING, guide.opening, guide.blocks[0].minutes)
    if guide.already_known:
        _bullets(page, words.KNOWN, list(guide.already_known))
    for block in guide.blocks:
        if block.questions:
            _block(page, block)
    _spoken(page, words.CLOSING, guide.closing)
    if guide.not_covered:
        _bullets(page, words.NOT_COVERED, list(guide.not_covered))
    _bullets(page, words.DISAGREEMENT, list(guide.disagreement))
    for title, lines in ((words.LISTENING, guide.listening), (words.JUNIOR, guide.junior_page)):
        page.add_page()
        _bullets(page, title, list(lines), roomy=True)
    return bytes(page.output())


def junior_page_as_pdf(guide: Guide, now: datetime) -> bytes:
    """Return the bytes of the page to send ahead: what to expect, no question on it."""
    page = Page(now, words.JUNIOR_ALONE)
    page.add_page()
    page.set_fill_color(*ACCENT)
    page.rect(0, 0, page.w, 7, style="F")
    page.set_y(MARGIN - 4)
    page.type("", 10, ACCENT)
    page.write_lines(words.JUNIOR_ALONE.upper(), 6)
    page.type("B", 17)
    page.write_lines(words.JUNIOR_TITLE, 8)
    page.ln(4)
    _bullets(page, words.EXPECT, list(guide.junior_page), roomy=True)
    return bytes(page.output())


def _head(page: Page, guide: Guide) -> None:
    page.set_fill_color(*ACCENT)
    page.rect(0, 0, page.w, 7, style="F")
    page.set_y(MARGIN - 4)
    page.type("", 10, ACCENT)
    page.write_lines(words.TITLE.upper(), 6)
    page.type("B", 17)
    page.write_lines(guide.decision, 8)
    page.ln(1)
    page.type("", 10, QUIET)
    page.write_lines(words.facts(guide), 6)
    if guide.off_limits:
        page.write_lines(f"{words.OFF_LIMITS}: {'; '.join(guide.off_limits)}", 5)
    page.ln(3)


def _title(page: Page, title: str, minutes: int | None = None) -> None:
    top = page.get_y()
    page.type("B", 12.5, ACCENT)
    width = page.epw - 24
    page.multi_cell(width, 6, page.drawable(title), align="L", new_x="LMARGIN", new_y="NEXT")
    bottom = page.get_y()
    if minutes is not None:
        page.set_xy(page.w - MARGIN - 22, top)
        page.type("B", 9.5, ACCENT)
        page.set_fill_color(*PALE)
        page.cell(22, 6, words.minutes(minutes), align="C", fill=True)
    page.set_xy(MARGIN, bottom)


def _spoken(page: Page, title: str, text: str, minutes: int | None = None) -> None:
    page.type("I", 10.5)
    height = page.height_of(text, _LINE, indent=_INSET)
    page.keep_together(height + 14)
    _title(page, title, minutes)
    page.ln(1)
    top = page.get_y()
    page.type("I", 10.5)
    page.write_lines(text, _LINE, indent=_INSET)
    page.set_fill_color(*ACCENT)
    page.rect(MARGIN + 1, top, 1.2, page.get_y() - top, style="F")
    page.ln(5)


def _block(page: Page, block: GuideBlock) -> None:
    page.type("B", 12.5)
    first = _height(page, block.questions[0])
    page.keep_together(page.height_of(block.title, 6, indent=24) + 8 + first)
    _title(page, block.title, block.minutes)
    if block.purpose and block.title not in block.purpose:
        page.type("", 9, QUIET)
        page.write_lines(block.purpose, _SMALL)
    page.ln(1.5)
    for number, question in enumerate(block.questions, start=1):
        page.keep_together(_height(page, question))
        _question(page, question, number)
    page.ln(3)


def _question(page: Page, question: GuideQuestion, number: int) -> None:
    page.type("B", 11)
    top = page.get_y()
    page.cell(_INSET, _LINE, f"{number}")
    page.set_y(top)
    page.write_lines(question.text, _LINE, indent=_INSET)
    page.type("", 9.5)
    for probe in question.probes:
        page.write_lines(f"– {probe}", _SMALL, indent=_INSET)
    page.type("", 9, QUIET)
    for line in _notes(question):
        page.write_lines(line, _SMALL, indent=_INSET)
    page.ln(2.5)


def _notes(question: GuideQuestion) -> list[str]:
    pairs = ((words.LISTEN_FOR, str(question.listen_for)), (words.CARE, words.care(question)))
    return [f"{label}: {text}" for label, text in pairs if text]


def _height(page: Page, question: GuideQuestion) -> float:
    page.type("B", 11)
    height = page.height_of(question.text, _LINE, indent=_INSET)
    page.type("", 9.5)
    small = [*(f"– {probe}" for probe in question.probes), *_notes(question)]
    return height + sum(page.height_of(line, _SMALL, indent=_INSET) for line in small) + 3


def _bullets(page: Page, title: str, lines: list[str], *, roomy: bool = False) -> None:
    size, line = (11.5, 6.2) if roomy else (10.0, 5.0)
    page.type("", size)
    page.keep_together(10 + page.height_of(lines[0], line, indent=_INSET) if lines else 10)
    _title(page, title)
    page.ln(1)
    for text in lines:
        page.type("", size)
        page.keep_together(page.height_of(text, line, indent=_INSET))
        top = page.get_y()
        page.set_fill_color(*ACCENT)
        page.ellipse(MARGIN + 1.5, top + line / 2 - 0.7, 1.4, 1.4, style="F")
        page.write_lines(text, line, indent=_INSET)
        page.ln(2.0 if roomy else 0.8)
    page.ln(3)
