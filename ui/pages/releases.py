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
            radar = gr.HTML(elem_id="radar")
        with gr.Tab("Themes"):
            themes = gr.HTML(elem_id="theme-list")
            chosen = gr.Dropdown([], multiselect=True, label="Theme (several to merge)")
            with gr.Row():
                label = gr.Textbox(label="New name", max_lines=1)
                statement = gr.Textbox(label="What it says, in one sentence", lines=2)
            with gr.Row():
                rename = gr.Button("Rename")
                merge = gr.Button("Merge")
                split = gr.Button("Split")
        with gr.Tab("Bring insights in"):
            file = drop_zone(
                "insights", "Anonymised insights", "JSON lines, scrubbed again", ".jsonl", "drop-in"
            )
            bring = gr.Button("Import", variant="primary", elem_id="import-now")
    progress = gr.HTML(elem_id="release-progress")
    desk = _Desk(site)
    screen = [note, facts, charted, figure, listing, radar, themes, chosen]
    gr.on(None, handler(site, desk.show), None, screen, **PRIVATE)
    compute.click(handler(site, desk.release), None, [progress, compute, *screen], **PRIVATE)
    bring.click(handler(site, desk.bring), file, [progress, bring, *screen], **PRIVATE)
    rename.click(handler(site, desk.rename), [chosen, label, statement], screen, **PRIVATE)
    merge.click(handler(site, desk.merge), chosen, screen, **PRIVATE)
    split.click(handler(site, desk.split), chosen, screen, **PRIVATE)


class _Desk:
    def __init__(self, site: Site) -> None:
        self._coach = site.coach
        self._uploads = site.uploads

    async def show(self, user: User, note: str = "") -> tuple[Any, ...]:
        return await asyncio.to_thread(self._screen, user, note)

    def _screen(self, user: User, note: str) -> tuple[Any, ...]:
        latest = self._coach.releasing.latest(user)
        themes = self._coach.curating.themes(user)
        rows = [{**row, "theme": row["label"]} for row in self._coach.curating.chart(user)]
        choices = [(theme.label, theme.id) for theme in themes]
        return (
            note,
            render("release_facts.html.j2", release=latest),
            gr.update(visible=bool(rows)),
            over_time(rows) if rows else None,
            table(rows) if rows else "",
            render("radar.html.j2", signals=self._coach.signals.radar(user)),
            render("theme_list.html.j2", themes=themes),
            gr.update(choices=choices, value=[]),
        )

    async def release(self, user: User) -> AsyncIterator[tuple[Any, ...]]:
        async def work(on_step: Any) -> ReleaseReport:
            return await asyncio.to_thread(self._coach.releasing.release, user, None, on_step)

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
        unchanged = [gr.skip() for _ in range(8)]
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

    async def rename(
        self, user: User, chosen: list[str], label: str, statement: str
    ) -> tuple[Any, ...]:
        theme = _only(chosen)
        await asyncio.to_thread(
            self._coach.curating.rename, user, theme, label or "", statement or ""
        )
        return await self.show(user, message("good", "Renamed: the next release shows it."))

    async def merge(self, user: User, chosen: list[str]) -> tuple[Any, ...]:
        await asyncio.to_thread(self._coach.curating.merge, user, chosen or [])
        return await self.show(user, message("good", "Merged: the next release shows it."))

    async def split(self, user: User, chosen: list[str]) -> tuple[Any, ...]:
        await asyncio.to_thread(self._coach.curating.split, user, _only(chosen))
        return await self.show(user, message("good", "Split: the next release shows it."))


def _only(chosen: list[str] | None) -> str:
    if not chosen or len(chosen) != 1:
        raise InvalidInput("Choose one theme first.")
    return chosen[0]


def _released(report: ReleaseReport) -> str:
    return (
        f"Release {report.release} is frozen: {report.themes} themes, each with at least"
        f" {report.k} juniors. Audit: {report.audit}."
    )


def _imported(report: ImportReport) -> str:
    return f"{report.added} insights added; {report.known + report.twice} were here already."
