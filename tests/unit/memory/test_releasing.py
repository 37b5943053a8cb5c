"""From insights to a frozen release and an answer, on the real sentence model."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

import coach.silence  # noqa: F401 - before the embedder's runtime
from coach.application import Coach
from coach.errors import InvalidInput, NotAllowed, NotFound, OurFailure
from coach.late import Late
from coach.records.choices import ThemeChoices
from coach.records.insights import InsightRecords
from coach.records.releases import ReleaseRecords
from coach.services.asking import NOTHING, AskReport, ExplainedReport
from coach.users import OPERATOR, User
from evals.themes.labeled import bank
from graphs.ask.flow import Wording
from guardrails.text import RawText
from knowledge.taught import TaughtEmbedder
from tests.builders import a_coach
from tests.fakes import ScriptedChat

LND = User(id="l", name="l", role="lnd")
REVIEWS = "appraisal process, honest opinions please"
EMBEDDER = TaughtEmbedder()


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Iterator[Coach]:
    with a_coach(tmp_path_factory.mktemp("home")) as coach:
        coach = Coach(replace(coach.adapters, theme_embedder=Late(lambda: EMBEDDER)))  # noqa: PLW2901
        InsightRecords(coach.adapters.database).add(bank().insights)
        coach.releasing.release(LND, 5)
        yield coach


def ask(coach: Coach, question: str, user: User = LND, **how: Any) -> AskReport:
    return asyncio.run(coach.asking.ask(user, RawText(question), **{"worded": False, **how}))


def test_the_answer_cites_released_themes_in_bands(released: Coach) -> None:
    report = ask(released, REVIEWS)
    assert report.outcome == "answer"
    assert report.answer.endswith("[1].") or "[1]" in report.answer
    assert {theme.support for theme in report.themes} <= {"5-9", "10-19", "20+"}
    assert "insight_ids" not in report.model_dump_json()


@pytest.mark.parametrize(
    "question",
    ["lunch vouchers vs canteen subsidy", "what do people say about dogs or pets at the office"],
)
def test_absent_and_too_few_are_the_same_words(released: Coach, question: str) -> None:
    report = ask(released, question)
    assert (report.outcome, report.themes, report.note) == ("nothing_to_show", [], NOTHING)
    sliced = ask(released, "how is the yearly rating ritual seen", where={"region": "apac"})
    assert (sliced.outcome, sliced.themes, sliced.note) == ("nothing_to_show", [], NOTHING)


def test_a_question_about_a_person_is_refused(released: Coach) -> None:
    report = ask(released, "What did Anna say about her appraisal?")
    assert report.outcome == "refused"
    assert report.themes == []


def test_only_an_administrator_sees_ids(released: Coach) -> None:
    with pytest.raises(NotAllowed):
        ask(released, REVIEWS, explain=True)
    report = ask(released, REVIEWS, OPERATOR, explain=True)
    assert isinstance(report, ExplainedReport)
    shown = report.model_dump()["themes"][0]
    assert set(shown["shown_ids"]) <= set(shown["insight_ids"])


def test_a_senior_does_not_see_what_their_own_pair_said(released: Coach) -> None:
    everything = ask(released, REVIEWS, OPERATOR, explain=True).model_dump()["themes"][0]
    held = InsightRecords(released.adapters.database).by_id(everything["insight_ids"])
    pairs = sorted({one.pair_ref for one in held.values()})
    senior = User(id="s", name="s", role="senior", pair_refs=(pairs[0],))
    mine = {one.statement for one in held.values() if one.pair_ref == pairs[0]}
    report = ask(released, REVIEWS, senior)
    said = {text for theme in report.themes for text in theme.evidence}
    assert not said & mine
    alone = User(id="s", name="s", role="senior", pair_refs=tuple(pairs[: len(pairs) - 4]))
    assert everything["id"] not in {theme.id for theme in ask(released, REVIEWS, alone).themes}


def test_a_models_wording_stands_only_if_it_is_carried(released: Coach) -> None:
    plain = ask(released, REVIEWS).answer
    chat = ScriptedChat([Wording(sentences=["Everybody loves the new chief executive [1]."])])
    coach = Coach(replace(released.adapters, chat=Late(lambda: chat)))
    assert ask(coach, REVIEWS, worded=True).answer == plain
    assert chat.asked, "the model was asked"
    statement = ask(released, REVIEWS).themes[0].statement.rstrip(".")
    good = ScriptedChat([Wording(sentences=[f"{statement} [1]."])])
    coach = Coach(replace(released.adapters, chat=Late(lambda: good)))
    report = ask(coach, REVIEWS, worded=True)
    assert (report.answer, report.model) == (f"{statement} [1].", "scripted")


def test_k_is_promised_once(released: Coach) -> None:
    with pytest.raises(InvalidInput):
        released.releasing.release(LND, 3)


def test_the_next_release_without_news_keeps_every_theme(released: Coach) -> None:
    before = {view.id: view.support for view in released.curating.themes(LND)}
    report = released.releasing.release(LND)
    assert report.new == 0
    assert {view.id: view.support for view in released.curating.themes(LND)} == before
    assert released.signals.radar(LND) == []


def test_a_curators_words_come_with_the_next_release(released: Coach) -> None:
    theme = released.curating.themes(LND)[0]
    released.curating.rename(LND, theme.id, "Opening an account", "Proving who you are fails.")
    released.releasing.release(LND)
    named = {view.id: view.label for view in released.curating.themes(LND)}
    assert named[theme.id] == "Opening an account"
    with pytest.raises(NotFound):
        released.curating.rename(LND, "t-unknown", "x", "y")
    with pytest.raises(InvalidInput):
        released.curating.rename(LND, theme.id, "What Anna said", "Anna said so.")


def test_charts_are_made_of_bands(released: Coach) -> None:
    rows = released.curating.chart(LND)
    assert rows
    assert {row["support"] for row in rows} <= {"5-9", "10-19", "20+"}


def test_an_empty_programme_says_not_enough_people_without_a_number(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        assert ask(coach, REVIEWS).outcome == "nothing_to_show"
        report = coach.releasing.release(LND)
        assert (report.themes, report.note[:23]) == (0, "Not enough people yet: ")
        assert not any(c.isdigit() for c in report.note)
        assert ask(coach, REVIEWS).outcome == "nothing_to_show"


def test_erased_words_leave_the_release_and_its_hash_follows(tmp_path: Path) -> None:
    with a_coach(tmp_path) as plain:
        coach = Coach(replace(plain.adapters, theme_embedder=Late(lambda: EMBEDDER)))
        InsightRecords(coach.adapters.database).add(bank().insights)
        coach.releasing.release(LND, 5)
        records = ReleaseRecords(coach.adapters.database)
        release = records.latest()
        assert release is not None
        theme = release.themes[0]
        assert records.erase([theme.typical[0]]) >= 1
        after = records.latest()
        assert after is not None, "the hash was made anew"
        mine = next(one for one in after.themes if one.id == theme.id)
        assert mine.statement != theme.statement
        assert theme.typical[0] not in {row.insight for row in mine.cells.rows}
        assert records.facts()[0].stale == (theme.id,)


def test_a_release_that_was_tampered_with_is_not_served(tmp_path: Path) -> None:
    with a_coach(tmp_path) as plain:
        coach = Coach(replace(plain.adapters, theme_embedder=Late(lambda: EMBEDDER)))
        InsightRecords(coach.adapters.database).add(bank().insights)
        coach.releasing.release(LND, 5)
        with coach.adapters.database.begin() as session:
            session.execute(text("DELETE FROM release_members WHERE insight_id LIKE '%1'"))
        with pytest.raises(OurFailure):
            ask(coach, REVIEWS)


def test_what_looks_alike_is_offered_once_and_only_from_what_is_released(tmp_path: Path) -> None:
    with a_coach(tmp_path) as plain:
        coach = Coach(replace(plain.adapters, theme_embedder=Late(lambda: EMBEDDER)))
        InsightRecords(coach.adapters.database).add(bank().insights)
        coach.releasing.release(LND, 3)
        offered = coach.curating.doubts(LND)
        shown = {view.id for view in coach.curating.themes(LND)}
        assert offered
        assert {each.id for pair in offered for each in (pair.first, pair.second)} <= shown
        assert all(pair.first.family == pair.second.family for pair in offered)
        apart, alike = offered[0], offered[-1]
        coach.curating.keep_apart(LND, apart.second.id, apart.first.id)
        assert apart not in coach.curating.doubts(LND)
        stays = coach.curating.merge(LND, [alike.first.id, alike.second.id])
        gone = ({alike.first.id, alike.second.id} - {stays}).pop()
        assert alike not in coach.curating.doubts(LND)
        coach.releasing.release(LND)
        after = {view.id for view in coach.curating.themes(LND)}
        assert stays in after
        assert gone not in after or len(after) == len(shown), "merged, or both wait"
        assert gone not in InsightRecords(coach.adapters.database).themes().values()
        with pytest.raises(NotAllowed):
            coach.curating.doubts(User(id="j", name="j", role="junior"))
        with pytest.raises(NotFound):
            coach.curating.keep_apart(LND, stays, "t-unknown")


def test_a_choice_about_an_insight_holds_and_goes_with_its_erasure(tmp_path: Path) -> None:
    with a_coach(tmp_path) as plain:
        coach = Coach(replace(plain.adapters, theme_embedder=Late(lambda: EMBEDDER)))
        records = InsightRecords(coach.adapters.database)
        choices = ThemeChoices(coach.adapters.database)
        insights = bank().insights
        records.add(insights[:150])
        coach.releasing.release(LND, 5)
        theme = coach.curating.themes(LND)[0]
        new = [one for one in insights[150:] if one.family == theme.family]
        records.add(new)
        choices.place({new[0].id: ("same", [theme.id]), new[1].id: ("apart", [theme.id])})
        coach.releasing.release(LND)
        assert records.themes()[new[0].id] == theme.id
        assert records.themes()[new[1].id] != theme.id
        records.erase([new[0].id, new[1].id])
        assert (choices.belonging(), choices.apart()) == ({}, {})
