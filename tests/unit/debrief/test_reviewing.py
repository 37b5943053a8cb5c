"""What the review page asks of the service: edits tried out, roles put right, who watches."""

import asyncio
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from coach.errors import InvalidInput, NotFound
from coach.llm.turnstile import Turnstile
from coach.records.insights import InsightRecords
from coach.services.debriefing import Decision, Decisions, EditRefused, approve_all
from coach.services.debriefing.watching import Audience
from graphs.ports import Answer, Progress, Prompt
from tests.builders import a_coach
from tests.fakes import ScriptedChat
from tests.integration.test_debrief_kill import TALK
from tests.unit.debrief.test_debriefing import BRIEF, JUNIOR, OTHER, ROSTER, handed_in

POINTING = TALK.replace(
    b"Nobody reads the alarm mails because",
    b"I'm the only one on nights who reads the alarm mails because",
)


async def test_a_wording_is_tried_out_before_anything_is_decided(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        report = (await handed_in(coach)).report
        insight = report.insights[0]
        named = await coach.debriefing.check(
            JUNIOR, report.session, insight.id, f"Ana says: {insight.statement}"
        )
        assert "Ana" not in named.statement
        with pytest.raises(EditRefused, match="number") as refused:
            await coach.debriefing.check(
                JUNIOR, report.session, insight.id, "The portal logs ninety guards out all day."
            )
        assert refused.value.insight_id == insight.id
        assert (await coach.debriefing.review(JUNIOR, report.session)).report == report


async def test_a_wording_that_points_at_somebody_is_said(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        report = (await handed_in(coach)).report
        insight = report.insights[0]
        wording = f"I am the only one who says it: {insight.statement}"
        found = await coach.debriefing.check(JUNIOR, report.session, insight.id, wording)
        assert found.pointing


async def test_another_person_tries_nothing_out(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        report = (await handed_in(coach)).report
        with pytest.raises(NotFound):
            await coach.debriefing.check(OTHER, report.session, report.insights[0].id, "x")
        with pytest.raises(NotFound):
            await coach.debriefing.recast(OTHER, report.session, {"senior": "junior"})


async def test_folding_one_insight_into_another_keeps_its_replacements(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        review = await coach.debriefing.start(JUNIOR, POINTING, "t.txt", brief=BRIEF, roster=ROSTER)
        report = review.report
        pointing = next(each for each in report.insights if each.identifying)
        target = next(each for each in report.insights if each.id != pointing.id)
        phrase = pointing.identifying[0].phrase
        decisions = [Decision(id=pointing.id, merge_into=target.id), Decision(id=target.id)]
        published = await coach.debriefing.decide(
            JUNIOR, report.session, Decisions(insights=decisions)
        )
        assert [each.id for each in published.insights] == [target.id]
        words = [piece.quote for piece in published.insights[0].evidence]
        assert not any(phrase in quote for quote in words)


async def test_what_is_withheld_is_not_folded_into_anything(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        review = await coach.debriefing.start(JUNIOR, TALK, "t.txt", brief=BRIEF, roster=ROSTER)
        report = review.report
        held, target = report.insights[:2]
        decisions = [
            Decision(id=held.id, approve=False, merge_into=target.id),
            Decision(id=target.id),
        ]
        published = await coach.debriefing.decide(
            JUNIOR, report.session, Decisions(insights=decisions)
        )
        quotes = {piece.quote for each in published.insights for piece in each.evidence}
        assert not quotes & {piece.quote for piece in held.evidence}


async def test_roles_are_put_right_and_the_talk_is_read_again(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        wrong = await coach.debriefing.start(
            JUNIOR, POINTING, "t.txt", brief=BRIEF, junior=["Sam"], senior=["Ana"]
        )
        assert not any("alarm mails" in each.statement for each in wrong.report.insights)
        before = wrong.report.session
        with pytest.raises(InvalidInput, match="has to be the junior"):
            await coach.debriefing.recast(JUNIOR, before, {"senior": "senior", "junior": "other"})
        exchanged = {"senior": "junior", "junior": "senior"}
        right = await coach.debriefing.recast(JUNIOR, before, exchanged)  # type: ignore[arg-type]
        assert any("alarm mails" in each.statement for each in right.report.insights)
        assert [voice.role for voice in right.voices] == ["senior", "junior"]
        assert [each.id for each in coach.debriefing.sessions(JUNIOR)] == [right.report.session]
        assert not coach.sealed_sessions.holds(before)
        assert await (await coach.adapters.checkpoints()).threads_of(before) == []
        await coach.debriefing.decide(JUNIOR, right.report.session, approve_all(right.report))
        refs = {each.junior_ref for each in InsightRecords(coach.adapters.database).all()}
        assert refs == {"j-ana"}


async def test_approving_twice_at_once_publishes_once(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        report = (await handed_in(coach)).report
        decisions = approve_all(report)
        first, second = await asyncio.gather(
            coach.debriefing.decide(JUNIOR, report.session, decisions),
            coach.debriefing.decide(JUNIOR, report.session, decisions),
        )
        assert first == second
        assert first.status == "published"


async def test_after_approval_only_the_path_of_a_disclosure_is_told(tmp_path: Path) -> None:
    talk = POINTING + b"\nSam: Go on.\nAna: My supervisor grabbed me in the store room last week.\n"
    with a_coach(tmp_path) as coach:
        review = await coach.debriefing.start(JUNIOR, talk, "t.txt", brief=BRIEF, roster=ROSTER)
        disclosures = {each.turn: "talk_to_someone" for each in review.disclosures}
        assert disclosures
        decisions = approve_all(review.report).model_copy(update={"disclosures": disclosures})
        await coach.debriefing.decide(JUNIOR, review.report.session, decisions)
        ended = await coach.debriefing.review(JUNIOR, review.report.session)
        assert [each.choice for each in ended.disclosures] == ["talk_to_someone"]
        assert all(each.path and not each.text for each in ended.disclosures)


def test_who_comes_late_hears_what_happened_and_nothing_outlives_the_last() -> None:
    audience, early, late = Audience(), list[Progress](), list[Progress]()
    one, two = Progress("scrub", "one"), Progress("read", "two")
    with audience.listening("s", early.append):
        audience.tell("s", one)
        audience.tell("another", two)
        with audience.listening("s", late.append):
            audience.tell("s", two)
    assert early == late == [one, two]
    with audience.listening("s", late.append):
        pass
    assert late == [one, two]


class QueuedChat(ScriptedChat):
    """Answers nothing, one asker after the other, once both ask; notes whose turn it was."""

    def __init__(self) -> None:
        super().__init__()
        self.turnstile = Turnstile()
        self.turns: list[str] = []
        self.asking: set[str] = set()
        self.both_ask = asyncio.Event()

    async def propose(
        self, prompt: Prompt, answer: type[Answer], *, max_tokens: int = 256
    ) -> Answer | None:
        who = "second" if "matter" in repr(prompt) else "first"
        self.asking.add(who)
        if len(self.asking) > 1:
            self.both_ask.set()
        await asyncio.wait_for(self.both_ask.wait(), 60)
        async with self.turnstile.turn():
            self.turns.append(who)
            await asyncio.sleep(0.01)
        return None


async def test_two_debriefs_at_once_take_turns_at_the_model(tmp_path: Path) -> None:
    chat = QueuedChat()
    with a_coach(tmp_path, chat=chat) as coach:
        reviews = await asyncio.gather(
            *(
                coach.debriefing.start(JUNIOR, talk, "t.txt", brief=BRIEF, roster=ROSTER)
                for talk in (TALK, TALK.replace(b"question", b"matter"))
            )
        )
        assert {each.report.status for each in reviews} == {"awaiting_review"}
    shared = _while_both_ask(chat.turns)
    assert len(shared) >= 4, "both had several points to word"
    repeats = sum(one == two for one, two in pairwise(shared))
    assert repeats <= 1, "neither waits for more than one point of the other"


def _while_both_ask(turns: Sequence[str]) -> list[str]:
    """The turns from when the second has begun until the first is done."""
    begun = max(turns.index(each) for each in set(turns))
    done = min(len(turns) - 1 - turns[::-1].index(each) for each in set(turns))
    return list(turns[begun : done + 1])
