"""The guide: read it as a document, take it along, change it, rehearse it."""

import asyncio
from typing import Any

import gradio as gr

from coach.services.preparing import Edit, GuideBlock, GuideQuestion, GuideRecord
from coach.users import User
from guardrails.text import RawText
from ui.handlers import handler
from ui.rendering import render
from ui.shell import Site, signed_in
from ui.wiring import PRIVATE


def guide_panel(site: Site, opened: gr.State) -> None:
    """Show the opened guide, and the list of earlier ones."""
    earlier = gr.Dropdown([], label="Your guides", visible=False, elem_id="guides")
    rounds = gr.State(0)

    async def listed(user: User, current: str) -> Any:
        records = await asyncio.to_thread(site.coach.preparing.guides, user)
        choices = [
            (f"{record.guide.decision} ({record.changed:%d %B})", record.id) for record in records
        ]
        return gr.update(choices=choices, value=current or None, visible=bool(choices))

    async def chosen(_user: User, guide_id: str | None) -> str:
        return guide_id or ""

    gr.on(None, handler(site, listed), opened, earlier, **PRIVATE)
    earlier.input(handler(site, chosen), earlier, opened, **PRIVATE)

    def panel(guide_id: str, count: int, request: gr.Request) -> None:
        if not guide_id:
            return
        user = signed_in(site, request)
        record = site.coach.preparing.guide(user, guide_id)
        gr.HTML(render("downloads.html.j2", guide_id=record.id))
        with gr.Tabs():
            with gr.Tab("Read"):
                gr.HTML(render("guide.html.j2", guide=record.guide))
            with gr.Tab("Change"):
                _Changes(site, record, rounds, count).lay_out()
            with gr.Tab("Rehearse"):
                _rehearsal(site, record.id)
            with gr.Tab("After the talk"):
                _marks(site, record)

    gr.render(inputs=[opened, rounds], show_progress="hidden")(panel)


class _Changes:
    """Every question with its own field and verbs; what is changed is never overwritten."""

    def __init__(self, site: Site, record: GuideRecord, rounds: gr.State, count: int) -> None:
        self._site = site
        self._record = record
        self._rounds = rounds
        self._next = count + 1

    def lay_out(self) -> None:
        gr.HTML(
            '<p class="coach-fine">Questions you change or pin stay as they are. Each is judged'
            " as you leave its field.</p>"
        )
        for block in self._record.guide.blocks:
            if block.questions:
                gr.Markdown(f"### {block.title}, {block.minutes} minutes")
            for place, question in enumerate(block.questions):
                self._question(block, place, question)

    def _question(self, block: GuideBlock, place: int, question: GuideQuestion) -> None:
        with gr.Column(elem_classes="coach-form"):
            text = gr.Textbox(
                question.text,
                show_label=False,
                lines=2,
                container=False,
                interactive=True,
                key=f"q-{question.id}",
            )
            lint = gr.HTML()
            with gr.Row():
                save = gr.Button("Save wording", size="sm")
                another = gr.Button("Another one", size="sm", interactive=not question.pinned)
                pin = gr.Button("Unpin" if question.pinned else "Pin", size="sm")
                up = gr.Button("Move up", size="sm", interactive=place > 0)
                remove = gr.Button("Remove", size="sm")
        where = {"block": block.id, "question": question.id}

        async def judge(user: User, typed: str) -> str:
            problems = await asyncio.to_thread(
                self._site.coach.preparing.lint, user, typed or "", self._record.id
            )
            return render("lint.html.j2", problems=problems)

        async def write(user: User, typed: str) -> int:
            await asyncio.to_thread(
                self._site.coach.preparing.write, user, self._record.id, block.id, question.id,
                RawText(typed or ""),
            )  # fmt: skip
            return self._next

        async def replace(user: User) -> int:
            preparing = self._site.coach.preparing
            await asyncio.to_thread(preparing.another, user, self._record.id, block.id, question.id)
            return self._next

        def verb(**change: Any) -> Any:
            async def act(user: User) -> int:
                return await self._edit(user, Edit(**where, **change))

            return handler(self._site, act)

        text.blur(handler(self._site, judge), text, lint, **PRIVATE)
        save.click(handler(self._site, write), text, self._rounds, **PRIVATE)
        another.click(handler(self._site, replace), None, self._rounds, **PRIVATE)
        pin.click(verb(action="unpin" if question.pinned else "pin"), None, self._rounds, **PRIVATE)
        up.click(verb(action="move", to=max(place - 1, 0)), None, self._rounds, **PRIVATE)
        remove.click(verb(action="remove"), None, self._rounds, **PRIVATE)

    async def _edit(self, user: User, edit: Edit) -> int:
        await asyncio.to_thread(self._site.coach.preparing.edit, user, self._record.id, [edit])
        return self._next


def _rehearsal(site: Site, guide_id: str) -> None:
    gr.HTML(
        '<p class="coach-fine">Try a question or a reaction. A made-up, careful junior answers:'
        " nobody real, nothing is kept.</p>"
    )
    said = gr.Textbox(label="You say", lines=2, elem_id="rehearse-say")
    ask = gr.Button("Say it", variant="primary", elem_id="rehearse")
    answer = gr.HTML(elem_id="rehearse-answer")

    async def reply(user: User, typed: str) -> str:
        given = await asyncio.to_thread(site.coach.preparing.rehearse, user, guide_id, typed or "")
        return render("reply.html.j2", reply=given)

    gr.on([ask.click, said.submit], handler(site, reply), said, answer, **PRIVATE)


def _marks(site: Site, record: GuideRecord) -> None:
    questions = [(question.text, question.id) for question in record.guide.questions()]
    opened = gr.CheckboxGroup(
        questions, label="Which questions opened something up?", interactive=True
    )
    told = gr.HTML()

    async def mark(user: User, chosen: list[str]) -> str:
        for _, question_id in questions:
            site.coach.preparing.mark_opened(
                user, record.id, question_id, opened=question_id in (chosen or [])
            )
        return '<p class="coach-note coach-note-good">Thank you: the bank learns from this.</p>'

    gr.Button("Note it").click(handler(site, mark), opened, told, **PRIVATE)
