"""Answered and withheld as a picture: shapes and places tell as much as colors."""

import io
from collections.abc import Mapping
from typing import Any, Final

_LOOKS: Final = {"naive": ("#D55E00", "o", "none"), "ours": ("#0072B2", "D", "full")}
"""Vermilion and blue of Okabe and Ito (2008), told apart with every kind of color vision."""
_PANELS: Final = {
    "answerable_found_in_first_three": ("answered rightly, % (more is better)", 80),
    "withheld_rightly": ("withheld rightly, % (more is better)", 90),
    "purity": ("theme purity, % (more is better)", 70),
}
_INK, _GRID = "#333333", "#DDDDDD"


def picture(programmes: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """An SVG of three panels that share their rows; a dashed line is the target."""
    import matplotlib as mpl  # noqa: PLC0415 - only where a picture is drawn

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    settings: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "search"}
    rows = list(programmes)[::-1]
    with mpl.rc_context(settings):
        figure, panels = plt.subplots(
            1, len(_PANELS), sharey=True, figsize=(9.0, 1.3 + 0.35 * len(rows))
        )
        for axes, (key, (title, target)) in zip(panels, _PANELS.items(), strict=True):
            _panel(axes, [programmes[row] for row in rows], key, target)
            axes.set_title(title, fontsize=9, color=_INK)
        panels[0].set_yticks(range(len(rows)), rows)
        handles, names = panels[0].get_legend_handles_labels()
        unique = dict(zip(names, handles, strict=True))
        figure.legend(
            unique.values(), unique.keys(), loc="lower center", ncols=3, fontsize=8, frameon=False
        )
        figure.tight_layout(rect=(0, 0.08, 1, 1))
        drawn = io.StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
        plt.close(figure)
    return drawn.getvalue()


def _panel(axes: Any, rows: list[Mapping[str, Mapping[str, Any]]], key: str, target: int) -> None:
    axes.axvline(target, color=_INK, linewidth=0.9, linestyle="--", label="target")
    for place, row in enumerate(rows):
        for subject, (color, marker, fill) in _LOOKS.items():
            axes.plot(
                100 * row[subject][key], place, marker,
                color=color, fillstyle=fill, markersize=6, label=subject,
            )  # fmt: skip
    axes.set_xlim(-3, 103)
    axes.grid(axis="both", color=_GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=8, colors=_INK, length=0)
    axes.spines[:].set_visible(False)
