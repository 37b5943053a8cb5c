"""The review: every insight beside its quotes, one decision each, five minutes in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
from anyio import from_thread
from gradio.components import Component

from coach.services.debriefing import Decision, Decisions, Review
from coach.services.debriefing.report import InsightReport
from coach.services.debriefing.reviewing import Disclosure
from coach.users import User
from ui.handlers import handler
from ui.rendering import render
from ui.shell import Site, message, signed_in
from ui.wiring import PRIVATE

WITHHOLD = "withhold"
SHARING = [
    ("Share, anonymised", "programme"),
    ("Share, may be quoted", "may_quote"),
    ("Only my senior", "only_my_senior"),
    ("Withhold", WITHHOLD),
]
PER_INSIGHT = 4


def review_panel(site: Site, opened: gr.State, decided: gr.State) -> None:
    """Render whatever session is opened: a waiting review or what was shared."""
    receipt = gr.HTML(elem_id="receipt")  # outlives the panel, which goes with its session

    def panel(session_id: str, rounds: int, request: gr.Request) -> None:
        if not session_id:
            return
        user = signed_in(site, request)
        # Gradio draws in a worker thread and does not await; the session belongs to the app's loop
        review = from_thread.run(site.coach.debriefing.review, user, session_id)
        if review.report.status == "awaiting_review":
            _Waiting(site, session_id, review, decided, rounds).lay_out()
        else:
            _ended(site, session_id, review, opened, receipt)

    gr.render(inputs=[opened, decided], show_progress="hidden")(panel)


@dataclass(frozen=True, slots=True)
class _Waiting:
    site: Site
    session_id: str
    review: Review
    decided: gr.State
    rounds: int

    def lay_out(self) -> None:
        report = self.review.report
        gr.HTML(render("review_top.html.j2", report=report, disclosures=self.review.disclosures))
        answers = [_private(each) for each in self.review.disclosures]
        fields: list[Component] = []
        for number, insight in enumerate(report.insights, start=1):
            fields += self._insight(number, insight)
        gr.HTML(render("review_bottom.html.j2", report=report))
        done = gr.HTML(elem_id="review-done")
        approve = gr.Button("Approve and share", variant="primary", size="lg", elem_id="approve")
        approve.click(
            handler(self.site, self._approve),
            [*answers, *fields],
            [done, self.decided],
            **PRIVATE,
        )

    def _insight(self, number: int, insight: InsightReport) -> list[Component]:
        others = [
            (f"Insight {other}: {each.statement[:60]}", each.id)
            for other, each in enumerate(self.review.report.insights, start=1)
            if each.id != insight.id
        ]
        with gr.Column(elem_classes="coach-insight"):
            gr.HTML(
                render(
                    "review_insight.html.j2",
                    number=number,
                    insight=insight,
                    contexts=self.review.contexts.get(insight.id, []),
                )
            )
            pointers = gr.CheckboxGroup(
                [(f"“{each.phrase}” → [{each.suggestion}]", each.phrase)
                 for each in insight.identifying],
                value=[each.phrase for each in insight.identifying],
                label="These words could point at you. Replace them?",
                visible=bool(insight.identifying),
                interactive=True,
            )  # fmt: skip
            sharing = gr.Radio(
                SHARING, value="programme", show_label=False, container=False, interactive=True
            )
            with gr.Accordion("Change the wording, or merge", open=False):
                wording = gr.Textbox(
                    insight.statement,
                    label="In your words",
                    info="Checked again: it may not say more than the quotes.",
                    lines=2,
                    interactive=True,
                )
                merge = gr.Dropdown(
                    [("Keep as its own insight", ""), *others],
                    value="",
                    label="Says the same as",
                    interactive=True,
                )
        return [sharing, wording, pointers, merge]

    async def _approve(self, user: User, *values: Any) -> tuple[str, int]:
        private = len(self.review.disclosures)
        decisions = Decisions(
            insights=self._decisions(values[private:]),
            disclosures={
                each.turn: choice
                for each, choice in zip(self.review.disclosures, values, strict=False)
                if choice
            },
        )
        await self.site.coach.debriefing.decide(user, self.session_id, decisions)
        return message("good", "Done. Thank you."), self.rounds + 1

    def _decisions(self, values: Sequence[Any]) -> list[Decision]:
        rows = [values[at : at + PER_INSIGHT] for at in range(0, len(values), PER_INSIGHT)]
        return [
            Decision(
                id=insight.id,
                approve=sharing != WITHHOLD,
                statement=wording or "",
                sharing="programme" if sharing == WITHHOLD else sharing,
                generalise=list(pointers or []),
                merge_into=merge or "",
            )
            for insight, (sharing, wording, pointers, merge) in zip(
                self.review.report.insights, rows, strict=True
            )
        ]


def _private(disclosure: Disclosure) -> Component:
    gr.HTML(render("disclosure.html.j2", disclosure=disclosure))
    return gr.Radio(
        [(sentence, key) for key, sentence in disclosure.choices.items()],
        value=disclosure.choice or None,
        show_label=False,
        container=False,
        interactive=True,
        elem_classes="coach-private-choice",
    )


def _ended(site: Site, session_id: str, review: Review, opened: gr.State, receipt: gr.HTML) -> None:
    gr.HTML(render("review_ended.html.j2", report=review.report))
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
