"""A session that is over: thank-you, what was shared, and the way to take it back."""

import gradio as gr

from coach.services.debriefing import Review
from coach.users import User
from ui.handlers import handler
from ui.rendering import render
from ui.shell import Site, message
from ui.theme import ASSETS
from ui.wiring import PRIVATE


def ended(site: Site, session_id: str, review: Review, opened: gr.State, receipt: gr.HTML) -> None:
    """Say thank you, list what was shared, offer to erase it."""
    talking = [each for each in review.disclosures if each.choice == "talk_to_someone"]
    gr.HTML(
        render("review_ended.html.j2", report=review.report, talking=talking),
        js_on_load=(ASSETS / "top.js").read_text(encoding="utf-8"),
    )
    _take_back(site, session_id, opened, receipt)


def stranded(
    site: Site, session_id: str, sentence: str, opened: gr.State, receipt: gr.HTML
) -> None:
    """Say why one's own session cannot be shown, and offer to erase it."""
    gr.HTML(message("warn", sentence))
    _take_back(site, session_id, opened, receipt)


def _take_back(site: Site, session_id: str, opened: gr.State, receipt: gr.HTML) -> None:
    with gr.Accordion("Take everything back", open=False, elem_id="take-back"):
        gr.HTML(render("withdraw.html.j2"))
        sure = gr.Checkbox(
            label="Yes, erase this session and everything that came from it", interactive=True
        )
        withdraw = gr.Button("Erase it now", variant="stop", elem_id="withdraw")

    async def erase(user: User, agreed: bool) -> tuple[str, str]:
        if not agreed:
            return message("warn", "Tick the box first."), session_id
        erased = await site.coach.erasing.withdraw(user, session_id)
        return render("receipt.html.j2", receipt=erased), ""

    withdraw.click(handler(site, erase), sure, [receipt, opened], **PRIVATE)
