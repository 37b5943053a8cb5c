"""Themes over quarters, from released stretches only: bands, never counts."""

from collections.abc import Sequence

import plotly.graph_objects as go

from ui.rendering import render

Row = dict[str, str]
SHADES = {"5-9": "#aed6cf", "10-19": "#4a9a8f", "20+": "#12655c"}
OTHER_SHADE = "#d6eae6"
PIXELS_A_THEME = 62
LONGEST_LABEL = 44


def over_time(rows: Sequence[Row]) -> go.Figure:
    """One bar a stretch of quarters; darker means more juniors. Shade and words say the same."""
    quarters = _all_quarters(rows)
    themes = list(dict.fromkeys(row["theme"] for row in rows))
    figure = go.Figure()
    for row in rows:
        first, last = quarters.index(row["from"]), quarters.index(row["to"])
        shade = SHADES.get(row["support"], OTHER_SHADE)
        figure.add_bar(
            y=[_short(row["theme"])],
            x=[last - first + 1],
            base=[first - 0.5],
            orientation="h",
            marker={"color": shade, "line": {"color": "#ffffff", "width": 2}},
            text=row["support"],
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": "#ffffff" if shade == SHADES["20+"] else "#1c1b19"},
            hovertemplate=(
                f"{row['theme']}<br>{row['from']} to {row['to']}: {row['support']} juniors"
                "<extra></extra>"
            ),
            showlegend=False,
        )
    figure.update_layout(
        barmode="overlay",
        height=84 + PIXELS_A_THEME * len(themes),
        margin={"l": 10, "r": 10, "t": 44, "b": 40},
        title={"text": "Themes over quarters (juniors, in bands)", "font": {"size": 17}},
        font={"family": "'Source Sans 3 Variable', sans-serif", "size": 15, "color": "#1c1b19"},
        plot_bgcolor="#ffffff",
        paper_bgcolor="#ffffff",
        xaxis={
            "tickvals": list(range(len(quarters))),
            "ticktext": quarters,
            "range": [-0.5, len(quarters) - 0.5],
            "tickangle": 0,
            "tickfont": {"size": 13},
            "fixedrange": True,
            "gridcolor": "#ecebe5",
        },
        yaxis={"autorange": "reversed", "fixedrange": True, "showticklabels": False},
        bargap=0.55,
    )
    for theme in themes:  # above its bar, so that a telephone has room for both
        figure.add_annotation(
            text=_short(theme), y=_short(theme), x=0, xref="paper", xanchor="left",
            yshift=23, showarrow=False, font={"size": 14},
        )  # fmt: skip
    return figure


def table(rows: Sequence[Row]) -> str:
    """The same numbers as a table, for those who cannot or will not read a chart."""
    return render("over_time.html.j2", rows=rows)


def _all_quarters(rows: Sequence[Row]) -> list[str]:
    first = min(row["from"] for row in rows)
    last = max(row["to"] for row in rows)
    year, quarter = int(first[:4]), int(first[5])
    found = [first]
    while found[-1] < last:
        year, quarter = (year + 1, 1) if quarter == 4 else (year, quarter + 1)  # noqa: PLR2004
        found.append(f"{year}Q{quarter}")
    return found


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"
