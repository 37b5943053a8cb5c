"""After the talk: what each question did, and what the bank may conclude from it."""

from typing import Any

import gradio as gr

from coach.users import User
from ui.handlers import drawn
from ui.shell import Site
from ui.widgets.marks import marks


def marking_tab(site: Site, opened: gr.State) -> None:
    """Lay out one choice a question for the opened guide."""
    rounds = gr.State(0)

    def panel(user: User, guide_id: str, count: int) -> None:
        if guide_id:
            site.coach.preparing.guide(user, guide_id)
            marks(site, user, guide_id, rounds, count + 1)

    render: Any = gr.render(inputs=[opened, rounds], show_progress="hidden")
    render(drawn(site, panel))
