"""The brief: written, pasted or brought as a file; the check stands beside it and answers."""

import gradio as gr

from ui.handlers import handler
from ui.pages.prepare.brief_desk import BriefDesk
from ui.pages.prepare.brief_form import brief_form
from ui.pages.prepare.newest import Newest
from ui.pages.prepare.starters import starter_row, wire_starters
from ui.rendering import render
from ui.shell import Site
from ui.widgets.drop import drop_zone
from ui.wiring import PRIVATE

EXAMPLE = """decision: Keep, replace or drop the printed welcome pack.
owner: {role: Director of Customer Service}
deadline: 2027-03-31
options: [Keep it, Replace it with a short video, Drop it]
what_would_change_it: [New customers never open it, A part of it prevents a call]
junior_vantage: Answers the first calls of new customers.
"""


def brief_panel(site: Site, opened: gr.State) -> gr.Accordion:
    """Lay out all ways to give a brief; a finished guide sets ``opened``. Returns the frame."""
    panel = gr.Accordion("The brief", open=True, elem_id="brief-panel")
    with panel:
        starters = starter_row()
        with gr.Row(elem_id="brief-desk"):
            with gr.Column(scale=3, min_width=280), gr.Tabs(elem_id="brief-ways") as ways:
                with gr.Tab("Write it", id="write"):
                    fields = brief_form()
                with gr.Tab("Bring a file", id="bring"):
                    brought = drop_zone(
                        "guides",
                        "Brief as a file",
                        "YAML or JSON",
                        ".yaml,.yml,.json",
                        "drop-brief",
                    )
                    pasted = gr.Textbox(
                        label="Or paste it",
                        info="It is read into the form as well, where it can be mended.",
                        lines=8,
                        placeholder=EXAMPLE,
                        elem_id="paste-brief",
                    )
            with gr.Column(scale=2, min_width=280, elem_id="brief-side"):
                verdict = gr.HTML(render("verdict_empty.html.j2"), elem_id="verdict")
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
    desk = BriefDesk(site)
    judged = [gr.State(Newest()), *fields]

    def judge(click: gr.events.Dependency) -> object:
        return click.then(handler(site, desk.judge), judged, verdict, **PRIVATE)

    wire_starters(site, starters, fields, judge)
    # "input" fires on keys alone: a deletion, a dictated or a dropped word is a change as well
    changed = [field.change for field in fields]
    gr.on(
        changed, handler(site, desk.judge), judged, verdict, trigger_mode="always_last", **PRIVATE
    )
    pasted.change(
        handler(site, desk.pasted),
        pasted,
        [verdict, *fields],
        trigger_mode="always_last",
        **PRIVATE,
    )
    brought.change(handler(site, desk.dropped), brought, [ways, verdict, *fields], **PRIVATE)
    gr.on(None, handler(site, desk.get_ready), None, None, **PRIVATE)
    make.click(
        handler(site, desk.make),
        [minutes, juniors, *fields],
        [verdict, progress, draft, opened, make, panel],
        concurrency_limit=4,
        **PRIVATE,
    )
    return panel
