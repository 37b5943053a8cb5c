"""My talk, for juniors: what to expect before it, and which questions helped after it."""

import asyncio
from typing import Any

import gradio as gr

from coach.services.preparing import GuideRecord
from coach.users import User
from ui.handlers import drawn, handler
from ui.rendering import render
from ui.shell import Site
from ui.widgets.marks import marks
from ui.wiring import PRIVATE


def build(site: Site) -> None:
    """Lay out the page and wire it."""
    gr.HTML(render("talk_intro.html.j2"))
    rounds = gr.State(0)
    talks = gr.Dropdown([], label="Your talks", visible=False, elem_id="talks")
    expect = gr.HTML(elem_id="talk-expect")

    async def listed(user: User) -> tuple[Any, str]:
        records = await asyncio.to_thread(site.coach.preparing.invitations, user)
        choices = [(_name(record), record.id) for record in records]
        first = records[0].id if records else None
        several = gr.update(choices=choices, value=first, visible=len(records) > 1)
        return several, _expected(records, first)

    async def chosen(user: User, guide_id: str | None) -> str:
        records = await asyncio.to_thread(site.coach.preparing.invitations, user)
        return _expected(records, guide_id)

    gr.on(None, handler(site, listed), None, [talks, expect], **PRIVATE)
    talks.input(handler(site, chosen), talks, expect, **PRIVATE)

    def panel(user: User, guide_id: str, count: int) -> None:
        invited = site.coach.preparing.invitations(user)
        if guide_id in {record.id for record in invited}:
            with gr.Accordion("After the talk", open=count > 0, elem_id="after-talk"):
                marks(site, user, guide_id, rounds, count + 1)

    gr.render(inputs=[talks, rounds], show_progress="hidden")(drawn(site, panel))


def _expected(records: list[GuideRecord], guide_id: str | None) -> str:
    found = next((record for record in records if record.id == guide_id), None)
    return render("talk.html.j2", guide=found.guide if found else None)


def _name(record: GuideRecord) -> str:
    return f"{record.guide.decision} ({record.created:%d %B %Y})"
