"""Explore: ask in plain words what the programme has learned; themes, never people."""

from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Any, Final

import gradio as gr

from coach.documents.answers import Kind, export_answer
from coach.services.asking import AskReport
from coach.users import User
from guardrails.text import RawText
from ui.handlers import handler
from ui.pages.explore.plot import over_time, table
from ui.progress import Finished, StepList, watched
from ui.rendering import render
from ui.shell import Site
from ui.vocabulary import FUNCTIONS, REGIONS, TENURE_BANDS
from ui.wiring import PRIVATE

ANY = ("Any", "")
TITLES: Final[dict[Kind, str]] = {"docx": "Word", "md": "Markdown"}
TYPES: Final[dict[Kind, str]] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown",
}
EXAMPLES = (
    "Where do our own tools slow people down?",
    "What do juniors already use AI for?",
    "Which words in our policies make people stop reading?",
    "What do candidates picture when they hear our name?",
)


def build(site: Site) -> None:
    """Lay out the page and wire it."""
    gr.HTML(render("explore_intro.html.j2"))
    with gr.Column(elem_classes="coach-ask-box"):
        question = gr.Textbox(
            label="Your question",
            placeholder='Ask in your own words; afterwards also "and in Asia?"',
            lines=2,
            max_lines=5,
            elem_id="question",
            submit_btn=False,
        )
        with gr.Accordion("Narrow it down", open=False):
            with gr.Row():
                narrowing = [
                    gr.Dropdown([ANY], value="", label=label)
                    for label in ("Function", "Region", "Tenure", "Since quarter", "Until quarter")
                ]
            in_words = gr.Checkbox(value=True, label="Understand filters that my words name")
        ask = gr.Button("Ask", variant="primary", size="lg", elem_id="ask")
    with gr.Row(elem_classes="coach-examples"):
        examples = [gr.Button(text, size="sm") for text in EXAMPLES]
    before = gr.State("")
    progress = gr.HTML(elem_id="ask-progress")
    answer = gr.HTML(render("explore_empty.html.j2"), elem_id="answer")
    with gr.Column(visible=False, elem_id="chart") as shown:
        figure = gr.Plot(show_label=False)
        listing = gr.HTML()
    inputs = [question, *narrowing, in_words, before]
    outputs = [progress, answer, shown, figure, listing, before, ask]
    desk = _Desk(site)
    gr.on(None, handler(site, desk.choices), None, narrowing, **PRIVATE)
    gr.on([ask.click, question.submit], handler(site, desk.ask), inputs, outputs, **PRIVATE)
    for button, text in zip(examples, EXAMPLES, strict=True):
        button.click(lambda text=text: text, None, question, **PRIVATE).then(
            handler(site, desk.ask), inputs, outputs, **PRIVATE
        )


class _Desk:
    def __init__(self, site: Site) -> None:
        self._site = site

    async def choices(self, user: User) -> list[Any]:
        known = await self._site.coach.asking.filters(user)
        dimensions = ("function", "region", "tenure_band", "quarter", "quarter")
        return [
            gr.update(choices=[ANY, *((_named(value), value) for value in known.get(name, []))])
            for name in dimensions
        ]

    async def ask(
        self, user: User, question: str, function: str, region: str, tenure: str,
        since: str, until: str, in_words: bool, before: str,
    ) -> AsyncIterator[tuple[Any, ...]]:  # fmt: skip
        filters = {
            "function": function, "region": region, "tenure_band": tenure,
            "quarter_from": since, "quarter_to": until,
        }  # fmt: skip
        where = {name: value for name, value in filters.items() if value}
        steps = StepList()
        busy = gr.update(interactive=False, value="Asking …")
        ready = gr.update(interactive=True, value="Ask")

        async def work(on_step: Any) -> AskReport:
            return await self._site.coach.asking.ask(
                user, RawText(question or ""), where,
                understand_words=in_words, after=RawText(before or ""), on_progress=on_step,
            )  # fmt: skip

        try:
            async for step in watched(work):
                if isinstance(step, Finished):
                    yield *_shown(step.result), ready
                else:
                    yield (steps.show(step), *(gr.skip() for _ in range(5)), busy)
        except Exception:
            yield ("", *(gr.skip() for _ in range(5)), ready)
            raise


def _shown(report: AskReport) -> tuple[Any, ...]:
    rows = [
        {"theme": theme.statement, **stretch}
        for theme in report.themes
        for stretch in theme.by_quarter
    ]
    return (
        "",
        render("theme_cards.html.j2", report=report, files=_files(report)),
        gr.update(visible=bool(rows)),
        over_time(rows) if rows else None,
        table(rows) if rows else "",
        report.asked,
    )


def _files(report: AskReport) -> list[dict[str, str]]:
    """The answer as documents inside the page itself: nothing of a question is kept on disk."""
    if report.outcome != "answer":
        return []
    files = []
    for kind, title in TITLES.items():
        name, data = export_answer(report, kind)
        link = f"data:{TYPES[kind]};base64,{b64encode(data).decode()}"
        files.append({"name": name, "title": title, "link": link})
    return files


def _named(value: str) -> str:
    return {each: title for title, each in (*REGIONS, *FUNCTIONS, *TENURE_BANDS)}.get(
        value, value.replace("-", " ").capitalize() if value.isalpha() else value
    )
