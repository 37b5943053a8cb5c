"""Who is who: said on the page, and corrected there."""

from collections.abc import AsyncIterator
from typing import Any, Final

import gradio as gr

from coach.services.debriefing import Review
from coach.users import User
from ui.handlers import handler
from ui.progress import Finished, StepList, watched
from ui.rendering import render
from ui.shell import Site
from ui.wiring import PRIVATE

ROLES: Final = [("The junior", "junior"), ("The senior", "senior"), ("Somebody else", "other")]
_NAMES: Final = {"junior": "taken for you", "senior": "taken for your senior", "other": "other"}


def who_is_who(site: Site, session_id: str, review: Review, opened: gr.State) -> None:
    """Say how the speakers were understood; the junior can put it right with one button."""
    voices = review.voices
    if not voices or (len(voices) == 1 and not review.report.roles_inferred):
        return  # notes: nobody to mix up
    inferred = review.report.roles_inferred
    with gr.Accordion(
        "Who is who" if inferred else "Who is who: follows what you gave",
        open=inferred,
        elem_id="who-is-who",
    ):
        names = {each.stand_in: _NAMES[each.role] for each in voices}
        gr.HTML(
            render("review_roles.html.j2", voices=voices, names=names, inferred=inferred,
                   note="Senior and junior follow what you gave.")
        )  # fmt: skip
        fields = [
            gr.Radio(ROLES, value=each.role, label=f"Voice {number}", interactive=True)
            for number, each in enumerate(voices, start=1)
            if len(voices) > _A_PAIR
        ]
        again = gr.Button(
            "Read it again with these roles" if fields else "No, it is the other way round",
            size="sm",
            elem_id="recast",
        )
        progress = gr.HTML(elem_id="recast-progress")

    async def recast(user: User, *chosen: Any) -> AsyncIterator[tuple[Any, ...]]:
        roles = _roles(review, chosen)
        steps = StepList()

        async def work(on_step: Any) -> Review:
            return await site.coach.debriefing.recast(user, session_id, roles, on_step)

        async for step in watched(work):
            if isinstance(step, Finished):
                corrected: Review = step.result
                yield "", corrected.report.session
            elif step.stage != "insight":
                yield steps.show(step), gr.skip()

    again.click(handler(site, recast), fields, [progress, opened], **PRIVATE)


_A_PAIR: Final = 2
_EXCHANGED: Final = {"junior": "senior", "senior": "junior", "other": "junior"}


def _roles(review: Review, chosen: tuple[Any, ...]) -> dict[str, Any]:
    if not chosen:
        return {each.stand_in: _EXCHANGED[each.role] for each in review.voices}
    return {each.stand_in: role for each, role in zip(review.voices, chosen, strict=True) if role}
