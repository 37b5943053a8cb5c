"""Shared with me: what the juniors of a senior's own pairs chose to tell them."""

import asyncio

import gradio as gr

from coach.users import User
from ui.handlers import handler
from ui.rendering import render
from ui.shell import Site
from ui.wiring import PRIVATE


def build(site: Site) -> None:
    """Lay out the page and wire it."""
    cards = gr.HTML(elem_id="shared-cards")

    async def show(user: User) -> str:
        insights = await asyncio.to_thread(site.coach.debriefing.shared_with_me, user)
        return render("shared.html.j2", insights=insights)

    gr.on(None, handler(site, show), None, cards, **PRIVATE)
