"""Bringing questions along: a pasted list or a former guide, judged, mended and added."""

import asyncio
from typing import Any

import gradio as gr

from coach.errors import InvalidInput
from coach.services.preparing import Edit, GuideRecord
from coach.users import User
from guardrails.judgements import Problem
from ui.handlers import handler
from ui.rendering import render
from ui.shell import Site
from ui.widgets.drop import drop_zone, taken
from ui.wiring import PRIVATE

NOTHING_CHOSEN = "Choose the questions to add first."


def bringing(site: Site, record: GuideRecord, rounds: gr.State, following: int) -> None:
    """Lay out the place to bring questions; adding some sets ``rounds`` to ``following``."""
    blocks = [(block.title, block.id) for block in record.guide.blocks if block.questions]
    with gr.Accordion("Bring questions from a list or a former guide", open=False):
        pasted = gr.Textbox(
            label="Paste them, one a line", lines=4, interactive=True, elem_id="paste-questions"
        )
        dropped = drop_zone(
            "guides", "Or a former guide", ".docx, .md, .txt or .json", ".docx,.md,.txt,.json",
            "drop-questions",
        )  # fmt: skip
        judge = gr.Button("Judge them", size="sm", elem_id="judge-questions")
        judged = gr.HTML(elem_id="judged-questions")
        chosen = gr.CheckboxGroup(
            [], label="Add these", visible=False, interactive=True, elem_id="chosen-questions"
        )
        with gr.Row(visible=False) as adding:
            where = gr.Dropdown(blocks, value=blocks[-1][1], label="To this part", interactive=True)
            add = gr.Button("Add to the guide", variant="primary", elem_id="add-questions")

    async def read(user: User, typed: str | None, brought: Any) -> tuple[Any, ...]:
        await asyncio.to_thread(site.coach.preparing.guide, user, record.id)
        upload = taken(site.uploads, user, brought)
        data, name = (
            (upload.data, upload.filename) if upload else ((typed or "").encode(), "list.txt")
        )
        rows = await asyncio.to_thread(site.coach.preparing.lint_list, user, data, name)
        offers = _offers(rows)
        sound = [text for text, problems in rows if not problems]
        return (
            render("brought.html.j2", rows=rows),
            gr.update(choices=offers, value=sound, visible=True),
            gr.update(visible=True),
        )

    async def added(user: User, picked: list[str] | None, block: str) -> int:
        await asyncio.to_thread(site.coach.preparing.guide, user, record.id)
        if not picked:
            raise InvalidInput(NOTHING_CHOSEN)
        edits = [
            Edit.model_validate({"action": "add", "block": block, "text": text}) for text in picked
        ]
        await asyncio.to_thread(site.coach.preparing.edit, user, record.id, edits)
        return following

    judge.click(handler(site, read), [pasted, dropped], [judged, chosen, adding], **PRIVATE)
    add.click(handler(site, added), [chosen, where], rounds, **PRIVATE)


def _offers(rows: list[tuple[str, list[Problem]]]) -> list[tuple[str, str]]:
    """A sound question as it is; one with a problem in its rewrite, and as it is after that."""
    offers: dict[str, str] = {}
    for text, problems in rows:
        if not problems:
            offers.setdefault(text, text)
        elif problems[0].suggestion:
            offers.setdefault(problems[0].suggestion, f"{problems[0].suggestion} (rewritten)")
    return [(label, text) for text, label in offers.items()]
