"""The review: every insight beside its quotes, one decision each, five minutes in all."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
from anyio import from_thread
from gradio.components import Component

from coach.errors import CoachError, InvalidInput, OurFailure
from coach.services.debriefing import Decisions, EditRefused, Review
from coach.services.placing import NearTheme
from coach.users import User
from ui.handlers import drawn, handler
from ui.pages.debrief import cards
from ui.pages.debrief.ended import ended, stranded
from ui.pages.debrief.private import private_questions
from ui.pages.debrief.roles import who_is_who
from ui.rendering import render
from ui.shell import Site, message
from ui.theme import ASSETS
from ui.wiring import PRIVATE

READY = "Approve and share"


def review_panel(site: Site, opened: gr.State, decided: gr.State) -> None:
    """Render whatever session is opened: a waiting review or what was shared."""
    receipt = gr.HTML(elem_id="receipt")  # outlives the panel, which goes with its session

    def panel(user: User, session_id: str, rounds: int) -> None:
        if not session_id:
            return
        mine = {each.id: each.status for each in site.coach.debriefing.sessions(user)}
        if mine.get(session_id) == "running":
            return  # ui.pages.debrief.sessions shows how far it is, then draws this again
        try:
            # Gradio draws in a worker thread and does not await; sessions belong to the app's loop
            review = from_thread.run(site.coach.debriefing.review, user, session_id)
        except CoachError as error:
            if session_id not in mine:
                raise
            stranded(site, session_id, error.sentence, opened, receipt)
            return
        if review.report.status == "awaiting_review":
            near = _near(site, user, session_id)
            _Waiting(site, session_id, review, near, opened, decided, rounds).lay_out()
        else:
            ended(site, session_id, review, opened, receipt)

    gr.render(inputs=[opened, decided], show_progress="hidden")(drawn(site, panel))


def _near(site: Site, user: User, session_id: str) -> Mapping[str, Sequence[NearTheme]]:
    """The themes to choose from; none when the release cannot be read: a review goes on then."""
    try:
        return from_thread.run(site.coach.debriefing.nearest_themes, user, session_id)
    except OurFailure:
        return {}


@dataclass(frozen=True, slots=True)
class _Waiting:
    site: Site
    session_id: str
    review: Review
    near: Mapping[str, Sequence[NearTheme]]
    opened: gr.State
    decided: gr.State
    rounds: int

    def lay_out(self) -> None:
        report = self.review.report
        insights = cards.in_order(report.insights)
        with gr.Column(elem_classes="coach-review-panel"):
            gr.HTML(render("review_top.html.j2", report=report))
            who_is_who(self.site, self.session_id, self.review, self.opened)
            answers = private_questions(self.review.disclosures)
            fields: list[Component] = []
            for number, insight in enumerate(insights, start=1):
                themes = self.near.get(insight.id, ())
                fields += cards.card(
                    self.site, self.session_id, self.review, number, insight, themes
                )
            gr.HTML(_bottom(self.review))
            done = gr.HTML(elem_id="review-done")
            with gr.Row(elem_classes="coach-review-bar", equal_height=True):
                self._tally()
                approve = gr.Button(READY, variant="primary", size="lg", elem_id="approve")
        approve.click(
            handler(self.site, self._approve),
            [*answers, *fields],
            [done, approve, self.decided],
            **PRIVATE,
        )

    def _tally(self) -> None:
        report = self.review.report
        gr.HTML(
            render(
                "review_bar.html.j2",
                total=len(report.insights),
                warned=sum(1 for each in report.insights if each.identifying),
                private=len(self.review.disclosures),
            ),
            js_on_load=(ASSETS / "review.js").read_text(encoding="utf-8"),
        )

    async def _approve(self, user: User, *values: Any) -> AsyncIterator[tuple[Any, ...]]:
        insights = cards.in_order(self.review.report.insights)
        private = len(self.review.disclosures)
        decisions = Decisions(
            insights=cards.decisions(insights, values[private:]),
            disclosures={
                each.turn: choice
                for each, choice in zip(self.review.disclosures, values, strict=False)
                if choice
            },
        )
        yield (
            message("good", "Checking and sharing …"),
            _button("Sharing …", ready=False),
            gr.skip(),
        )
        try:
            await self.site.coach.debriefing.decide(user, self.session_id, decisions)
        except EditRefused as refused:
            yield "", _button(READY, ready=True), gr.skip()
            number = cards.number_of(insights, refused.insight_id)
            raise InvalidInput(f"Insight {number}: {refused.sentence}") from None
        except Exception:
            yield "", _button(READY, ready=True), gr.skip()
            raise
        yield "", _button(READY, ready=False), self.rounds + 1


def _button(label: str, *, ready: bool) -> Any:
    return gr.update(value=label, interactive=ready)


def _bottom(review: Review) -> str:
    report = review.report
    return render(
        "review_bottom.html.j2",
        report=report,
        reasons=cards.left_out(report.refused),
        wording=f"Where a line says so, the model {report.model} worded it; its quotes are yours."
        if any(each.origin == "model" for each in report.insights)
        else "Every line is in your own words.",
    )
