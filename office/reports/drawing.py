"""The figures as one picture for a phone; drawn in a child process, which alone loads the library."""

import io
from collections.abc import Sequence
from typing import Any, Final

import matplotlib as mpl

from office.reports.chart import Bar, Chart, Panel

mpl.use("Agg")

from matplotlib.figure import Figure

mpl.rcParams["text.parse_math"] = False

_INK, _SOFT, _LINE = "#1f2933", "#64748b", "#e2e8f0"
_BLUE, _PALE, _RED = "#1d6fb8", "#a9cdec", "#c0392b"
_SIZE: Final = (7.2, 9.6)
_DPI: Final = 400 / 3
"""960 by 1280: Telegram makes a larger picture smaller, and its letters blurred."""


def drawn(chart: Chart) -> bytes:
    """The picture as PNG."""
    panels = [panel for panel in chart.panels if panel.bars]
    figure = Figure(figsize=_SIZE, dpi=_DPI, facecolor="white")
    figure.text(0.05, 0.965, chart.title, fontsize=19, fontweight="bold", color=_INK, va="top")
    figure.text(0.05, 0.924, chart.subtitle, fontsize=12, color=_SOFT, va="top")
    figure.text(0.05, 0.015, chart.footer, fontsize=10, color=_SOFT, va="bottom")
    if panels:
        heights = [len(panel.bars) + 1.2 for panel in panels]
        grid = figure.add_gridspec(len(panels), 1, height_ratios=heights)
        grid.update(left=0.33, right=0.8, top=0.85, bottom=0.06, hspace=0.32)
        for place, panel in enumerate(panels):
            _panel(figure.add_subplot(grid[place]), panel)
    out = io.BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


def _panel(axes: Any, panel: Panel) -> None:
    places = range(len(panel.bars))
    axes.set_title(panel.title, loc="left", x=-0.59, fontsize=13, fontweight="bold", color=_INK, pad=8)
    inner = any(bar.low is not None for bar in panel.bars)
    axes.barh(places, [bar.high for bar in panel.bars], height=0.62, color=_PALE if inner else _BLUE)
    if inner:
        axes.barh(places, [bar.low or 0 for bar in panel.bars], height=0.62, color=_BLUE)
    most = _most(panel.bars)
    for place, bar in enumerate(panel.bars):
        end = max(bar.high, bar.limit or 0)
        axes.text(end + most * 0.02, place, bar.said, va="center", fontsize=11, color=_INK)
        if bar.limit is not None:
            axes.plot([bar.limit, bar.limit], [place - 0.42, place + 0.42], color=_RED, linewidth=2.5)
    axes.set_yticks(places, [bar.label for bar in panel.bars], fontsize=11, color=_INK)
    axes.set_xlim(0, most * 1.02)
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.tick_params(length=0)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(_LINE)


def _most(bars: Sequence[Bar]) -> float:
    return max(max(bar.high, bar.limit or 0) for bar in bars) or 1.0
