"""Debrief: hand in a talk or notes, watch it being read, review, approve, take back."""

import gradio as gr

from ui.pages.debrief.hand_in import hand_in_form
from ui.pages.debrief.review import review_panel
from ui.pages.debrief.sessions import session_list
from ui.rendering import render
from ui.shell import Site


def build(site: Site) -> None:
    """Lay out the page and wire it."""
    gr.HTML(render("debrief_intro.html.j2", outside=site.coach.adapters.settings.llm.outside))
    opened = gr.State("")  # the id of the session on screen; the service checks whose it is
    decided = gr.State(0)  # counts approvals, so that list and panel are drawn again
    session_list(site, opened, decided)
    review_panel(site, opened, decided)
    hand_in_form(site, opened, decided)
