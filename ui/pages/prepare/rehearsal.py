"""Rehearsal: say something, hear a careful, composite junior, read one note on your habit."""

import asyncio
from typing import Any

import gradio as gr

from coach.errors import InvalidInput
from coach.users import User
from ui.handlers import handler
from ui.rendering import render
from ui.shell import Site
from ui.wiring import PRIVATE

REMEMBERED = 6
"""Exchanges that stay on the page, in this visit's memory alone."""
NO_GUIDE = "Open a guide first."


def rehearsal_tab(site: Site, opened: gr.State) -> gr.HTML:
    """Lay out the practice room; returns the place for things to try with the opened guide."""
    gr.HTML(render("rehearse_intro.html.j2"))
    talk = gr.HTML(elem_id="rehearse-answer")
    said = gr.Textbox(
        label="You say",
        info="A question, a reaction, or … for a silence.",
        placeholder="Tell me about the last time …",
        lines=1,
        max_lines=4,
        elem_id="rehearse-say",
    )
    found = gr.HTML(elem_id="rehearse-lint")
    with gr.Row():
        say = gr.Button("Say it", variant="primary", elem_id="rehearse")
        anew = gr.Button("Begin anew", elem_id="rehearse-anew")
    tries = gr.HTML(elem_id="rehearse-with")
    past = gr.State([])

    async def reply(
        user: User, guide_id: str, typed: str | None, before: list[Any]
    ) -> tuple[Any, ...]:
        if not guide_id:
            raise InvalidInput(NO_GUIDE)
        given = await asyncio.to_thread(site.coach.preparing.rehearse, user, guide_id, typed or "")
        turn = {"said": (typed or "").strip(), "reply": given}
        turns = [*(before or []), turn][-REMEMBERED:]
        return render("reply.html.j2", turns=turns), turns, "", ""

    async def judge(user: User, guide_id: str, typed: str | None) -> str:
        problems = await asyncio.to_thread(site.coach.preparing.lint, user, typed or "", guide_id)
        asks = (typed or "").rstrip().endswith("?")
        if not (asks and problems):
            return ""
        return render("lint.html.j2", problems=problems, place="#rehearse-say", saved=False)

    async def emptied(_user: User) -> tuple[str, list[Any], str]:
        return "", [], ""

    said.change(handler(site, judge), [opened, said], found, trigger_mode="always_last", **PRIVATE)
    gr.on(
        [say.click, said.submit],
        handler(site, reply),
        [opened, said, past],
        [talk, past, said, found],
        **PRIVATE,
    )
    anew.click(handler(site, emptied), None, [talk, past, said], **PRIVATE)
    opened.change(handler(site, emptied), None, [talk, past, said], **PRIVATE)
    return tries
