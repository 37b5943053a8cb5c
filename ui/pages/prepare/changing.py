"""Changing a guide: every question has its own field; what somebody wrote is never overwritten."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from coach.services.preparing import Edit, GuideBlock, GuideQuestion, GuideRecord
from coach.users import User
from guardrails.text import RawText
from ui.handlers import drawn, handler
from ui.pages.prepare.bringing import bringing
from ui.rendering import render
from ui.shell import Site
from ui.wiring import PRIVATE

LIVE: dict[str, Any] = {"trigger_mode": "always_last", **PRIVATE}


def changing_tab(site: Site, opened: gr.State, rounds: gr.State, text: gr.HTML) -> None:
    """Lay out the fields of the opened guide; ``text`` shows the whole guide after a change."""

    def panel(user: User, guide_id: str, count: int) -> None:
        if guide_id:
            record = site.coach.preparing.guide(user, guide_id)
            _Changes(site, record, rounds, count, text).lay_out()

    gr.render(inputs=[opened, rounds], show_progress="hidden")(drawn(site, panel))


@dataclass(frozen=True, slots=True)
class _Changes:
    site: Site
    record: GuideRecord
    rounds: gr.State
    count: int
    text: gr.HTML

    def lay_out(self) -> None:
        gr.HTML(render("changing.html.j2"))
        for block in self.record.guide.blocks:
            if block.questions:
                gr.HTML(render("changing_block.html.j2", block=block))
                for place, question in enumerate(block.questions):
                    self._question(block, place, question)
                self._own(block)
        bringing(self.site, self.record, self.rounds, self.count + 1)

    def _question(self, block: GuideBlock, place: int, question: GuideQuestion) -> None:
        kept = question.pinned or question.edited
        with gr.Column(elem_classes="coach-form"):
            words = gr.Textbox(
                question.text,
                label=f"{block.title}, question {place + 1}",
                show_label=False,
                lines=2,
                container=False,
                interactive=True,
                key=f"q-{self.record.id}-{question.id}-{self.count}",
            )
            said = gr.HTML(render("changing_question.html.j2", question=question))
            with gr.Row(elem_classes="coach-verbs"):
                another = gr.Button("Another one", size="sm", interactive=not kept)
                pin = gr.Button("Unpin" if question.pinned else "Pin", size="sm")
                up = gr.Button("Move up", size="sm", interactive=place > 0)
                last = place == len(block.questions) - 1
                down = gr.Button("Move down", size="sm", interactive=not last)
                remove = gr.Button("Remove", size="sm")

        async def judge(user: User, typed: str | None) -> str:
            if (typed or "").strip() == question.text:
                return render("changing_question.html.j2", question=question)
            return await self._linted(user, typed or "")

        async def write(user: User, typed: str | None) -> tuple[Any, Any]:
            if (typed or "").strip() in {question.text, ""}:
                return gr.skip(), gr.skip()
            changed = await asyncio.to_thread(
                self.site.coach.preparing.write, user, self.record.id, block.id, question.id,
                RawText(typed or ""),
            )  # fmt: skip
            judged = await self._linted(user, typed or "", saved=True)
            return judged, render("guide.html.j2", guide=changed.guide)

        async def replace(user: User) -> int:
            preparing = self.site.coach.preparing
            await asyncio.to_thread(preparing.another, user, self.record.id, block.id, question.id)
            return self.count + 1

        words.change(handler(self.site, judge), words, said, **LIVE)
        words.blur(handler(self.site, write), words, [said, self.text], **LIVE)
        another.click(handler(self.site, replace), None, self.rounds, **PRIVATE)
        edit = {"block": block.id, "question": question.id}
        for button, change in (
            (pin, {"action": "unpin" if question.pinned else "pin"}),
            (up, {"action": "move", "to": max(place - 1, 0)}),
            (down, {"action": "move", "to": place + 1}),
            (remove, {"action": "remove"}),
        ):
            verb = self._verb(Edit.model_validate(edit | change))
            button.click(verb, None, self.rounds, **PRIVATE)

    def _own(self, block: GuideBlock) -> None:
        with (
            gr.Accordion("Write your own", open=False, elem_classes="coach-own"),
            gr.Column(elem_classes="coach-form"),
        ):
            words = gr.Textbox(
                label=f"Your own question for “{block.title}”",
                placeholder="Tell me about the last time …",
                lines=2,
                interactive=True,
                elem_id=f"own-{block.id}",
            )
            said = gr.HTML()
            add = gr.Button("Add it", size="sm", elem_id=f"add-{block.id}")

        async def judge(user: User, typed: str | None) -> str:
            return await self._linted(user, typed or "") if (typed or "").strip() else ""

        async def added(user: User, typed: str | None) -> Any:
            if not (typed or "").strip():
                return gr.skip()
            edit = Edit.model_validate({"action": "add", "block": block.id, "text": typed})
            await asyncio.to_thread(self.site.coach.preparing.edit, user, self.record.id, [edit])
            return self.count + 1

        words.change(handler(self.site, judge), words, said, **LIVE)
        add.click(handler(self.site, added), words, self.rounds, **PRIVATE)

    async def _linted(self, user: User, typed: str, *, saved: bool = False) -> str:
        lint = self.site.coach.preparing.lint
        problems = await asyncio.to_thread(lint, user, typed, self.record.id)
        return render("lint.html.j2", problems=problems, place="near", saved=saved)

    def _verb(self, edit: Edit) -> Callable[..., Awaitable[Any]]:
        async def act(user: User) -> int:
            await asyncio.to_thread(self.site.coach.preparing.edit, user, self.record.id, [edit])
            return self.count + 1

        return handler(self.site, act)
