"""One insight of a review as a card: what it says, what carries it, and the junior's choice."""

import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from typing import Any, Final

import gradio as gr
from gradio.components import Component

from coach.errors import InvalidInput
from coach.services.debriefing import Decision, Review
from coach.services.debriefing.report import InsightReport, LeftOutReport
from coach.services.debriefing.reviewing import Context
from coach.services.placing import NearTheme
from coach.users import User
from ui.handlers import handler
from ui.pages.debrief.near import same_as
from ui.rendering import render
from ui.shell import Site, message
from ui.wiring import PRIVATE

WITHHOLD = "withhold"
SHARING = [
    ("Share, anonymised", "programme"),
    ("Share, may be quoted", "may_quote"),
    ("Only my senior", "only_my_senior"),
    ("Withhold", WITHHOLD),
]
PER_INSIGHT = 5
_REASONS: Final = {
    "leak": "a personal detail was left in, so it was dropped",
    "escalation": "it belongs on another path than this programme; only you are told",
    "instruction_to_the_tool": "it spoke to the software, not to your senior",
    "view_of_the_senior": "it was your senior's own view",
    "figure_of_speech": "it was a figure of speech",
    "about_the_conversation": "it was about the conversation itself",
    "portrait_of_a_person": "it described one person",
    "kept_private": "you marked it as private",
}
_WORD = re.compile(r"\w+")


def in_order(insights: Sequence[InsightReport]) -> list[InsightReport]:
    """What could point at the junior comes first, then what bears most on the decision."""
    return sorted(insights, key=lambda each: not each.identifying)


def number_of(insights: Sequence[InsightReport], insight_id: str) -> int:
    """The number under which an insight stands on the page."""
    return next(n for n, each in enumerate(insights, start=1) if each.id == insight_id)


def left_out(refused: Sequence[LeftOutReport]) -> list[tuple[str, int]]:
    """Why passages were left out, and how many for each reason."""
    counts = Counter(_REASONS.get(each.reason, each.reason.replace("_", " ")) for each in refused)
    return counts.most_common()


def carrying(contexts: Sequence[Context], statement: str) -> list[Context]:
    """The quotes, the one first that holds most words of the statement."""
    wanted = _words(statement)
    return sorted(contexts, key=lambda each: -len(wanted & _words(each.quote)))


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def card(
    site: Site,
    session_id: str,
    review: Review,
    number: int,
    insight: InsightReport,
    themes: Sequence[NearTheme],
) -> list[Component]:
    """Lay out one insight; returns its sharing, wording, replaced words, merge and theme."""
    classes = ["coach-insight", *(["coach-insight-warned"] if insight.identifying else [])]
    with gr.Column(elem_classes=classes, elem_id=f"insight-{number}"):
        gr.HTML(
            render(
                "review_insight.html.j2",
                number=number,
                insight=insight,
                contexts=carrying(review.contexts.get(insight.id, []), insight.statement),
            )
        )
        pointers = gr.CheckboxGroup(
            [(f"“{each.phrase}” becomes [{each.suggestion}]", each.phrase)
             for each in insight.identifying],
            value=[each.phrase for each in insight.identifying],
            label="These words could point at you. Ticked ones are replaced:",
            visible=bool(insight.identifying),
            interactive=True,
            elem_classes="coach-pointers",
        )  # fmt: skip
        sharing = gr.Radio(
            SHARING,
            value="programme",
            label=f"Who may see insight {number}",
            show_label=False,
            container=False,
            interactive=True,
            elem_classes="coach-sharing",
        )
        wording, merge = _change(site, session_id, review, number, insight)
        theme = same_as(number, themes)
    return [sharing, wording, pointers, merge, theme]


def _change(
    site: Site, session_id: str, review: Review, number: int, insight: InsightReport
) -> tuple[Component, Component]:
    others = [
        (f"Insight {other}: {each.statement[:60]}", each.id)
        for other, each in enumerate(in_order(review.report.insights), start=1)
        if each.id != insight.id
    ]
    with gr.Accordion("Edit or merge", open=False, elem_classes="coach-change"):
        wording = gr.Textbox(
            insight.statement,
            label=f"Insight {number} in your words",
            info="Names are taken out again, and it may not say more than the quotes.",
            lines=2,
            max_length=400,
            interactive=True,
        )
        note = gr.HTML()
        merge = gr.Dropdown(
            [("nothing else", ""), *others],
            value="",
            label="Says the same as",
            visible=bool(others),
            interactive=True,
            elem_classes="coach-merge",
        )

    async def check(user: User, typed: str) -> AsyncIterator[tuple[Any, str]]:
        if not (typed or "").strip() or typed.strip() == insight.statement:
            yield gr.skip(), ""
            return
        yield gr.skip(), message("good", "Checking …")
        try:
            found = await site.coach.debriefing.check(user, session_id, insight.id, typed)
        except InvalidInput as refused:
            yield gr.skip(), message("warn", refused.sentence)
            return
        yield found.statement, _stands(found.pointing, changed=found.statement != typed.strip())

    wording.blur(handler(site, check), wording, [wording, note], **PRIVATE)
    return wording, merge


def _stands(pointing: Sequence[str], *, changed: bool) -> str:
    if pointing:
        words = ", ".join(f"“{phrase}”" for phrase in pointing)
        return message("warn", f"This stands. Be aware: {words} could point at you.")
    if changed:
        return message("good", "This stands. What could name somebody was taken out.")
    return message("good", "This stands.")


def decisions(insights: Sequence[InsightReport], values: Sequence[Any]) -> list[Decision]:
    """What the fields say, in the order of :func:`card`."""
    rows = [values[at : at + PER_INSIGHT] for at in range(0, len(values), PER_INSIGHT)]
    return [
        Decision(
            id=insight.id,
            approve=sharing != WITHHOLD,
            statement=wording or "",
            sharing="programme" if sharing == WITHHOLD else sharing,
            generalise=list(pointers or []),
            merge_into=merge or "",
            theme=theme or "",
        )
        for insight, (sharing, wording, pointers, merge, theme) in zip(insights, rows, strict=True)
    ]
