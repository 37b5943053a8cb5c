"""A guide as a Word document that looks like one made by hand."""

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from coach.documents import words
from graphs.prepare.guide import Guide, GuideBlock, GuideQuestion

_INK = RGBColor(0x1F, 0x2A, 0x37)
_ACCENT = RGBColor(0x0F, 0x6E, 0x6E)
_QUIET = RGBColor(0x5B, 0x67, 0x75)


def guide_as_docx(guide: Guide, now: datetime) -> bytes:
    """Return the bytes of a .docx with the guide, the listening page and the junior's page."""
    document = Document()
    _set_up(document)
    _describe(document, guide, now)
    document.add_heading(words.TITLE, level=0)
    _line(document, guide.decision, size=14, bold=True)
    _line(document, words.facts(guide), color=_QUIET)
    _spoken(document, words.OPENING, guide.opening)
    if guide.already_known:
        _list(document, words.KNOWN, guide.already_known)
    for block in guide.blocks:
        _block(document, block)
    _spoken(document, words.CLOSING, guide.closing)
    if guide.not_covered:
        _list(document, words.NOT_COVERED, guide.not_covered)
    _list(document, words.DISAGREEMENT, guide.disagreement)
    for title, lines in ((words.LISTENING, guide.listening), (words.JUNIOR, guide.junior_page)):
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _list(document, title, lines)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_up(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.0)
    _footer(section.footer.paragraphs[0])
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Calibri", Pt(11), _INK
    for name, size in (("Title", 24), ("Heading 1", 15), ("Heading 2", 12.5)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _ACCENT
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "minorHAnsi")
        style.paragraph_format.keep_with_next = True


def _describe(document: Any, guide: Guide, now: datetime) -> None:
    """Say what the file is; the template's own author, date and comment would be wrong."""
    facts = document.core_properties
    facts.author, facts.last_modified_by, facts.comments = "Frontline Coach", "", ""
    facts.title, facts.subject, facts.language = words.TITLE, str(guide.decision), "en"
    facts.created = facts.modified = now


def _footer(paragraph: Any) -> None:
    """Write the reminder and, at the right margin, the page number."""
    paragraph.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16.6), WD_TAB_ALIGNMENT.RIGHT)
    run = paragraph.add_run(f"{words.FOOTER}\t")
    number = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        number._r.append(mark)  # noqa: SLF001 - python-docx has no fields
    for each in (run, number):
        each.font.size, each.font.color.rgb = Pt(8.5), _QUIET


def _line(
    document: Any, text: str, *, size: float = 11, bold: bool = False, color: RGBColor = _INK
) -> None:
    run = document.add_paragraph().add_run(text)
    run.bold, run.font.size, run.font.color.rgb = bold, Pt(size), color


def _spoken(document: Any, title: str, text: str) -> None:
    document.add_heading(title, level=1)
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(0.5)
    _bar(paragraph)
    paragraph.add_run(text).italic = True


def _bar(paragraph: Any) -> None:
    """Draw the vertical line beside words to say aloud."""
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", "0F6E6E")):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - python-docx has no borders


def _block(document: Any, block: GuideBlock) -> None:
    if not block.questions:
        return
    document.add_heading(f"{block.title}  ·  {words.minutes(block.minutes)}", level=1)
    if block.purpose and block.title not in block.purpose:
        _line(document, block.purpose, size=10, color=_QUIET)
    for question in block.questions:
        _question(document, question)


def _question(document: Any, question: GuideQuestion) -> None:
    paragraph = document.add_paragraph(style="List Number")
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(question.text).bold = True
    notes = [*question.probes]
    for number, probe in enumerate(notes):
        line = document.add_paragraph(probe, style="List Bullet 2")
        line.paragraph_format.keep_with_next = number < len(notes) - 1 or bool(question.listen_for)
        line.paragraph_format.space_after = Pt(0)
    for label, text in (
        (words.LISTEN_FOR, str(question.listen_for)),
        (words.CARE, words.care(question)),
    ):
        if text:
            line = document.add_paragraph()
            line.paragraph_format.left_indent = Cm(1.2)
            line.paragraph_format.space_after = Pt(2)
            run = line.add_run(f"{label}: {text}")
            run.font.size, run.font.color.rgb = Pt(9.5), _QUIET


def _list(document: Any, title: str, lines: list[Any]) -> None:
    document.add_heading(title, level=1)
    for text in lines:
        document.add_paragraph(text, style="List Bullet")
