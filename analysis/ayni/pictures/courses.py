"""The course of every series of the file, by region, product and whatever else it runs along, without a line for any of them.

What is drawn follows from the file alone: names of dimensions, `long_name` and `units`. A new measure shows up by itself.
"""

from __future__ import annotations

import dataclasses
import functools

import numpy as np
import xarray as xr
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from ..designs import unit_kind
from ..findings import arm_label
from ..statistics import curves_by_arm
from ..words import Words
from .moments import moments_of, told_of
from .over_time import axis_of, unit_of, whole_seasons
from .panels import Panel, draw_panel, labels_of, legend, legend_height, table_of, whole_years
from .picture import Picture, bands
from .style import GREY, SETTINGS, line_styles, wrapped

WIDEST = 8  # labels of a dimension that stand side by side
PLAIN_COLUMNS = 4
MOST_ROWS = 9  # of a page
ROW, HEADING, NO_HEADING = (
    1.5,
    0.26,
    0.34,
)  # inches of a row of panels with its ticks, and above it with and without a name
UNIT_LINE = 0.19  # of a panel's height, for each line of its unit
SMALL_TITLE = {"fontsize": 9, "fontweight": "normal", "loc": "left", "pad": 3}
CLOCKS = ("time", "season")
ACCOUNTS = {"payer": "{} →", "payee": "→ {}"}
CODES = {"int8"}  # categories, which have no course


@dataclasses.dataclass
class Row:
    """Panels side by side with one name above them."""

    heading: str
    panels: list[Panel]


def courses(data: xr.Dataset, words: Words) -> list[Picture]:
    """Every monthly and yearly series: pages of rows, a row a series with a panel for each region, product or other label."""
    pages: dict[str, list[Row]] = {}
    plain: dict[str, list[Panel]] = {}
    for name in series_of(data):
        values = data[name]
        clock = next(dimension for dimension in CLOCKS if dimension in values.dims)
        parts = [dimension for dimension in values.dims if dimension not in ("arm", "run", clock)]
        title = words.measure(name, values.attrs)
        if not parts:
            plain.setdefault(clock, []).append(_panel(data, words, values, title))
        elif len(parts) == 1:
            key = f"{clock}-{parts[0]}"
            pages.setdefault(key, []).extend(_rows(data, words, values, parts[0], title))
        else:
            pages[f"{clock}-{name.replace('_', '-')}"] = [
                row
                for label in data[parts[1]].values
                for row in _rows(
                    data,
                    words,
                    values.sel({parts[1]: label}),
                    parts[0],
                    f"{title}: {_named(words, parts[1], str(label))}",
                    {parts[1]: str(label)},
                )
            ]
    for clock, panels in plain.items():
        pages[clock] = [Row("", panels[at : at + PLAIN_COLUMNS]) for at in range(0, len(panels), PLAIN_COLUMNS)]
    return [
        _page(data, words, key, place, rows)
        for key, all_rows in pages.items()
        if all_rows
        for place, rows in enumerate(_split(all_rows), 1)
    ]


def series_of(data: xr.Dataset) -> list[str]:
    """Names of all series over months or years of runs, with two more dimensions at most, in the file's order."""
    return [
        name
        for name, variable in data.data_vars.items()
        if {"arm", "run"} < set(variable.dims)
        and len(set(CLOCKS) & set(variable.dims)) == 1
        and len(variable.dims) <= 5
        and variable.dtype.name not in CODES
    ]


def _split(rows: list[Row]) -> list[list[Row]]:
    pages = -(-len(rows) // MOST_ROWS)
    each = -(-len(rows) // pages)
    return [rows[at : at + each] for at in range(0, len(rows), each)]


def _named(words: Words, dimension: str, label: str) -> str:
    """What a label of a dimension is called; of payments, who pays and whom."""
    if dimension not in ACCOUNTS:
        return words.label(dimension, label)
    return ACCOUNTS[dimension].format(words.label("account", label))


def _rows(data, words: Words, values: xr.DataArray, dimension: str, title: str, within: dict[str, str] | None = None) -> list[Row]:
    """A series as rows of panels, one a label; a dimension of many labels takes several rows. Of one part of a series of two
    dimensions those labels that never have anything are left out."""
    panels = []
    for label in (str(label) for label in data[dimension].values):
        part = values.sel({dimension: label})
        if within and not (part.fillna(0) != 0).any():
            continue
        named = _named(words, dimension, label)
        panels.append(_panel(data, words, part, named[:1].upper() + named[1:], {**(within or {}), dimension: label}))
    if not panels:
        return []
    if dimension == "region":
        panels = _one_scale(panels)
    count = len(panels) if len(panels) <= WIDEST else -(-len(panels) // (-(-len(panels) // WIDEST)))
    return [Row(title, panels[at : at + count]) for at in range(0, len(panels), count)]


def _panel(data, words: Words, values: xr.DataArray, title: str, part: dict[str, str] | None = None) -> Panel:
    values = values.astype(float)
    if "season" in values.dims:
        values = values.where(whole_seasons(data))
    scale, unit = unit_of(unit_kind(values.attrs), values, words)
    if unit_kind(values.attrs) == "number":
        unit = " ".join(filter(None, ["" if scale == 1.0 else unit, words.unit_of_measure(values.attrs)]))
    panel = Panel(
        title,
        curves_by_arm(values, axis_of(values, data), functools.partial(arm_label, words)),
        unit,
        scale,
        moments=moments_of(data, words, "time" in values.dims, **(part or {})),
        step="time" in values.dims,
    )
    return _scaled_by_means([panel])[0]


def _scaled_by_means(panels: list[Panel]) -> list[Panel]:
    """The panels with limits that hold the means of all; the interval of two runs may be wider than a page."""
    every = [panel.scaled(curve)["mean"].to_numpy() for panel in panels for curve in panel.curves.values()]
    if not every:
        return panels
    low, high = np.nanmin(np.concatenate(every)), np.nanmax(np.concatenate(every))
    room = 0.06 * ((high - low) or abs(high) or 1.0)
    return [dataclasses.replace(panel, limits=(low - room, high + room)) for panel in panels]


def _one_scale(panels: list[Panel]) -> list[Panel]:
    """Regions of a series on one scale, so that rows can be read across."""
    drawn = [panel for panel in panels if panel.curves]
    if not drawn:
        return panels
    largest = min(drawn, key=lambda panel: panel.scale)
    return _scaled_by_means([dataclasses.replace(panel, scale=largest.scale, unit=largest.unit) for panel in panels])


def _page(data, words: Words, key: str, place: int, rows: list[Row]) -> Picture:
    panels = [panel for row in rows for panel in row.panels]
    columns = max(len(row.panels) for row in rows)
    width = max(9.2, 1.55 * columns + 0.6)
    above = legend_height(panels, width)
    height = above + sum(ROW + (HEADING if row.heading else NO_HEADING) for row in rows) + 0.1
    count = len({row.heading for row in rows}) if rows[0].heading else len(panels)
    clock = key.partition("-")[0]
    title = words(f"finding.courses_{clock}{'_one' if count == 1 else ''}", count=str(count)) + _end_differences(data, words, rows)

    def draw(figure):
        _draw_page(figure, rows, columns, above, words)

    shown = words("shown.courses") + bands(data, words) + told_of(panels, words)
    name = f"courses-{key.replace('time', 'months').replace('season', 'years')}-{place}"
    return Picture(name, title, shown, table_of(panels), draw, (width, height))


def _end_differences(data, words: Words, rows: list[Row]) -> str:
    """How many of the page's panels end apart between the first arm and any other, beyond their intervals."""
    if data.sizes["arm"] < 2 or data.sizes["run"] < 2:
        return ""
    apart, count = 0, 0
    for panel in (panel for row in rows for panel in row.panels):
        ends = [curve.dropna().iloc[-1] for curve in panel.curves.values() if len(curve.dropna())]
        count += len(ends) > 1
        apart += any(end["low"] > ends[0]["high"] or end["high"] < ends[0]["low"] for end in ends[1:])
    return words("finding.courses_apart", apart=str(apart), count=str(count)) if count else ""


def _draw_page(figure: Figure, rows: list[Row], columns: int, above: float, words: Words) -> None:
    """Rows on a grid measured in inches: layout by solver would take minutes for hundreds of panels."""
    left, bottom, width, height = figure.get_layout_engine().get()["rect"]
    figure.set_layout_engine("none")
    wide, high = figure.get_figwidth(), figure.get_figheight()
    looks = dict(zip(labels_of([panel for row in rows for panel in row.panels]), line_styles()))
    top = (bottom + height) * high
    if above:
        every = [panel for row in rows for panel in row.panels]
        legend(figure.add_axes((left, (top - above) / high, width, above / high)), every, looks, wide)
    top -= above
    across = width * wide / columns
    for row in rows:
        heading = HEADING if row.heading else NO_HEADING
        if row.heading:
            figure.text(
                left, (top - 0.05) / high, row.heading, va="top", fontsize=SETTINGS["axes.titlesize"], fontweight="bold"
            )
        for column, panel in enumerate(row.panels):
            place = (
                (left * wide + column * across + 0.5) / wide,
                (top - heading - ROW + 0.34) / high,
                (across - 0.6) / wide,
                (ROW - 0.52) / high,
            )
            _small(figure.add_axes(place), panel, words, looks, across)
        top -= heading + ROW


def _small(axes, panel: Panel, words: Words, looks: dict, across: float) -> None:
    title = "\n".join(wrapped(panel.title, across - 0.45, SMALL_TITLE["fontsize"]))
    if not panel.curves:
        axes.set_axis_off()
        axes.text(
            0.5, 0.5, words("picture_text.no_values"), transform=axes.transAxes, ha="center", va="center", color=GREY
        )
        axes.set_title(title, **SMALL_TITLE)
        return
    draw_panel(axes, panel, words, looks, across)
    axes.set_title(title, **SMALL_TITLE)
    axes.set_ylabel("")
    if panel.unit:
        lines = wrapped(panel.unit, across - 0.7, SMALL_TITLE["fontsize"])
        low, high = axes.get_ylim()
        axes.set_ylim(low, high + UNIT_LINE * len(lines) * (high - low))  # the unit stands above the curves
        axes.annotate(
            "\n".join(lines),
            (0, 1),
            (3, -2),
            xycoords="axes fraction",
            textcoords="offset points",
            fontsize=9,
            va="top",
            color="#555555",
        )
    whole_years(axes, 3 if across > 1.5 else 2)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=3))
    for line in axes.get_lines():
        line.set_linewidth(1.2)
        line.set_marker("")
