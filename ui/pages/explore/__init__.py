"""Explore: ask in plain words what the programme has learned; themes, never people."""

from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

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
            placeholder="Ask in your own words",
            lines=2,
            max_lines=5,
            elem_id="question",
            submit_btn=False,
        )
        with gr.Accordion("Narrow it down", open=False):
            with gr.Row():
                function = gr.Dropdown(_any(FUNCTIONS), value="", label="Function")
                region = gr.Dropdown(_any(REGIONS), value="", label="Region")
                tenure = gr.Dropdown(_any(TENURE_BANDS), value="", label="Tenure")
                since = gr.Textbox(label="Since quarter", placeholder="2026Q1", max_lines=1)
                until = gr.Textbox(label="Until quarter", placeholder="2026Q3", max_lines=1)
            in_words = gr.Checkbox(value=True, label="Understand filters that my words name")
        ask = gr.Button("Ask", variant="primary", size="lg", elem_id="ask")
    with gr.Row(elem_classes="coach-examples"):
        examples = [gr.Button(text, size="sm") for text in EXAMPLES]
    progress = gr.HTML(elem_id="ask-progress")
    answer = gr.HTML(render("explore_empty.html.j2"), elem_id="answer")
    with gr.Column(visible=False, elem_id="chart") as shown:
        figure = gr.Plot(show_label=False)
        listing = gr.HTML()
    inputs = [question, function, region, tenure, since, until, in_words]
    outputs = [progress, answer, shown, figure, listing, ask]
    desk = _Desk(site)
    gr.on([ask.click, question.submit], handler(site, desk.ask), inputs, outputs, **PRIVATE)
    for button, text in zip(examples, EXAMPLES, strict=True):
        button.click(lambda text=text: text, None, question, **PRIVATE).then(
            handler(site, desk.ask), inputs, outputs, **PRIVATE
        )


class _Desk:
    def __init__(self, site: Site) -> None:
        self._site = site

    async def ask(
        self, user: User, question: str, function: str, region: str, tenure: str,
        since: str, until: str, in_words: bool,
    ) -> AsyncIterator[tuple[Any, ...]]:  # fmt: skip
        filters = {
            "function": function, "region": region, "tenure_band": tenure,
            "quarter_from": (since or "").strip(), "quarter_to": (until or "").strip(),
        }  # fmt: skip
        where = {name: value for name, value in filters.items() if value}
        steps = StepList()
        busy = gr.update(interactive=False, value="Asking …")
        ready = gr.update(interactive=True, value="Ask")

        async def work(on_step: Any) -> AskReport:
            return await self._site.coach.asking.ask(
                user, RawText(question or ""), where,
                understand_words=in_words, on_progress=on_step,
            )  # fmt: skip

        try:
            async for step in watched(work):
                if isinstance(step, Finished):
                    yield *_shown(step.result), ready
                else:
                    yield (steps.show(step), *(gr.skip() for _ in range(4)), busy)
        except Exception:
            yield ("", *(gr.skip() for _ in range(4)), ready)
            raise


def _shown(report: AskReport) -> tuple[Any, ...]:
    rows = [
        {"theme": theme.label, **stretch} for theme in report.themes for stretch in theme.by_quarter
    ]
    return (
        "",
        render("theme_cards.html.j2", report=report),
        gr.update(visible=bool(rows)),
        over_time(rows) if rows else None,
        table(rows) if rows else "",
    )


def _any(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("Any", ""), *choices[1:]]
