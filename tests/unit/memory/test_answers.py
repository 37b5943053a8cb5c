"""Follow-ups, typing errors and answers to take along, over a real release."""

import asyncio
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from docx import Document

import coach.silence  # noqa: F401 - before the embedder's runtime
from coach.application import Coach
from coach.documents.answers import export_answer
from coach.late import Late
from coach.records.insights import InsightRecords
from coach.services.asking import AskReport
from coach.users import User
from evals.themes.labeled import bank
from guardrails.text import RawText
from knowledge.taught import TaughtEmbedder
from tests.builders import a_coach

LND = User(id="l", name="l", role="lnd")
REVIEWS = "appraisal process, honest opinions please"


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Iterator[Coach]:
    embedder = TaughtEmbedder()
    with a_coach(tmp_path_factory.mktemp("home")) as plain:
        coach = Coach(replace(plain.adapters, theme_embedder=Late(lambda: embedder)))
        InsightRecords(coach.adapters.database).add(bank().insights)
        coach.releasing.release(LND, 5)
        yield coach


def ask(coach: Coach, question: str, **how: Any) -> AskReport:
    return asyncio.run(coach.asking.ask(LND, RawText(question), worded=False, **how))


def test_a_follow_up_keeps_the_subject_and_adds_its_filter(released: Coach) -> None:
    first = ask(released, REVIEWS)
    second = ask(released, "and in emea?", after=RawText(first.asked))
    assert second.asked == first.asked
    assert second.understood == ["region=emea"]


def test_a_question_with_its_own_subject_forgets_the_one_before(released: Coach) -> None:
    other = "printing trouble on secure devices"
    assert ask(released, other, after=RawText(REVIEWS)).asked == other


def test_naming_a_person_in_the_question_before_is_refused_too(released: Coach) -> None:
    report = ask(released, "and why?", after=RawText("What did Maria Lopez say?"))
    assert report.outcome == "refused"


def test_a_typing_error_finds_the_same_themes(released: Coach) -> None:
    right, wrong = ask(released, REVIEWS), ask(released, REVIEWS.replace("appraisal", "apprasial"))
    assert [theme.id for theme in wrong.themes] == [theme.id for theme in right.themes]
    assert wrong.asked.startswith("apprasial"), "what was typed stays as it was"


def test_an_answer_taken_along_names_its_release_and_its_themes(released: Coach) -> None:
    report = ask(released, REVIEWS)
    name, markdown = export_answer(report, "md")
    assert name == "answer-release-1.md"
    _, word = export_answer(report, "docx")
    text = "\n".join(part.text for part in Document(io.BytesIO(word)).paragraphs)
    for shown in (markdown.decode(), text):
        assert "Release 1." in shown
        assert report.themes[0].statement in shown
        assert report.themes[0].support in shown
