"""Prepare: a brief worth a session becomes a guide worth taking along."""

import gradio as gr

from ui.pages.prepare.brief_panel import brief_panel
from ui.pages.prepare.guide_panel import earlier_guides, guide_panel
from ui.rendering import render
from ui.shell import Site
from ui.theme import ASSETS


def build(site: Site) -> None:
    """Lay out the page and wire it."""
    gr.HTML(
        render("prepare_intro.html.j2"),
        js_on_load=(ASSETS / "accept.js").read_text(encoding="utf-8"),
    )
    opened = gr.State("")  # the id of the guide on screen; the service checks whose it is
    earlier = earlier_guides()
    brief = brief_panel(site, opened)
    guide_panel(site, opened, earlier, brief)
