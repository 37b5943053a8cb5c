"""Releases: freeze what may be seen, name it well, watch what grows, bring insights in."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

from coach.errors import InvalidInput
from coach.services.importing import ImportReport
from coach.services.releasing import ReleaseReport
from coach.users import User
from graphs.ports import Progress
from ui.handlers import handler
from ui.pages.explore.plot import over_time, table
from ui.pages.releases import curation, radar
from ui.progress import Finished, StepList, watched
from ui.rendering import render
from ui.shell import Site, message
from ui.widgets.drop import drop_zone, taken
from ui.wiring import PRIVATE


def build(site: Site) -> None:
    """Lay out the page and wire it."""
    gr.HTML(render("releases_intro.html.j2"))
    note = gr.HTML(elem_id="release-note")
    with gr.Tabs():
        with gr.Tab("Release"):
            facts = gr.HTML(elem_id="release-facts")
            compute = gr.Button(
                "Compute the next release", variant="primary", elem_id="release-now"
            )
            with gr.Column(visible=False) as charted:
                figure = gr.Plot(show_label=False)
                listing = gr.HTML()
        with gr.Tab("Weak signals"):
            signals = radar.build()
        with gr.Tab("Themes"):
            themes = curation.build()
        with gr.Tab("Bring insights in"):
            file = drop_zone(
                "insights", "Anonymised insights", "JSON lines, scrubbed again", ".jsonl", "drop-in"
            )
            bring = gr.Button("Import", variant="primary", elem_id="import-now")
    progress = gr.HTML(elem_id="release-progress")
    screen = [note, facts, charted, figure, listing, *signals.screen(), *themes.screen()]
    desk = _Desk(site, len(screen))
    gr.on(None, handler(site, desk.show), None, screen, **PRIVATE)
    compute.click(handler(site, desk.release), None, [progress, compute, *screen], **PRIVATE)
    bring.click(handler(site, desk.bring), file, [progress, bring, *screen], **PRIVATE)
    radar.wire(site, signals)
    curation.wire(site, themes, desk.show, screen)


class _Desk:
    def __init__(self, site: Site, width: int) -> None:
        self._site = site
        self._width = width
        self._coach = site.coach
        self._uploads = site.uploads

    async def show(self, user: User, note: str = "") -> tuple[Any, ...]:
        return await asyncio.to_thread(self._screen, user, note)

    def _screen(self, user: User, note: str) -> tuple[Any, ...]:
        latest = self._coach.releasing.latest(user)
        rows = [{**row, "theme": row["label"]} for row in self._coach.curating.chart(user)]
        return (
            note,
            render("release_facts.html.j2", release=latest),
            gr.update(visible=bool(rows)),
            over_time(rows) if rows else None,
            table(rows) if rows else "",
            *radar.shown(self._site, user),
            *curation.shown(self._site, user),
        )

    async def release(self, user: User) -> AsyncIterator[tuple[Any, ...]]:
        async def work(on_step: Any) -> ReleaseReport:
            return await self._coach.releasing.compute(user, None, on_step)

        async for piece in self._working(user, work, "Compute the next release", _released):
            yield piece

    async def bring(self, user: User, file: Any) -> AsyncIterator[tuple[Any, ...]]:
        upload = taken(self._uploads, user, file)
        if upload is None:
            raise InvalidInput("Choose a file first: one insight a line, as JSON.")

        async def work(on_step: Any) -> ImportReport:
            return await asyncio.to_thread(
                self._coach.importing.import_jsonl, user, upload.data.splitlines(), on_step
            )

        async for piece in self._working(user, work, "Import", _imported):
            yield piece

    async def _working(
        self, user: User, work: Any, button: str, told: Any
    ) -> AsyncIterator[tuple[Any, ...]]:
        steps, busy = StepList(), gr.update(interactive=False, value="Working …")
        ready = gr.update(interactive=True, value=button)
        unchanged = [gr.skip() for _ in range(self._width)]
        try:
            async for step in watched(work):
                if isinstance(step, Finished):
                    screen = await self.show(user, message("good", told(step.result)))
                    yield ("", ready, *screen)
                elif isinstance(step, Progress):
                    yield (steps.show(step), busy, *unchanged)
        except Exception:
            yield ("", ready, *unchanged)
            raise


def _released(report: ReleaseReport) -> str:
    frozen = (
        f"Release {report.release} is frozen: {report.themes} themes, each with at least"
        f" {report.k} juniors. Audit: {report.audit}."
    )
    return f"{frozen} {report.note}".strip()


def _imported(report: ImportReport) -> str:
    return f"{report.added} insights added; {report.known + report.twice} were here already."
