import io
import json
from datetime import UTC, datetime

import pypdfium2
import pytest
from docx import Document
from icalendar import Calendar

from coach.documents.export import export_guide
from coach.errors import InvalidInput
from graphs.prepare.composing import Wish, compose
from graphs.prepare.guide import Guide
from guardrails.text import authored
from knowledge.bank.bank import load_bank
from tests.unit.prepare.briefs import a_brief

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def guide() -> Guide:
    brief = a_brief(off_limits=(authored("Żółć, Łódź и 日本"),))
    return compose(brief, load_bank(), Wish(45, 2))


def test_markdown_and_json_hold_every_question(guide: Guide) -> None:
    name, text = export_guide(guide, "md", NOW)
    assert name.startswith("guide-keep-the-paper-log")
    for question in guide.questions():
        assert question.text in text.decode()
    assert Guide.model_validate(json.loads(export_guide(guide, "json", NOW)[1])) == guide


def test_word_holds_every_question_and_begins_the_single_pages_anew(guide: Guide) -> None:
    document = Document(io.BytesIO(export_guide(guide, "docx", NOW)[1]))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for question in guide.questions():
        assert question.text in text
    assert document.element.xml.count('w:type="page"') == 2
    facts = document.core_properties
    assert (facts.author, facts.created) == ("Frontline Coach", NOW)
    assert "PAGE" in document.sections[0].footer.paragraphs[0]._p.xml


def test_the_pdf_shows_ink_on_every_page_and_tears_no_question_apart(guide: Guide) -> None:
    pages = pypdfium2.PdfDocument(export_guide(guide, "pdf", NOW)[1])
    texts = [page.get_textpage().get_text_range() for page in pages]
    for question in guide.questions():
        words = " ".join(question.text.split()[-3:])
        assert any(words in " ".join(text.split()) for text in texts), words
    for page in pages:
        picture = page.render(scale=1, grayscale=True).to_numpy()
        margin = picture[:, : int(picture.shape[1] * 0.06)]
        assert (picture < 128).sum() > 200  # something is drawn
        assert (margin[24:] > 200).all()  # and nothing runs into the margin


def test_the_pdf_embeds_its_type_and_is_the_same_twice(guide: Guide) -> None:
    first = export_guide(guide, "pdf", NOW)[1]
    assert b"/FontFile2" in first
    assert b"CoachReserve" in first  # Polish and Cyrillic letters came from the reserve
    assert export_guide(guide, "pdf", NOW)[1] == first


def test_cards_and_invitation(guide: Guide) -> None:
    cards = pypdfium2.PdfDocument(export_guide(guide, "cards", NOW)[1])
    assert len(cards) == -(-len(guide.questions()) // 8)
    event = Calendar.from_ical(export_guide(guide, "ics", NOW)[1]).walk("VEVENT")[0]
    assert (event["dtend"].dt - event["dtstart"].dt).total_seconds() == 45 * 60
    for question in guide.questions():
        assert question.text not in str(event["description"])


def test_nobody_is_invited_to_a_weekend(guide: Guide) -> None:
    sunday = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    event = Calendar.from_ical(export_guide(guide, "ics", sunday)[1]).walk("VEVENT")[0]
    assert event["dtstart"].dt.strftime("%A %d %B") == "Monday 30 November"


def test_the_page_to_send_ahead_is_one_page_without_a_question(guide: Guide) -> None:
    name, data = export_guide(guide, "junior", NOW)
    assert name.startswith("for-your-junior-")
    (page,) = list(pypdfium2.PdfDocument(data))
    text = " ".join(page.get_textpage().get_text_range().split())
    for line in guide.junior_page:
        assert line.split(": ")[0] in text
    for question in guide.questions():
        assert str(question.text) not in text


def test_an_unknown_kind_is_refused(guide: Guide) -> None:
    with pytest.raises(InvalidInput, match="not as 'exe'"):
        export_guide(guide, "exe", NOW)
