"""One click beside an insight: which released theme says the same, or that none does."""

from collections.abc import Sequence

import gradio as gr
from gradio.components import Component

from coach.services.placing import NONE_OF_THESE, NearTheme
from ui.rendering import render

NOT_SAID = ""
"""What the field holds while nobody clicks: nothing is kept then."""


def same_as(number: int, themes: Sequence[NearTheme]) -> Component:
    """Lay out the question; returns its field. Without themes nothing shows."""
    choices = [
        *((theme.label, theme.id) for theme in themes),
        ("Something new", NONE_OF_THESE),
        ("Can't tell", NOT_SAID),
    ]
    with gr.Column(elem_classes="coach-near", visible=bool(themes)):
        field = gr.Radio(
            choices,
            value=NOT_SAID,
            label=f"Insight {number} is the same as … (optional)",
            interactive=True,
            elem_classes="coach-near-themes",
        )
        gr.HTML(render("review_near.html.j2", themes=themes))
    return field
