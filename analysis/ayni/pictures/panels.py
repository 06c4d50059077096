"""Small multiples of lines: one panel a measure (or region, or product), one line an arm (or whatever is compared)."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..words import Words
from .style import BLACK, GREY, SETTINGS, line_styles, text_width, wrapped

PANEL_HEIGHT = 2.15  # inches, with title and ticks
LEGEND_LINE = 0.24  # inches
AXIS_WIDTH = 0.85  # inches of a panel that its numbers and unit take


@dataclasses.dataclass
class Panel:
    """What one panel shows: curves with columns mean, low and high, along an index that is the x axis."""

    title: str
    curves: dict[str, pd.DataFrame]  # by what the legend calls them
    unit: str = ""  # label of the y axis
    scale: float = 1.0  # by which what is drawn is multiplied: 100 for percent
    limits: tuple[float | None, float | None] = (None, None)  # of the y axis, after scaling
    marks: list["Mark"] = dataclasses.field(default_factory=list)
    moments: list["Moment"] = dataclasses.field(default_factory=list)
    step: bool = False  # curves of a state that holds until the next month

    def scaled(self, curve: pd.DataFrame) -> pd.DataFrame:
        return curve[["mean", "low", "high"]] * self.scale


@dataclasses.dataclass
class Mark:
    """A figure from outside, such as the evaluation's, beside the curves; in the panel's unit after scaling."""

    x: float
    y: float
    error: float | None
    label: str
    colour: str = "#222222"


@dataclasses.dataclass(frozen=True)
class Moment:
    """Where a rule changes or a shock begins, as a thin upright line; `line` is the curve whose look it has, if it is one's."""

    x: float
    end: float | None  # of what lasts from `x` until then
    label: str
    dashes: str
    line: str = ""


def table_of(panels: list[Panel]) -> pd.DataFrame:
    """The numbers of all panels, as they are drawn, one row a point; the months of some and the years of others are `time`."""
    rows = {(panel.title, panel.unit, label): panel.scaled(curve) for panel in panels for label, curve in panel.curves.items()}
    if not rows:
        return pd.DataFrame(columns=["mean", "low", "high"])
    along = {str(curve.index.name) for curve in rows.values()}
    names = ["panel", "unit", "line", along.pop() if len(along) == 1 else "time"]
    return pd.concat(rows).rename_axis(names).reset_index()


def labels_of(panels: list[Panel]) -> list[str]:
    """What is drawn in any panel, in the order of the first that has it."""
    return list(dict.fromkeys(label for panel in panels for label in panel.curves))


def height_of(panels: list[Panel], columns: int, panel_height: float = PANEL_HEIGHT, width: float = 9.2) -> float:
    """Inches that the panels and their legend need."""
    rows = -(-len(panels) // columns)
    return rows * panel_height + legend_height(panels, width) + 0.3


def draw_panels(
    figure: Figure,
    panels: list[Panel],
    words: Words,
    columns: int,
    x_label: str,
    x_ticks: list[float] | None = None,
    share_y: bool = False,
) -> list[Axes]:
    """Fills the figure with the panels, row by row, below one legend; every axis has its numbers and its unit."""
    rows = -(-len(panels) // columns)
    looks = dict(zip(labels_of(panels), line_styles()))
    above = max(legend_height(panels, figure.get_figwidth()), 0.01)
    grid = figure.add_gridspec(rows + 1, columns, height_ratios=[above] + [PANEL_HEIGHT] * rows)
    if share_y:
        panels = _with_one_scale(panels)
    axes: list[Axes] = []
    for place, panel in enumerate(panels):
        row, column = divmod(place, columns)
        axes.append(figure.add_subplot(grid[row + 1, column]))
        draw_panel(axes[-1], panel, words, looks, figure.get_figwidth() / columns)
        last = place + columns >= len(panels)
        if last and x_label:
            axes[-1].set_xlabel(
                "\n".join(wrapped(x_label, figure.get_figwidth() / columns - 0.4, SETTINGS["axes.labelsize"]))
            )
        if x_ticks is not None:
            axes[-1].set_xticks(x_ticks)
        elif not x_label:
            whole_years(axes[-1])
    legend(figure.add_subplot(grid[0, :]), panels, looks, figure.get_figwidth())
    return axes


def _with_one_scale(panels: list[Panel]) -> list[Panel]:
    """The panels with the limits that hold all their curves and bands."""
    every = pd.concat([panel.scaled(curve) for panel in panels for curve in panel.curves.values()])
    low, high = float(np.nanmin(every)), float(np.nanmax(every))
    low = min(low, 0.0) if panels[0].limits[0] == 0 else low
    return [dataclasses.replace(panel, limits=(low, high + 0.05 * (high - low or 1.0))) for panel in panels]


def draw_panel(axes: Axes, panel: Panel, words: Words, looks: dict[str, dict], width: float) -> None:
    """The curves of one panel, each with its band, and the marks from outside."""
    for label, curve in panel.curves.items():
        values, look = panel.scaled(curve).dropna(subset="mean"), looks[label]  # months without a value are passed over
        style = "steps-post" if panel.step else "default"
        banded = values["low"].notna() & values["high"].notna()
        if banded.any():
            axes.fill_between(
                values.index,
                values["low"],
                values["high"],
                step="post" if panel.step else None,
                color=look["color"],
                alpha=0.18,
                linewidth=0,
            )
        few = len(values) <= 12
        axes.plot(
            values.index,
            values["mean"],
            color=look["color"],
            linestyle=look["linestyle"],
            drawstyle=style,
            marker=look["marker"] if few else None,
            markersize=4.5,
        )
    for moment in panel.moments:
        look = _look_of(moment, looks)
        axes.axvline(moment.x, zorder=1.5, **look)
        if moment.end is not None:
            axes.axvspan(moment.x, moment.end, color=look["color"], alpha=0.12, linewidth=0, zorder=0.5)
    for mark in panel.marks:
        axes.errorbar(
            mark.x,
            mark.y,
            yerr=mark.error,
            color=mark.colour,
            marker="D",
            markersize=5,
            capsize=3,
            linewidth=1.2,
            markerfacecolor="white",
            zorder=6,
        )
    axes.set_title("\n".join(wrapped(panel.title, width - AXIS_WIDTH, SETTINGS["axes.titlesize"], "bold")))
    axes.set_ylabel(panel.unit)
    low, high = panel.limits
    if not panel.curves or all(curve["mean"].isna().all() for curve in panel.curves.values()):
        say_nothing_there(axes, words, ticks=bool(panel.marks))
        axes.set_ylim(low, high)
    elif all((panel.scaled(curve).fillna(0) == 0).all(axis=None) for curve in panel.curves.values()):
        axes.set_ylim(-0.05, 1)  # an axis that fits nothing but zeros would have ticks of hundredths
    elif low is not None or high is not None:
        axes.set_ylim(low, high)
    plain_numbers(axes, words)


def _look_of(moment: Moment, looks: dict[str, dict]) -> dict:
    colour = looks[moment.line]["color"] if moment.line in looks else BLACK
    return {"color": colour, "linestyle": moment.dashes, "linewidth": 1.0}


def say_nothing_there(axes: Axes, words: Words, ticks: bool = False) -> None:
    """An empty panel says that it is empty, and has no numbers unless there are marks to read on its axes."""
    axes.text(0.5, 0.5, words("picture_text.no_values"), transform=axes.transAxes, ha="center", va="center", color=GREY)
    if not ticks:
        axes.tick_params(left=False, bottom=False, labelleft=False, labelbottom=False)


def whole_years(axes: Axes, most: int = 6) -> None:
    """Ticks of an axis of calendar years, at whole ones."""
    axes.xaxis.set_major_locator(MaxNLocator(nbins=most, integer=True, min_n_ticks=2))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))


def plain_numbers(axes: Axes, words: Words, which: str = "y", most: int = 5) -> None:
    """Few ticks, with numbers as the language writes them."""
    for name in which:
        axis = getattr(axes, f"{name}axis")
        axis.set_major_locator(MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]))
        axis.set_major_formatter(FuncFormatter(lambda value, _: words.short(value)))


def legend(axes: Axes, panels: list[Panel], looks: dict[str, dict], width: float) -> None:
    """The legend of all panels on axes of its own, one below another: lines where there are several, moments, marks from outside."""
    axes.set_axis_off()
    lines, moments, marks = _legend_names(panels)
    handles = [
        Line2D(
            [],
            [],
            color=looks[name]["color"],
            linestyle=looks[name]["linestyle"],
            marker=looks[name]["marker"] if _has_markers(panels, name) else None,
            markersize=4.5,
        )
        for name in lines
    ]
    colours = {mark.label: mark.colour for panel in panels for mark in panel.marks}
    diamonds = [
        Line2D([], [], color=colours[name], marker="D", markersize=5, markerfacecolor="white", linestyle="none")
        for name in marks
    ]
    every = {moment.label: moment for panel in panels for moment in panel.moments}
    upright = [Line2D([], [], **_look_of(every[name], looks)) for name in moments]
    total, above = _legend_lines(panels, width), 0
    for names, symbols in ((lines, handles), (moments, upright), (marks, diamonds)):
        if names:
            axes.add_artist(
                Legend(
                    axes,
                    symbols,
                    names,
                    loc="upper left",
                    bbox_to_anchor=(0, 1.0 - above / total),
                    ncols=_columns(names, width),
                    borderaxespad=0,
                    handlelength=3.2,
                    columnspacing=1.6,
                )
            )
            above += _rows_of(names, width)


def _has_markers(panels: list[Panel], label: str) -> bool:
    return any(label in panel.curves and panel.curves[label]["mean"].notna().sum() <= 12 for panel in panels)


def _legend_names(panels: list[Panel]) -> tuple[list[str], list[str], list[str]]:
    """Lines, moments and marks that a legend has to name."""
    lines = labels_of(panels)
    others = (
        list(dict.fromkeys(each.label for panel in panels for each in of(panel)))
        for of in (lambda panel: panel.moments, lambda panel: panel.marks)
    )
    return (lines if len(lines) > 1 else []), *others


def _columns(names: list[str], width: float) -> int:
    widest = max(text_width(name, SETTINGS["legend.fontsize"]) for name in names) + 0.75
    return max(1, min(len(names), int((width - 0.6) / widest)))


def legend_height(panels: list[Panel], width: float) -> float:
    """Inches of the legend of these panels."""
    return LEGEND_LINE * _legend_lines(panels, width)


def _legend_lines(panels: list[Panel], width: float) -> int:
    return sum(_rows_of(names, width) for names in _legend_names(panels) if names)


def _rows_of(names: list[str], width: float) -> int:
    return -(-len(names) // _columns(names, width))


def years(times) -> np.ndarray:
    """Months as numbers on an axis of years: July 2005 is 2005.5.

    >>> years(np.array(["2005-07-01", "2006-01-01"], dtype="datetime64[ns]")).tolist()
    [2005.5, 2006.0]
    """
    months = np.asarray(times).astype("datetime64[M]").astype(int)
    return 1970 + months / 12.0
