"""Five business questions to start from; one click shows a worked example in the form."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import gradio as gr

from coach.services.preparing import Starter
from coach.users import User
from guardrails.families import FAMILY_TITLES, Family
from ui.handlers import handler
from ui.pages.prepare.brief_form import Field, filled, is_blank
from ui.rendering import render
from ui.shell import Site, message
from ui.wiring import PRIVATE

OWN_WORDS = (
    "Your own words stand in the form, and an example would write over them. Clear it first."
)


def starter_row() -> tuple[dict[Family, gr.Button], gr.Button, gr.HTML]:
    """Lay out one button a family, one to clear the form, and a place for what goes with it."""
    gr.HTML(render("starters.html.j2"))
    with gr.Row(elem_classes="coach-examples", elem_id="starters"):
        buttons = {
            family: gr.Button(title, size="sm", elem_id=f"start-{family}")
            for family, title in FAMILY_TITLES.items()
        }
        clear = gr.Button("Clear the form", size="sm", elem_id="clear-brief")
    return buttons, clear, gr.HTML(elem_id="starter-note")


def wire_starters(
    site: Site,
    row: tuple[dict[Family, gr.Button], gr.Button, gr.HTML],
    fields: Sequence[Field],
    judge: Callable[[gr.events.Dependency], object],
) -> None:
    """Connect the buttons with the form; an example never goes over somebody's own words.

    ``judge`` is told of every click: eleven fields that change at once can outrun the check
    that runs on change.
    """
    buttons, clear, note = row
    outputs = [note, *fields]

    def shown(family: Family) -> Callable[..., Awaitable[tuple[Any, ...]]]:
        async def show(user: User, *values: str | None) -> tuple[Any, ...]:
            starters = await asyncio.to_thread(site.coach.preparing.starters, user)
            examples = [filled(starter.example) for starter in starters]
            if not is_blank(*values) and [value or "" for value in values] not in examples:
                return (message("warn", OWN_WORDS), *(gr.skip() for _ in values))
            starter = _of(starters, family)
            return (render("starter.html.j2", starter=starter), *filled(starter.example))

        return show

    async def emptied(_user: User) -> tuple[str, ...]:
        return ("", *("" for _ in fields))

    for family, button in buttons.items():
        judge(button.click(handler(site, shown(family)), [*fields], outputs, **PRIVATE))
    judge(clear.click(handler(site, emptied), None, outputs, **PRIVATE))


def _of(starters: Sequence[Starter], family: Family) -> Starter:
    return next(starter for starter in starters if starter.family == family)
