"""The loop once, live on the model in force: prepare, debrief, ask. Each part is printed."""

import time

from rich.console import Console

from coach.application import Coach
from coach.demo.cast import Cast
from coach.demo.content import read_charter
from coach.demo.seeding import FINISHED, LEADER, talk_of
from coach.demo.telling import (
    tell_answer,
    tell_cost,
    tell_debrief,
    tell_guide,
    tell_heading,
)
from coach.services.debriefing import approve_all
from coach.users import User
from coach.vectors import OnProgress
from guardrails.text import RawText


async def show_live(coach: Coach, cast: Cast, console: Console, on_progress: OnProgress) -> None:
    """Run the three parts as the leader, the junior and L&D would, and print each."""
    charter = read_charter()
    began = time.perf_counter()
    console.print(f"[bold]{charter.company}[/] (invented). {charter.business}")
    await _prepare(coach, cast.users[LEADER], console, on_progress)
    await _debrief(coach, cast.users[FINISHED[0]], console, on_progress)
    tell_heading(console, "3. Ask", "L&D asks the release: frozen, audited, at least five people.")
    for question in (charter.question, charter.unanswerable):
        await _ask(coach, cast.users["lnd"], question, console, on_progress)
    usage = coach.adapters.chat().usage()
    detail = f"{usage.calls} model calls, {usage.completion_tokens} tokens written"
    tell_heading(console, "All three parts", "Nothing left this machine.")
    tell_cost(console, time.perf_counter() - began, coach.adapters.chat().name, detail)


async def _prepare(coach: Coach, leader: User, console: Console, on_progress: OnProgress) -> None:
    began = time.perf_counter()
    record = await coach.preparing.prepare(
        leader, talk_of(FINISHED[1]).brief, on_progress=on_progress
    )
    guide = record.guide.model_dump(mode="json")
    tell_heading(console, "1. Prepare", "A leader's brief becomes a guide; each question tests it.")
    tell_guide(console, guide)
    tell_cost(console, time.perf_counter() - began, guide["model"])


async def _debrief(coach: Coach, junior: User, console: Console, on_progress: OnProgress) -> None:
    """Approve the first live run; later ones are taken back, so that nobody counts twice."""
    first = not coach.debriefing.sessions(junior)
    talk = talk_of(FINISHED[1])
    began = time.perf_counter()
    review = await coach.debriefing.start(
        junior,
        talk.transcript,
        talk.filename,
        brief=talk.brief,
        roster=talk.roster,
        on_progress=on_progress,
    )
    seconds, report = time.perf_counter() - began, review.report
    if report.status == "awaiting_review" and first:
        decided = approve_all(report)
        await coach.debriefing.decide(junior, report.session, decided, on_progress)
        end = "Then approved with every proposed generalization; the transcript was shredded."
    else:
        await coach.erasing.withdraw(junior, report.session)
        end = "Taken back afterwards: this talk has been published before."
    tell_heading(console, "2. Debrief", f"A talk ({talk.format}) becomes insights. {end}")
    tell_debrief(console, report.model_dump(mode="json"))
    tell_cost(console, seconds, report.model)


async def _ask(
    coach: Coach, lnd: User, question: str, console: Console, on_progress: OnProgress
) -> None:
    began = time.perf_counter()
    answer = await coach.asking.ask(lnd, RawText(question), on_progress=on_progress)
    tell_answer(console, question, answer.model_dump(mode="json"))
    tell_cost(console, time.perf_counter() - began, answer.model or "no model")
