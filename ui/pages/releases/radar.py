"""The Weak signals tab: every theme now against the release before, with intervals."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import gradio as gr
import plotly.graph_objects as go

from coach.services.signals import SignalView
from coach.users import User
from guardrails.families import FAMILY_TITLES
from ui.handlers import handler
from ui.rendering import render
from ui.shell import Site
from ui.vocabulary import REGIONS
from ui.wiring import PRIVATE

# Okabe and Ito's colors (2008) stay apart for every kind of color vision; the shape and the
# word beside it say the same again.
LOOKS: Final[dict[str, tuple[str, str, str]]] = {
    "grew": ("triangle-up", "#0072b2", "growing"),
    "appeared": ("diamond", "#b35900", "new"),
    "severe": ("square", "#8f3f71", "turned severe"),
    "steady": ("circle", "#6b6a64", "no clear change"),
}
MOST: Final = 14  # what fits a telephone's patience; the table lists all
PIXELS_A_THEME: Final = 66
LONGEST_LABEL: Final = 44
INK: Final = "#1c1b19"
EVERY: Final = ("All", "")


@dataclass(frozen=True)
class Tab:
    """The two choices and what they change."""

    family: gr.Dropdown
    region: gr.Dropdown
    charted: gr.Column
    figure: gr.Plot
    listing: gr.HTML

    def screen(self) -> list[Any]:
        """The components that :func:`shown` fills, in its order."""
        return [self.family, self.region, self.charted, self.figure, self.listing]


def build() -> Tab:
    """Lay out the tab."""
    families = [EVERY, *((title, name) for name, title in FAMILY_TITLES.items())]
    with gr.Row():
        family = gr.Dropdown(families, value="", label="Family", elem_id="radar-family")
        region = gr.Dropdown([EVERY], value="", label="Region", elem_id="radar-region")
    with gr.Column(visible=False) as charted:
        figure = gr.Plot(show_label=False, elem_id="radar-plot")
    listing = gr.HTML(elem_id="radar")
    return Tab(family, region, charted, figure, listing)


def wire(site: Site, tab: Tab) -> None:
    """Draw anew whenever one of the choices changes."""

    async def narrowed(user: User, family: str, region: str) -> tuple[Any, ...]:
        return await asyncio.to_thread(_drawn, site, user, family or "", region or "")

    given, drawn = [tab.family, tab.region], [tab.charted, tab.figure, tab.listing]
    for choice in given:
        choice.input(handler(site, narrowed), given, drawn, **PRIVATE)


def shown(site: Site, user: User) -> tuple[Any, ...]:
    """The tab as it opens: everything, and the regions that can be chosen."""
    titles = {value: title for title, value in REGIONS}
    regions = [(titles.get(name, name), name) for name in site.coach.signals.regions(user)]
    everything = gr.update(choices=[EVERY, *regions], value="")
    return gr.update(value=""), everything, *_drawn(site, user, "", "")


def _drawn(site: Site, user: User, family: str, region: str) -> tuple[Any, ...]:
    views = site.coach.signals.compared(user, family, region)
    listing = render("radar.html.j2", signals=views, looks=LOOKS, drawn=min(len(views), MOST))
    return gr.update(visible=bool(views)), figure_of(views) if views else None, listing


def figure_of(views: Sequence[SignalView]) -> go.Figure:
    """Two intervals a theme: before thin and hollow, now thick, its shape telling the signal."""
    views = views[:MOST]
    figure = go.Figure()
    for place, view in enumerate(views):
        shape, color, word = LOOKS[view.signal]
        if view.before_low is not None and view.before_high is not None:
            _interval(figure, (view.before_low, view.before_high), place + 0.16, {
                "color": "#8a897f", "width": 2, "symbol": "circle-open", "size": 9,
                "hover": f"{view.label}<br>before: {view.before} juniors",
            })  # fmt: skip
        _interval(figure, (view.low, view.high), place - 0.06, {
            "color": color, "width": 4, "symbol": shape, "size": 14,
            "hover": f"{view.label}<br>now: {view.now} juniors, {word}",
        })  # fmt: skip
        said = "" if view.signal == "steady" else f" · <b>{word}</b>"
        figure.add_annotation(
            text=_short(view.label, len(said)) + said, y=place, x=0, xref="paper", xanchor="left",
            yshift=22, showarrow=False, font={"size": 14, "color": INK},
        )  # fmt: skip
    for signal in dict.fromkeys(view.signal for view in views):
        shape, color, word = LOOKS[signal]
        _legend(figure, word, {"symbol": shape, "color": color, "size": 12})
    if any(view.before_low is not None for view in views):
        _legend(figure, "before", {"symbol": "circle-open", "color": "#8a897f", "size": 9})
    return _laid_out(figure, views)


def _interval(
    figure: go.Figure, ends: tuple[int, int], y: float, look: dict[str, str | int]
) -> None:
    low, high = ends
    figure.add_scatter(
        x=[low, (low + high) / 2, high], y=[y] * 3, mode="lines+markers",
        line={"color": look["color"], "width": look["width"]},
        marker={
            "symbol": ["line-ns", look["symbol"], "line-ns"], "size": [8, look["size"], 8],
            "color": look["color"], "opacity": 1, "line": {"color": look["color"], "width": 2},
        },
        hovertemplate=f"{look['hover']}<br>{low} to {high} % of juniors heard<extra></extra>",
        showlegend=False,
    )  # fmt: skip


def _legend(figure: go.Figure, name: str, marker: dict[str, str | int]) -> None:
    line = {"color": marker["color"], "width": 2}
    figure.add_scatter(
        x=[None], y=[None], mode="markers", name=name, marker={**marker, "line": line}
    )


def _laid_out(figure: go.Figure, views: Sequence[SignalView]) -> go.Figure:
    widest = max(max(view.high, view.before_high or 0) for view in views)
    figure.update_layout(
        height=150 + PIXELS_A_THEME * len(views),
        margin={"l": 10, "r": 10, "t": 96, "b": 48},
        title={
            "text": "Juniors who told of it<br><sup>% of juniors heard, 95 % intervals</sup>",
            "font": {"size": 17}, "x": 0.02, "y": 0.99, "yanchor": "top", "yref": "container",
            "pad": {"t": 10},
        },
        legend={
            "orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "font": {"size": 13},
            "itemclick": False, "itemdoubleclick": False,
        },
        font={"family": "'Source Sans 3 Variable', sans-serif", "size": 15, "color": INK},
        plot_bgcolor="#ffffff", paper_bgcolor="#ffffff",
        xaxis={
            "range": [0, min(100, widest * 1.06 + 1)], "ticksuffix": " %", "fixedrange": True,
            "gridcolor": "#ecebe5", "tickfont": {"size": 13}, "zeroline": False,
        },
        yaxis={
            "range": [len(views) - 0.5, -0.75], "fixedrange": True, "showticklabels": False,
            "showgrid": False, "zeroline": False,
        },
    )  # fmt: skip
    return figure


def _short(label: str, taken: int) -> str:
    """Cut a label so that it fits a telephone's width beside ``taken`` characters."""
    longest = LONGEST_LABEL - taken // 2
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"
