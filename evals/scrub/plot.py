"""Names found and other text lost as a picture: shapes and places tell as much as colours."""

import io
from collections.abc import Sequence
from typing import Any

from evals.scrub.subjects import OURS, PLAIN, Measured

_LOOKS = {PLAIN: ("#D55E00", "o", "none"), OURS: ("#0072B2", "D", "full")}
"""Vermilion and blue of Okabe and Ito (2008), told apart with every kind of color vision."""
_INK, _GRID = "#333333", "#DDDDDD"


def picture(rows: Sequence[Measured]) -> str:
    """An SVG of two panels that share their rows: one row a corpus and style."""
    import matplotlib as mpl  # noqa: PLC0415 - only where a picture is drawn

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    settings: dict[Any, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": "scrub",
        "font.family": "sans-serif",
    }
    named = [row for row in rows if row.tally.wanted["PERSON"]]
    places = {
        key: place
        for place, key in enumerate(sorted({(r.corpus, r.style) for r in named}, reverse=True))
    }
    with mpl.rc_context(settings):
        figure, (found, lost) = plt.subplots(
            1, 2, sharey=True, figsize=(8.0, 1.1 + 0.3 * len(places)), width_ratios=(3, 2)
        )
        for row in named:
            place = places[row.corpus, row.style]
            _dot(found, row, 100 * (row.tally.recall("PERSON") or 0), place)
            _dot(lost, row, 100 * (row.tally.lost_share or 0), place)
        found.set_yticks(list(places.values()), [f"{c}, {s}" for c, s in places])
        found.set_xlim(0, 102)
        found.set_title("names found, % (more is better)", fontsize=9, color=_INK)
        lost.set_title("other text lost, % (less is better)", fontsize=9, color=_INK)
        lost.set_xlim(left=-0.2)
        for axes in (found, lost):
            axes.grid(axis="both", color=_GRID, linewidth=0.6)
            axes.set_axisbelow(True)
            axes.tick_params(labelsize=8, colors=_INK, length=0)
            axes.spines[:].set_visible(False)
        handles, names = found.get_legend_handles_labels()
        unique = dict(zip(names, handles, strict=True))
        figure.legend(
            unique.values(), unique.keys(), loc="lower center", ncols=2, fontsize=8, frameon=False
        )
        figure.tight_layout(rect=(0, 0.06, 1, 1))
        drawn = io.StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
        plt.close(figure)
    return drawn.getvalue()


def _dot(axes: Any, row: Measured, value: float, place: int) -> None:
    color, marker, fill = _LOOKS[row.subject]
    axes.plot(value, place, marker, color=color, fillstyle=fill, markersize=6, label=row.subject)
