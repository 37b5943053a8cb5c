"""The brief: typed or brought, judged while it is typed, turned into a guide."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

from coach.errors import InvalidInput
from coach.services.preparing import Guide, GuideRecord
from coach.users import User
from graphs.ports import Progress
from guardrails.families import FAMILY_TITLES
from ui.handlers import handler
from ui.pages.prepare.brief_form import brief_bytes, brief_form, is_blank
from ui.progress import Finished, StepList, watched
from ui.rendering import render
from ui.shell import Site
from ui.widgets.drop import drop_zone, taken
from ui.wiring import PRIVATE

EXAMPLE = """decision: Keep, replace or drop the printed welcome pack.
owner: {role: Director of Customer Service}
deadline: 2027-03-31
options: [Keep it, Replace it with a short video, Drop it]
what_would_change_it: [New customers never open it, A part of it prevents a call]
junior_vantage: Answers the first calls of new customers.
"""
NO_BRIEF = "Write the brief, paste one, or choose a file first."


def brief_panel(site: Site, opened: gr.State) -> None:
    """Lay out both ways to give a brief; a finished guide sets ``opened``."""
    with gr.Accordion("The brief", open=True, elem_id="brief-panel") as panel:
        with gr.Tabs():
            with gr.Tab("Write it"):
                form = brief_form()
            with gr.Tab("Bring a file"):
                brought = drop_zone(
                    "guides", "Brief as a file", "YAML or JSON", ".yaml,.yml,.json", "drop-brief"
                )
                pasted = gr.Textbox(
                    label="Or paste it",
                    lines=8,
                    placeholder=EXAMPLE,
                    elem_id="paste-brief",
                )
        verdict = gr.HTML(elem_id="verdict")
        with gr.Row():
            minutes = gr.Radio(
                [("30 minutes", 30), ("45 minutes", 45), ("60 minutes", 60)],
                value=60,
                label="Booked length",
                elem_id="minutes",
            )
            juniors = gr.Radio([1, 2, 3], value=1, label="Juniors in the talk")
        make = gr.Button("Make the guide", variant="primary", size="lg", elem_id="make-guide")
    progress = gr.HTML(elem_id="guide-progress")
    draft = gr.HTML(elem_id="guide-draft")
    desk = _BriefDesk(site)
    live = [field.blur for field in form.fields if hasattr(field, "blur")]
    gr.on([*live, pasted.blur], handler(site, desk.judge), [pasted, *form.fields], verdict,
          trigger_mode="always_last", **PRIVATE)  # fmt: skip
    make.click(
        handler(site, desk.make),
        [brought, minutes, juniors, pasted, *form.fields],
        [verdict, progress, draft, opened, make, panel],
        concurrency_limit=4,
        **PRIVATE,
    )


class _BriefDesk:
    def __init__(self, site: Site) -> None:
        self._site = site

    async def judge(self, user: User, pasted: str, *fields: str) -> str:
        if not (pasted or "").strip() and is_blank(*fields):
            return ""
        if not (pasted or "").strip() and not (fields[0] or "").strip():
            return ""
        return await self._verdict(user, *_typed(pasted, fields))

    async def make(
        self, user: User, brought: Any, minutes: int, juniors: int, pasted: str, *fields: str
    ) -> AsyncIterator[tuple[Any, ...]]:
        upload = taken(self._site.uploads, user, brought)
        data, filename = (upload.data, upload.filename) if upload else _typed(pasted, fields)
        verdict = await asyncio.to_thread(self._site.coach.preparing.check, user, data, filename)
        shown = _judged(verdict)
        if not verdict.accept:
            yield shown, "", "", gr.skip(), gr.skip(), gr.skip()
            return
        async for piece in self._making(user, data, filename, minutes, juniors):
            yield shown, *piece

    async def _making(
        self, user: User, data: bytes, filename: str, minutes: int, juniors: int
    ) -> AsyncIterator[tuple[Any, ...]]:
        steps, busy = StepList(), gr.update(interactive=False, value="Making …")
        ready = gr.update(interactive=True, value="Make the guide")

        async def work(on_step: Any) -> GuideRecord:
            return await self._site.coach.preparing.prepare(
                user, data, filename, minutes=minutes, juniors=juniors,
                on_progress=on_step, on_guide=on_step,
            )  # fmt: skip

        try:
            async for step in watched(work):
                if isinstance(step, Progress):
                    yield steps.show(step), gr.skip(), gr.skip(), busy, gr.skip()
                elif isinstance(step, Guide):
                    drafted = render("guide.html.j2", guide=step)
                    yield gr.skip(), drafted, gr.skip(), busy, gr.skip()
                elif isinstance(step, Finished):
                    yield "", "", step.result.id, ready, gr.update(open=False)
        except Exception:
            yield "", "", gr.skip(), ready, gr.skip()
            raise

    async def _verdict(self, user: User, data: bytes, filename: str) -> str:
        check = self._site.coach.preparing.check
        return _judged(await asyncio.to_thread(check, user, data, filename))


def _judged(verdict: Any) -> str:
    return render("verdict.html.j2", verdict=verdict, family=FAMILY_TITLES[verdict.family])


def _typed(pasted: str, fields: tuple[str, ...]) -> tuple[bytes, str]:
    if (pasted or "").strip():
        return pasted.encode(), "brief.yaml"
    if is_blank(*fields):
        raise InvalidInput(NO_BRIEF)
    return brief_bytes(*fields), "brief.json"
