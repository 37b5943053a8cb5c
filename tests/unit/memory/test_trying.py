"""From a theme to what was tried and the metric it moved; without a person anywhere."""

import asyncio
import io
from pathlib import Path

import pytest
from docx import Document

from coach.application import Coach
from coach.documents.answers import export_answer
from coach.errors import InvalidInput, NotAllowed, NotFound
from coach.records.insights import InsightRecords
from coach.services.asking import AskReport, ThemeCard
from coach.services.trying import TriedView, tried_view
from coach.users import User
from guardrails.text import CleanText, RawText
from knowledge.insights import Insight
from tests.builders import a_coach
from ui.rendering import render

LND = User(id="l", name="l", role="lnd")
SAID = CleanText("The survey tool loses photos without a signal.")
QUEUE = tried_view("Photos wait in a queue on the phone", "Return visits", "6 of 20", "1 of 20",
                   "helped")  # fmt: skip
LINE = "Tried: Photos wait in a queue on the phone (Return visits 6 of 20 → 1 of 20): it helped"


def with_a_theme(coach: Coach, name: str = "t-photos") -> None:
    records = InsightRecords(coach.adapters.database)
    made = [
        Insight(f"{name}-{n}", SAID, SAID, "internal_tools", "friction", "medium", f"{name}{n}",
                f"p{name}{n}")
        for n in range(8)
    ]  # fmt: skip
    records.add(made)
    records.set_themes({one.id: name for one in made})
    coach.releasing.release(LND, 5)


def asked(coach: Coach) -> AskReport:
    return asyncio.run(coach.asking.ask(LND, RawText("survey tool photos signal"), worded=False))


def test_a_card_shows_what_was_tried_at_once(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        with_a_theme(coach)
        coach.trying.enter(LND, "t-photos", QUEUE)
        theme = asked(coach).themes[0]
        assert [one.sentence() for one in theme.tried] == [LINE]


def test_an_experiment_follows_its_theme_when_themes_merge(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        with_a_theme(coach)
        with_a_theme(coach, "t-other")
        coach.trying.enter(LND, "t-photos", QUEUE)
        coach.trying.enter(LND, "t-other", QUEUE)
        stays = coach.curating.merge(LND, ["t-photos", "t-other"])
        assert {name: len(tried) for name, tried in coach.trying.of(LND).items()} == {stays: 2}


@pytest.mark.parametrize(
    ("tried", "reason"),
    [
        ({"attempt": " "}, "nothing was tried"),
        ({"metric": ""}, "no metric, no chain"),
        ({"attempt": "What Anna said she would do"}, "it names a person"),
        ({"before": "Anna: 3"}, "a value begins with a number"),
        ({"after": "9" * 41}, "that is no value"),
        ({"metric": "m" * 201}, "that is no metric"),
    ],
)
def test_what_does_not_belong_on_a_card_is_refused(
    tmp_path: Path, tried: dict[str, str], reason: str
) -> None:
    with a_coach(tmp_path) as coach:
        with_a_theme(coach)
        with pytest.raises(InvalidInput):
            coach.trying.enter(LND, "t-photos", QUEUE.model_copy(update=tried))
        assert coach.trying.of(LND) == {}, reason


def test_only_a_curator_enters_and_only_on_what_is_released(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        with_a_theme(coach)
        with pytest.raises(NotFound):
            coach.trying.enter(LND, "t-hidden", QUEUE)
        for role in ("junior", "senior", "admin"):
            with pytest.raises(NotAllowed):
                coach.trying.enter(User("u", "u", role), "t-photos", QUEUE)  # type: ignore[arg-type]


def test_exports_and_the_page_carry_it() -> None:
    running = TriedView(**{**QUEUE.model_dump(), "after": "", "verdict": "running",
                           "result": "still running"})  # fmt: skip
    card = ThemeCard(
        n=1, id="t", family="internal_tools", label="Photos", statement=SAID, support="5-9",
        evidence=[], quotes=[], quarters=[], trend="", tried=[QUEUE, running],
    )  # fmt: skip
    report = AskReport(outcome="answer", answer="So [1].", themes=[card], asked="?", release=3)
    text = export_answer(report, "md")[1].decode()
    assert f"- {LINE}\n" in text
    assert "(Return visits): still running" in text
    word = Document(io.BytesIO(export_answer(report, "docx")[1]))
    assert LINE in [paragraph.text for paragraph in word.paragraphs]
    page = render("theme_cards.html.j2", report=report, files=[])
    assert "6 of 20 → 1 of 20" in page
