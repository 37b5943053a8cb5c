"""The junior's own sessions: what waits for them, what they shared."""

import asyncio
from typing import Any

import gradio as gr

from coach.users import User
from ui.handlers import handler
from ui.shell import Site
from ui.wiring import PRIVATE

WORDS = {
    "running": "being read",
    "awaiting_review": "waits for your review",
    "published": "shared",
    "refused": "cannot be continued",
}


def session_list(site: Site, opened: gr.State, decided: gr.State) -> None:
    """A drop-down of sessions; choosing one opens it, one that waits opens by itself."""
    sessions = gr.Dropdown(
        [], label="Your sessions", elem_id="sessions", visible=False, interactive=True
    )

    async def listed(user: User, current: str, _decided: int) -> tuple[Any, str]:
        records = await asyncio.to_thread(site.coach.debriefing.sessions, user)
        choices = [
            (f"{record.created:%d %B %Y, %H:%M} · {WORDS[record.status]}", record.id)
            for record in records
        ]
        known = {record.id for record in records}
        waiting = [record.id for record in records if record.status == "awaiting_review"]
        shown = current if current in known else next(iter(waiting), "")
        return gr.update(choices=choices, value=shown or None, visible=bool(choices)), shown

    async def chosen(_user: User, session_id: str | None) -> str:
        return session_id or ""

    gr.on(None, handler(site, listed), [opened, decided], [sessions, opened], **PRIVATE)
    sessions.input(handler(site, chosen), sessions, opened, **PRIVATE)
