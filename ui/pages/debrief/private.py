"""What took another path: shown to the junior alone, with two honest choices."""

from collections.abc import Sequence

import gradio as gr
from gradio.components import Component

from coach.services.debriefing.reviewing import Disclosure
from ui.rendering import render


def private_questions(disclosures: Sequence[Disclosure]) -> list[Component]:
    """Lay out every disclosure; returns one answer field each."""
    if not disclosures:
        return []
    gr.HTML(render("review_private.html.j2"))
    return [_question(each) for each in disclosures]


def _question(disclosure: Disclosure) -> Component:
    with gr.Column(elem_classes="coach-private"):
        gr.HTML(render("disclosure.html.j2", disclosure=disclosure))
        return gr.Radio(
            [(sentence, key) for key, sentence in disclosure.choices.items()],
            value=disclosure.choice or None,
            label="What would you like to do?",
            show_label=False,
            container=False,
            interactive=True,
            elem_classes="coach-private-choice",
        )
