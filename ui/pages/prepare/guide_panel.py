"""The guide: read it as a document, take it along, change it, rehearse it, learn from the talk."""

import asyncio
from typing import Any

import gradio as gr

from coach.services.preparing import GuideRecord
from coach.users import User
from ui.handlers import handler
from ui.pages.prepare.changing import changing_tab
from ui.pages.prepare.marking import marking_tab
from ui.pages.prepare.rehearsal import rehearsal_tab
from ui.rendering import render
from ui.shell import Site
from ui.wiring import PRIVATE

FIRST_CHOICE = ("Open an earlier guide …", "")


def earlier_guides() -> gr.Dropdown:
    """Lay out the list of earlier guides; it shows itself once there is one."""
    return gr.Dropdown([FIRST_CHOICE], value="", label="Your guides", visible=False,
                       elem_id="guides")  # fmt: skip


def guide_panel(site: Site, opened: gr.State, earlier: gr.Dropdown, brief: gr.Accordion) -> None:
    """Show the opened guide; ``brief`` closes when an earlier one is chosen."""
    rounds = gr.State(0)  # the guide looks different: draw what changes it anew
    with gr.Column(visible=False, elem_id="guide") as shown:
        downloads = gr.HTML()
        with gr.Tabs(elem_id="guide-tabs"):
            with gr.Tab("Read"):
                text = gr.HTML(elem_id="guide-text")
            with gr.Tab("Change"):
                changing_tab(site, opened, rounds, text)
            with gr.Tab("Rehearse"):
                tries = rehearsal_tab(site, opened)
            with gr.Tab("After the talk"):
                marking_tab(site, opened)

    async def listed(user: User, current: str) -> Any:
        records = await asyncio.to_thread(site.coach.preparing.guides, user)
        choices = [FIRST_CHOICE, *((_name(record), record.id) for record in records)]
        return gr.update(choices=choices, value=current or "", visible=bool(records))

    async def chosen(_user: User, guide_id: str | None) -> tuple[str, Any]:
        return guide_id or "", gr.update(open=not guide_id)

    async def read(user: User, guide_id: str, _round: int) -> tuple[Any, ...]:
        if not guide_id:
            return gr.update(visible=False), "", "", ""
        record = await asyncio.to_thread(site.coach.preparing.guide, user, guide_id)
        return (
            gr.update(visible=True),
            render("downloads.html.j2", guide_id=record.id),
            render("guide.html.j2", guide=record.guide),
            render("rehearse_with.html.j2", questions=record.guide.questions()[:4]),
        )

    gr.on(None, handler(site, listed), opened, earlier, **PRIVATE)
    earlier.input(handler(site, chosen), earlier, [opened, brief], **PRIVATE)
    gr.on(
        [opened.change, rounds.change],
        handler(site, read),
        [opened, rounds],
        [shown, downloads, text, tries],
        **PRIVATE,
    )


def _name(record: GuideRecord) -> str:
    return f"{record.guide.decision} ({record.guide.minutes} min, {record.changed:%d %B %Y})"
