"""The service on fakes: hand in, review, decide, share."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.memory import InMemorySaver

from coach.application import Coach
from coach.errors import InvalidInput, NotAllowed, NotFound
from coach.records.insights import InsightRecords
from coach.records.sessions import SessionRecords
from coach.services.debriefing import Decision, Decisions, Review, approve_all, read_decisions
from coach.users import OPERATOR, User
from graphs.debrief.flow import build
from graphs.debrief.judging import Picked, Picks
from graphs.debrief.ports import DebriefContext
from graphs.debrief.proposing import Wording
from graphs.debrief.state import DebriefInput, Shared
from graphs.ports import Answer, Progress, Prompt
from guardrails.briefs.cleaning import clean_brief
from guardrails.briefs.parsing import parse_brief
from guardrails.scrub.results import CleanTurn, ScrubbedSession
from guardrails.text import CleanText
from tests.builders import a_coach
from tests.fakes import DeafModel, OpenVault, RosterScrubber, ScriptedChat, WordEmbedder

BRIEF = b"""
decision: Keep the badge portal or buy a new one.
owner: {role: Head of Sites}
deadline: 2030-06-30
options: [Keep the portal, Buy a new one]
what_would_change_it: [Evidence that people work around the portal]
metrics: [{name: Minutes lost per shift, baseline: 12, target: 4, unit: minutes}]
junior_vantage: Gate agent.
off_limits: []
question_family: internal_tools
"""
ROSTER = b"name,role,team,email\nSam,senior,,\nAna,junior,,\n"
TALK = (
    b"Sam: Tell me about the last time at the gate.\n"
    b"Ana: The badge portal logs guards out every minute, so they prop the gate with a bucket.\n"
    b"Sam: I see.\n"
    b"Ana: Nobody reads the alarm mails, because forty people receive them.\n"
)
JUNIOR = User("u1", "Ana", "junior", ("p-ana",), junior_ref="j-ana")
OTHER = User("u2", "Bo", "junior", ("p-bo",), junior_ref="j-bo")
SENIOR = User("u3", "Sam", "senior", ("p-ana",))


async def handed_in(coach: Coach, user: User = JUNIOR) -> Review:
    return await coach.debriefing.start(user, TALK, "t.txt", brief=BRIEF, roster=ROSTER)


async def test_a_talk_waits_for_its_review_and_nothing_is_shared_before(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        review = await handed_in(coach)
        assert review.report.status == "awaiting_review"
        assert review.report.insights
        assert all(each.origin == "extractive" for each in review.report.insights)
        assert coach.debriefing.shared_with_me(SENIOR) == []
        assert InsightRecords(coach.adapters.database).count() == 0
        assert await coach.debriefing.review(JUNIOR, review.report.session) == review


async def test_quotes_stand_in_their_turn(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        review = await handed_in(coach)
        turns = [line.split(": ", 1)[1] for line in TALK.decode().splitlines()]
        for insight in review.report.insights:
            for piece in insight.evidence:
                assert piece.quote in turns[piece.turn]


async def test_what_is_approved_reaches_senior_and_programme_once(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        session = (review := await handed_in(coach)).report.session
        decisions = approve_all(review.report)
        first = await coach.debriefing.decide(JUNIOR, session, decisions)
        again = await coach.debriefing.decide(JUNIOR, session, decisions)
        assert first == again
        assert first.status == "published"
        shared = coach.debriefing.shared_with_me(SENIOR)
        kept = InsightRecords(coach.adapters.database).all()
        assert {each.id for each in shared} == {each.id for each in kept}
        assert {each.junior_ref for each in kept} == {"j-ana"}
        assert not coach.sealed_sessions.holds(session), "shredded after approval"


async def test_only_my_senior_stays_out_of_the_programme(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        review = await handed_in(coach)
        one = review.report.insights[0].id
        decisions = Decisions(insights=[Decision(id=one, sharing="only_my_senior")])
        await coach.debriefing.decide(JUNIOR, review.report.session, decisions)
        assert [each.id for each in coach.debriefing.shared_with_me(SENIOR)] == [one]
        assert InsightRecords(coach.adapters.database).count() == 0


async def test_silence_withholds(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        review = await handed_in(coach)
        report = await coach.debriefing.decide(JUNIOR, review.report.session, Decisions())
        assert report.status == "published"
        assert report.insights == []
        assert {each.reason for each in report.refused} == {"withheld"}


async def test_an_edit_is_scrubbed_and_verified_again(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        review = await handed_in(coach)
        insight = review.report.insights[0]
        session = review.report.session
        invented = Decision(id=insight.id, statement="The portal logs ninety guards out all day.")
        with pytest.raises(InvalidInput, match="number"):
            await coach.debriefing.decide(JUNIOR, session, Decisions(insights=[invented]))
        edited = Decision(id=insight.id, statement=f"Ana says: {insight.statement}")
        report = await coach.debriefing.decide(JUNIOR, session, Decisions(insights=[edited]))
        assert report.insights[0].origin == "edited"
        assert "Ana" not in report.insights[0].statement


async def test_nobody_else_sees_or_decides_a_session(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        session = (await handed_in(coach)).report.session
        with pytest.raises(NotFound):
            await coach.debriefing.review(OTHER, session)
        with pytest.raises(NotFound):
            await coach.debriefing.decide(OTHER, session, Decisions())
        with pytest.raises(NotAllowed):
            await coach.debriefing.review(SENIOR, session)
        assert coach.debriefing.sessions(OTHER) == []
        assert len(coach.debriefing.sessions(OPERATOR)) == 1


async def test_a_wording_that_stands_is_the_models(tmp_path: Path) -> None:
    wording = Wording(
        use=[1], statement="Nobody reads the alarm mails because forty people receive them."
    )
    with a_coach(tmp_path, chat=ScriptedChat([wording] * 9)) as coach:
        report = (await handed_in(coach)).report
        assert "model" in {each.origin for each in report.insights}
        assert report.prompt_ids


async def test_what_was_found_is_shown_as_it_was_said_before_the_model_words_it(
    tmp_path: Path,
) -> None:
    wording = Wording(
        use=[1], statement="Nobody reads the alarm mails because forty people receive them."
    )
    seen: list[Progress] = []
    with a_coach(tmp_path, chat=ScriptedChat([wording] * 9)) as coach:
        review = await coach.debriefing.start(
            JUNIOR, TALK, "t.txt", brief=BRIEF, roster=ROSTER, on_progress=seen.append
        )
    stages = [step.stage for step in seen]
    early = [step.about for step in seen[: stages.index("propose")] if step.stage == "insight"]
    late = [step.about for step in seen[stages.index("propose") :] if step.stage == "insight"]
    assert early == late
    assert {each.id for each in review.report.insights} <= set(early)


async def test_a_silent_model_is_said_so_and_stops_nothing(tmp_path: Path) -> None:
    with a_coach(tmp_path, chat=ScriptedChat(unavailable=True)) as coach:
        report = (await handed_in(coach)).report
        assert report.model == "none"
        assert any("No language model" in note for note in report.notes)


async def test_another_versions_session_is_refused(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        session = (await handed_in(coach)).report.session
        records = SessionRecords(coach.adapters.database)
        old = records.get(session)
        records.erase(session)
        records.add(type(old)(**{**_fields(old), "flow_version": 99}))
        with pytest.raises(NotFound, match="another version"):
            await coach.debriefing.review(JUNIOR, session)


async def test_a_session_whose_transcript_is_gone_is_refused_cleanly(tmp_path: Path) -> None:
    with a_coach(tmp_path) as coach:
        review = await handed_in(coach)
        coach.sealed_sessions.shred(review.report.session)
        report = await coach.debriefing.decide(
            JUNIOR, review.report.session, approve_all(review.report)
        )
        assert report.status == "refused"
        assert report.insights == []


@pytest.mark.parametrize(
    "document", [b"", b"[]", b'{"insights": [{"approve": true}]}', b'{"x": 1}']
)
def test_wrong_decisions_are_named(document: bytes) -> None:
    with pytest.raises(InvalidInput, match="not as expected at"):
        read_decisions(document)


def _fields(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}  # type: ignore[attr-defined]


class StuckChat(ScriptedChat):
    """Never answers, as on a machine that is far too busy."""

    async def propose(
        self, prompt: Prompt, answer: type[Answer], *, max_tokens: int = 256
    ) -> Answer | None:
        await asyncio.sleep(3600)
        return None


async def test_a_model_that_takes_too_long_does_not_hold_up_the_review() -> None:
    turns = (
        CleanTurn(0, "junior", "junior", CleanText("Nobody reads the alarm mails on nights.")),
    )
    context = DebriefContext(
        vault=OpenVault({"s": ScrubbedSession(turns, 0)}),
        watch=SessionsWithoutLeaks(),
        shelf=EmptyShelf(),
        embedder=WordEmbedder(),
        sentence_model=DeafModel(),
        brief=clean_brief(parse_brief(BRIEF), RosterScrubber()),
        model=StuckChat(),
        wording_s=0.05,
    )
    config: RunnableConfig = {"configurable": {"thread_id": "debrief:v1:s"}}
    state = await build(InMemorySaver()).ainvoke(DebriefInput("s"), config, context=context)
    assert [draft.origin for draft in state["drafts"]] == ["extractive"]


@pytest.mark.parametrize("answers", [[Picks(points=[Picked(use=[1], severity="high")])], []])
async def test_a_large_model_picks_the_points_and_without_its_answer_the_heads_do(
    answers: list[Picks],
) -> None:
    turns = (
        CleanTurn(0, "junior", "junior", CleanText("The lift is slow on Mondays, they say.")),
        CleanTurn(1, "junior", "junior", CleanText("Nobody reads the alarm mails on nights.")),
    )
    context = DebriefContext(
        vault=OpenVault({"s": ScrubbedSession(turns, 0)}),
        watch=SessionsWithoutLeaks(),
        shelf=EmptyShelf(),
        embedder=WordEmbedder(),
        sentence_model=DeafModel(),
        brief=clean_brief(parse_brief(BRIEF), RosterScrubber()),
        model=ScriptedChat(answers, strength="large"),
    )
    config: RunnableConfig = {"configurable": {"thread_id": "debrief:v1:s"}}
    state = await build(InMemorySaver()).ainvoke(DebriefInput("s"), config, context=context)
    said = [draft.evidence[0].quote for draft in state["drafts"]]
    if answers:
        assert said == [turns[1].text]
        assert state["drafts"][0].severity == "high"
    else:
        assert said
    assert ("judge" in state["prompt_ids"]) == bool(answers)


class SessionsWithoutLeaks:
    def leaking(self, session_id: str, texts: Sequence[CleanText]) -> list[bool]:
        return [False] * len(texts)


class EmptyShelf:
    def keep(self, session_id: str, shared: Sequence[Shared]) -> None: ...

    def finish(self, session_id: str) -> None: ...
