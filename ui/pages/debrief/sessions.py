"""The junior's own sessions: what is being read, what waits for them, what they shared."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

import gradio as gr

from coach.records.sessions import SessionRecord
from coach.services.debriefing import Review
from coach.users import User
from ui.handlers import handler
from ui.progress import Finished, StepList, watched
from ui.rendering import render
from ui.shell import Site
from ui.wiring import PRIVATE

WORDS: Final = {
    "running": "being read",
    "awaiting_review": "waits for your review",
    "published": "shared",
    "refused": "cannot be continued",
}
_OPENS_ITSELF: Final = ("awaiting_review", "running")


def session_list(site: Site, opened: gr.State, decided: gr.State) -> None:
    """A drop-down of sessions; choosing one opens it, one that waits opens by itself."""
    sessions = gr.Dropdown(
        [], label="Your sessions", elem_id="sessions", visible=False, interactive=True
    )
    progress = gr.HTML(elem_id="session-progress")

    async def listed(user: User, current: str, _decided: int) -> tuple[Any, str]:
        records = await asyncio.to_thread(site.coach.debriefing.sessions, user)
        shown = _shown(records, current)
        choices = [
            (f"{record.created:%d %B %Y, %H:%M} · {WORDS[record.status]}", record.id)
            for record in records
        ]
        return gr.update(choices=choices, value=shown or None, visible=bool(choices)), shown

    async def chosen(_user: User, session_id: str | None) -> str:
        return session_id or ""

    async def follow(
        user: User, session_id: str, rounds: int
    ) -> AsyncIterator[tuple[str, int | Any]]:
        """Show how far a session is that is still being read, also after a restart."""
        records = await asyncio.to_thread(site.coach.debriefing.sessions, user)
        if not any(each.id == session_id and each.status == "running" for each in records):
            yield "", gr.skip()
            return
        steps, found = StepList(), dict[str, str]()

        async def work(on_step: Any) -> Review:
            return await site.coach.debriefing.review(user, session_id, on_step)

        async for step in watched(work):
            if isinstance(step, Finished):
                yield "", rounds + 1
            else:
                yield under_way(steps, found, step), gr.skip()

    gr.on(None, handler(site, listed), [opened, decided], [sessions, opened], **PRIVATE)
    sessions.input(handler(site, chosen), sessions, opened, **PRIVATE)
    opened.change(handler(site, follow), [opened, decided], [progress, decided], **PRIVATE)


def under_way(steps: StepList, found: dict[str, str], step: Any) -> str:
    """The steps so far and what was found, best first: as it was said, then as it is worded."""
    if step.stage == "insight":
        found[step.about] = step.message
    else:
        steps.show(step)
    return steps.html + render("found.html.j2", found=list(found.values()))


def _shown(records: list[SessionRecord], current: str) -> str:
    """The session to open: the one on screen, else one that waits, else one being read."""
    if any(record.id == current for record in records):
        return current
    for status in _OPENS_ITSELF:
        for record in records:
            if record.status == status:
                return record.id
    return ""
