"""The Themes tab: two themes that look alike, one click; names, merging, splitting."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from coach.errors import InvalidInput
from coach.services.trying import OUTCOMES, tried_view
from coach.users import User
from ui.handlers import handler
from ui.rendering import render
from ui.shell import Site, message
from ui.wiring import PRIVATE

Show = Callable[[User, str], Awaitable[tuple[Any, ...]]]


@dataclass(frozen=True)
class Tab:
    """What the page shows anew after every click; ``pair`` holds the two themes on offer."""

    doubt: gr.HTML
    asked: gr.Row
    pair: gr.State
    listing: gr.HTML
    chosen: gr.Dropdown
    buttons: dict[str, gr.Button]
    label: gr.Textbox
    statement: gr.Textbox
    experiment: list[Any]

    def screen(self) -> list[Any]:
        """The components that :func:`shown` fills, in its order."""
        return [self.doubt, self.asked, self.pair, self.listing, self.chosen]


def build() -> Tab:
    """Lay out the tab."""
    doubt = gr.HTML(elem_id="theme-doubt")
    with gr.Row(visible=False, elem_id="theme-doubt-answer") as asked:
        one = gr.Button("They are one theme: merge", elem_id="doubt-merge")
        two = gr.Button("Keep them apart", elem_id="doubt-apart")
    pair = gr.State([])
    listing = gr.HTML(elem_id="theme-list")
    chosen = gr.Dropdown([], multiselect=True, label="Theme (several to merge)")
    with gr.Row():
        label = gr.Textbox(label="New name", max_lines=1)
        statement = gr.Textbox(label="What it says, in one sentence", lines=2)
    with gr.Row():
        buttons = {name: gr.Button(name.capitalize()) for name in ("rename", "merge", "split")}
    with gr.Accordion("An experiment was tried on this theme", open=False):
        experiment: list[Any] = [
            gr.Textbox(label="What was tried", max_lines=2),
            gr.Textbox(label="Metric of the brief", placeholder="Minutes lost per shift"),
        ]
        with gr.Row():
            verdicts = [(title.capitalize(), name) for name, title in OUTCOMES.items()]
            experiment += [
                gr.Textbox(label="Before", max_lines=1),
                gr.Textbox(label="After", max_lines=1),
                gr.Dropdown(verdicts, value="running", label="What came of it"),
            ]
        enter = gr.Button("Keep the experiment", elem_id="experiment-keep")
    buttons |= {"one": one, "two": two, "enter": enter}
    return Tab(doubt, asked, pair, listing, chosen, buttons, label, statement, experiment)


def shown(site: Site, user: User) -> tuple[Any, ...]:
    """What stands on the tab now: the first doubt, the themes, what can be chosen."""
    curating = site.coach.curating
    themes, doubts = curating.themes(user), curating.doubts(user)
    first = doubts[0] if doubts else None
    return (
        render("theme_doubt.html.j2", doubt=first, more=len(doubts) - 1),
        gr.update(visible=first is not None),
        [first.first.id, first.second.id] if first else [],
        render("theme_list.html.j2", themes=themes, tried=site.coach.trying.of(user)),
        gr.update(choices=[(theme.label, theme.id) for theme in themes], value=[]),
    )


def wire(site: Site, tab: Tab, show: Show, screen: list[Any]) -> None:
    """Connect the buttons; every click ends with the whole page as it is then."""
    desk = _Desk(site, show)
    named = [tab.chosen, tab.label, tab.statement]
    buttons = tab.buttons
    buttons["rename"].click(handler(site, desk.rename), named, screen, **PRIVATE)
    buttons["merge"].click(handler(site, desk.merge), tab.chosen, screen, **PRIVATE)
    buttons["split"].click(handler(site, desk.split), tab.chosen, screen, **PRIVATE)
    typed = [tab.chosen, *tab.experiment]
    buttons["enter"].click(handler(site, desk.enter), typed, screen, **PRIVATE)
    buttons["one"].click(handler(site, desk.merge), tab.pair, screen, **PRIVATE)
    buttons["two"].click(handler(site, desk.keep_apart), tab.pair, screen, **PRIVATE)


class _Desk:
    def __init__(self, site: Site, show: Show) -> None:
        self._curating = site.coach.curating
        self._trying = site.coach.trying
        self._show = show

    async def rename(
        self, user: User, chosen: list[str], label: str, statement: str
    ) -> tuple[Any, ...]:
        theme = only(chosen)
        await asyncio.to_thread(self._curating.rename, user, theme, label or "", statement or "")
        return await self._show(user, message("good", "Renamed: the next release shows it."))

    async def merge(self, user: User, chosen: list[str]) -> tuple[Any, ...]:
        await asyncio.to_thread(self._curating.merge, user, chosen or [])
        told = "Merged: the next release shows it, as soon as that points at nobody."
        return await self._show(user, message("good", told))

    async def keep_apart(self, user: User, pair: list[str]) -> tuple[Any, ...]:
        first, second = [*pair, "", ""][:2]  # nothing on offer: the service says so
        await asyncio.to_thread(self._curating.keep_apart, user, first, second)
        return await self._show(user, message("good", "Kept apart: you are not asked again."))

    async def enter(
        self, user: User, chosen: list[str], attempt: str, metric: str,
        before: str, after: str, verdict: str,
    ) -> tuple[Any, ...]:  # fmt: skip
        theme = only(chosen)
        tried = tried_view(attempt or "", metric or "", before or "", after or "", verdict or "")
        await asyncio.to_thread(self._trying.enter, user, theme, tried)
        return await self._show(user, message("good", "Kept: the theme's card shows it now."))

    async def split(self, user: User, chosen: list[str]) -> tuple[Any, ...]:
        await asyncio.to_thread(self._curating.split, user, only(chosen))
        return await self._show(user, message("good", "Split: the next release shows it."))


def only(chosen: list[str] | None) -> str:
    """The one theme that was chosen.

    Raises:
        InvalidInput: when none was, or several.
    """
    if not chosen or len(chosen) != 1:
        raise InvalidInput("Choose one theme first.")
    return chosen[0]
