"""The frame around every page: who you are, where you can go, and the page itself."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

import gradio as gr

from coach.application import Coach
from coach.users import User
from ui.access import Page, pages_for
from ui.cookies import Ticket
from ui.rendering import render
from ui.uploads import Uploads

LIGHT_ONLY = """
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
<script>
  // One look, checked for contrast: Gradio's automatic dark mode would undo it.
  (() => {
    const light = () => document.body && document.body.classList.remove("dark");
    new MutationObserver(light).observe(document.documentElement,
      {subtree: true, attributes: true, attributeFilter: ["class"]});
    document.documentElement.lang = "en";
    document.addEventListener("DOMContentLoaded", light);
  })();
</script>
"""


@dataclass(frozen=True, slots=True)
class Site:
    """What pages work with; ``logs`` is the folder for incidents (never for words)."""

    coach: Coach
    uploads: Uploads
    logs: Path


Build = Callable[[Site], None]


def signed_in(site: Site, request: gr.Request) -> User:
    """The user behind a Gradio call; every handler asks the services in this user's name.

    Raises:
        NotAllowed: when the account is gone or was deactivated meanwhile.
    """
    ticket = Ticket.parse(request.username or "")
    return site.coach.accounts.user(ticket.user_id, epoch=ticket.epoch)


def framed(page: Page, site: Site, build: Build) -> gr.Blocks:
    """A page inside the common frame."""
    blocks = gr.Blocks(title=f"{page.title} · Frontline Coach", analytics_enabled=False)
    with blocks:
        header = gr.HTML(elem_classes="coach-header", padding=False)
        with gr.Column(elem_classes="coach-page"):
            build(site)

        def greet(request: gr.Request) -> str:
            return menu(signed_in(site, request), page)

        blocks.load(greet, None, header, api_visibility="private", show_progress="hidden")
    return blocks


def menu(user: User, current: Page) -> str:
    """The header: brand, pages this user may open, name, sign-out."""
    return render(
        "header.html.j2",
        pages=pages_for(user),
        current=current.slug,
        name=user.name,
        role={"lnd": "L&D"}.get(user.role, user.role),
    )


def message(kind: str, sentence: str) -> str:
    """A note on the page; ``kind`` is ``good``, ``warn`` or ``bad``."""
    return f'<p class="coach-note coach-note-{kind}" role="status">{escape(sentence)}</p>'
