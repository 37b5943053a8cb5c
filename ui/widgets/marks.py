"""One choice a question after a talk, for either side, and what all such marks say together."""

import asyncio

import gradio as gr
from gradio.components import Component

from coach.services.preparing import Heard, by_rank
from coach.users import User
from ui.handlers import handler
from ui.rendering import render
from ui.shell import Site
from ui.wiring import PRIVATE

CHOICES = [
    ("Opened something up", "opened"),
    ("Asked, nothing special", "asked"),
    ("Not asked", "not_asked"),
]
_ANSWERS: dict[str, Heard] = {"opened": "opened", "asked": "asked"}


def marks(site: Site, user: User, guide_id: str, rounds: gr.State, following: int) -> None:
    """Lay out the choices; keeping them sets ``rounds`` to ``following``."""
    rows = site.coach.preparing.after_talk(user, guide_id)
    ranked = by_rank(rows)
    gr.HTML(render("marking.html.j2", side="junior" if user.role == "junior" else "senior"))
    fields: list[Component] = []
    asked: list[str] = []
    for row in rows:
        if not row.own:
            asked.append(row.question.id)
            fields.append(
                gr.Radio(
                    CHOICES,
                    value=row.heard,
                    label=row.question.text,
                    interactive=True,
                    elem_classes="coach-mark",
                )
            )
    keep = gr.Button("Keep this", variant="primary", elem_id="keep-marks")
    gr.HTML(render("learned.html.j2", rows=ranked), elem_id="learned")

    async def mark(user: User, *chosen: str | None) -> int:
        heard: dict[str, Heard] = {
            question: _ANSWERS.get(choice or "", "not_asked")
            for question, choice in zip(asked, chosen, strict=True)
        }
        await asyncio.to_thread(site.coach.preparing.note_talk, user, guide_id, heard)
        return following

    keep.click(handler(site, mark), fields, rounds, **PRIVATE)
