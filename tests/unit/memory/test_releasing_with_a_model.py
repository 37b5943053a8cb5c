"""A release with a large model's word, and one during which somebody withdraws."""

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

import pytest

import coach.silence  # noqa: F401 - before the embedder's runtime
from coach.application import Coach
from coach.errors import InvalidInput, ModelUnavailable
from coach.late import Late
from coach.records.insights import InsightRecords
from coach.records.releases import ReleaseRecords
from coach.users import User
from evals.search.scoring import purity
from evals.themes.labeled import bank
from graphs.ask.choosing import Chosen
from graphs.ports import Answer, Progress, Prompt, Usage
from graphs.theming.sorting import Group, Groups
from guardrails.text import RawText
from knowledge.taught import TaughtEmbedder
from tests.builders import a_coach

LND = User(id="l", name="l", role="lnd")
EMBEDDER = TaughtEmbedder()
GOLD = dict(zip((one.id for one in bank().insights), bank().themes, strict=True))
ISSUE_OF = dict(zip((one.statement for one in bank().insights), bank().themes, strict=True))
SHOWN = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)


class Analyst:
    """A large model that knows the true themes; after ``calls`` answers it falls silent."""

    name = "analyst"
    strength: Literal["small", "large"] = "large"

    def __init__(self, calls: int = 10_000) -> None:
        self.calls = calls

    async def propose(
        self, prompt: Prompt, answer: type[Answer], *, max_tokens: int = 256
    ) -> Answer | None:
        if self.calls == 0:
            raise ModelUnavailable("No model answers.")
        self.calls -= 1
        if answer is not Groups:
            return None
        issues, _, statements = prompt.user.rpartition("Statements:")
        known = {ISSUE_OF[text.split(" / ")[0]]: int(n) for n, text in SHOWN.findall(issues)}
        members: dict[str, list[int]] = {}
        for number, text in SHOWN.findall(statements):
            members.setdefault(ISSUE_OF[text], []).append(int(number))
        groups = [Group(issue=known.get(t, 0), members=m) for t, m in members.items()]
        return cast("Answer", Groups(groups=groups))

    def usage(self) -> Usage:
        return Usage()


@pytest.fixture
def coach_with(tmp_path: Path) -> Iterator[Callable[[Analyst], Coach]]:
    with a_coach(tmp_path) as plain:

        def made(analyst: Analyst) -> Coach:
            adapters = replace(
                plain.adapters, theme_embedder=Late(lambda: EMBEDDER), chat=lambda: analyst
            )
            InsightRecords(adapters.database).add(bank().insights)
            return Coach(adapters)

        yield made


def themes(coach: Coach) -> dict[str, str]:
    return InsightRecords(coach.adapters.database).themes()


def test_what_a_large_model_sorts_becomes_the_themes(coach_with) -> None:
    coach = coach_with(Analyst())
    told: list[Progress] = []
    report = asyncio.run(coach.releasing.compute(LND, 5, told.append))
    assert purity(themes(coach), GOLD) > 0.99
    assert (report.audit, report.note) == ("clean", "")
    steps = {step.message: step for step in told}
    assert steps["Sorting insights by issue"].done == len(GOLD)
    before = themes(coach)
    asyncio.run(coach.releasing.compute(LND))
    assert themes(coach) == before, "an insight keeps its theme"


def test_a_model_that_falls_silent_leaves_the_release_to_numbers(coach_with) -> None:
    coach = coach_with(Analyst(calls=0))
    report = asyncio.run(coach.releasing.compute(LND, 5))
    assert "did not answer" in report.note
    assert 0.8 < purity(themes(coach), GOLD) < 0.99


def test_a_wrong_k_is_said_before_the_model_is_asked(coach_with) -> None:
    analyst = Analyst()
    with pytest.raises(InvalidInput):
        asyncio.run(coach_with(analyst).releasing.compute(LND, 2))
    assert analyst.calls == 10_000


def test_who_withdraws_while_it_is_computed_is_not_in_it(coach_with) -> None:
    coach = coach_with(Analyst())
    insights = InsightRecords(coach.adapters.database)
    gone = [one.id for one in bank().insights if one.family == bank().insights[0].family][:5]

    def withdraw(step: Progress) -> None:
        if step.stage == "audit":
            insights.erase(gone)

    coach.releasing.release(LND, 5, withdraw)
    frozen = ReleaseRecords(coach.adapters.database).latest()
    assert frozen is not None
    counted = {row.insight for theme in frozen.themes for row in theme.cells.rows}
    assert counted
    assert not counted & set(gone)
    assert not coach.adapters.vectors().ids() & set(gone)
    assert len(ReleaseRecords(coach.adapters.database).facts()) == 1


class Picky(Analyst):
    """Says that nothing answers; asked by a release it says nothing."""

    async def propose(
        self, prompt: Prompt, answer: type[Answer], *, max_tokens: int = 256
    ) -> Answer | None:
        return cast("Answer", Chosen(answers=[])) if answer is Chosen else None


def test_a_large_model_can_say_that_nothing_answers_and_plain_asks_without_it(coach_with) -> None:
    coach = coach_with(Picky())
    coach.releasing.release(LND, 5)
    question = RawText("appraisal process, honest opinions please")
    judged = asyncio.run(coach.asking.ask(LND, question, worded=False))
    assert judged.outcome == "nothing_to_show"
    plain = asyncio.run(coach.asking.ask(LND, question, worded=False, judged=False))
    assert plain.outcome == "answer"
