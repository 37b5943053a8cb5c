"""Prepare: a brief worth a session becomes a guide worth taking along."""

import gradio as gr

from ui.pages.prepare.brief_panel import brief_panel
from ui.pages.prepare.guide_panel import guide_panel
from ui.rendering import render
from ui.shell import Site


def build(site: Site) -> None:
    """Lay out the page and wire it."""
    gr.HTML(render("prepare_intro.html.j2"))
    opened = gr.State("")  # the id of the guide on screen; the service checks whose it is
    brief_panel(site, opened)
    guide_panel(site, opened)
