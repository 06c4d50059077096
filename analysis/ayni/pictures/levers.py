"""What levers do: an outcome along one lever, over two of them, by each of many, and at all that a search tried."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
import xarray as xr

from ..designs import Factor, Outcome, along, factors, is_grid, one_at_a_time, outcomes
from ..findings import arm_label, spelled
from ..request import request_of
from ..statistics import curves_by_arm, estimate
from ..words import Words
from .over_time import unit_of
from .panels import Panel, draw_panels, height_of, plain_numbers, table_of
from .picture import Picture, bands
from .style import BLACK, COLOURS, GREY, MARKERS, SETTINGS, wrapped

MOST_VALUES = 12  # of a lever that is drawn as a curve
MOST_CELLS = 64
COLUMNS = 3


def has_levers(data: xr.Dataset) -> bool:
    """Whether a lever was changed."""
    return bool(factors(data))


def has_several(data: xr.Dataset) -> bool:
    """Whether two levers or more were changed."""
    return len(factors(data)) > 1


def has_curves(data: xr.Dataset) -> bool:
    """Whether the points are a grid with a lever of few values."""
    every = factors(data)
    return any(each.distinct.size <= MOST_VALUES for each in every) and (len(every) == 1 or is_grid(every))


def has_map(data: xr.Dataset) -> bool:
    """Whether the points are a grid of two levers with few values."""
    two = factors(data)
    return len(two) == 2 and is_grid(two) and two[0].distinct.size * two[1].distinct.size <= MOST_CELLS


def _outcomes(data: xr.Dataset) -> list[Outcome]:
    """The outcomes of a design in the order in which they were asked for; what a search makes best comes first."""
    request = request_of(data.attrs["command_line"])
    best = request.objective.partition(":")[0] if request else ""
    return sorted(outcomes(data), key=lambda outcome: outcome.text != best)


def lever(data: xr.Dataset, words: Words) -> list[Picture]:
    """A picture a lever: each outcome along its values, one line an arm; other levers are averaged over."""
    every = factors(data)
    curved = [each for each in every if each.distinct.size <= MOST_VALUES]
    return [_along_one(data, words, factor, len(every) > 1) for factor in curved]


def _along_one(data, words: Words, factor: Factor, others: bool) -> Picture:
    places = np.arange(factor.distinct.size) if factor.levels else factor.distinct
    panels = []
    for outcome in _outcomes(data):
        values = along(data, outcome, factor)
        scale, unit = unit_of(outcome.unit, values, words)
        panels.append(
            Panel(outcome.title(words), curves_by_arm(values, places, functools.partial(arm_label, words)), unit, scale)
        )

    def draw(figure):
        for axes in draw_panels(figure, panels, words, min(COLUMNS, len(panels)), factor.parameter):
            axes.set_xticks(places, [factor.tick(value, words) for value in factor.distinct])

    shown = (
        words("shown.lever", lever=factor.parameter)
        + (words("shown.lever_others") if others else "")
        + bands(data, words)
    )
    return Picture(
        f"lever-{factor.name.replace('_', '-')}",
        _lever_finding(data, words, factor, _outcomes(data)[0]),
        shown,
        table_of(panels),
        draw,
        (9.2, height_of(panels, min(COLUMNS, len(panels)), 2.5)),
    )


def _lever_finding(data, words: Words, factor: Factor, outcome: Outcome) -> str:
    """How the first outcome differs, run by run, between the lever's ends, in the first arm; and where it is beyond both."""
    values = along(data, outcome, factor).isel(arm=0)
    found = estimate(values.isel(value=-1).values - values.isel(value=0).values)
    ends = {"low": factor.tick(factor.distinct[0], words), "high": factor.tick(factor.distinct[-1], words)}
    _, say = spelled(words, outcome.unit)
    key = "finding.lever" if found.differs else "finding.lever_none"
    return words(
        key, lever=factor.parameter, outcome=outcome.title(words), difference=words.signed(say, found.mean), **ends
    ) + _between_the_ends(values, words, factor, say)


def _between_the_ends(values: xr.DataArray, words: Words, factor: Factor, say) -> str:
    """The value between a lever's ends at which an outcome is furthest above both, or below both; empty without one."""
    furthest, told = 0.0, ""
    for k in range(1, values.sizes["value"] - 1):
        here = values.isel(value=k).values
        low, high = (estimate(here - values.isel(value=end).values) for end in (0, -1))
        nearer = min(abs(low.mean), abs(high.mean))
        if low.differs and high.differs and low.mean * high.mean > 0 and nearer > furthest:
            furthest = nearer
            told = words(
                f"finding.lever_between_{'high' if low.mean > 0 else 'low'}",
                value=say(float(np.nanmean(here))),
                at=factor.tick(factor.distinct[k], words),
            )
    return told


def heat_map(data: xr.Dataset, words: Words) -> list[Picture]:
    """A map of two levers for each outcome and arm: the mean over runs in each cell, written in it."""
    across, up = factors(data)
    maps = {}
    for outcome in _outcomes(data):
        for arm in data["arm"].values:
            cells = _cells(data[outcome.variable].sel(arm=arm).mean("run").values, across, up)
            label = (
                f"{outcome.title(words)}: {arm_label(words, str(arm))}"
                if data.sizes["arm"] > 1
                else outcome.title(words)
            )
            maps[label] = (outcome, cells)
    columns = 2
    table = pd.DataFrame(
        [
            (label, across.tick(x, words), up.tick(y, words), cells[j, i])
            for label, (_, cells) in maps.items()
            for j, y in enumerate(up.distinct)
            for i, x in enumerate(across.distinct)
        ],
        columns=["outcome", across.parameter, up.parameter, "mean"],
    )

    def draw(figure):
        grid = figure.subplots(-(-len(maps) // columns), columns, squeeze=False)
        for axes, (label, (outcome, cells)) in zip(grid.flat, maps.items()):
            _heat(axes, label, outcome, cells, across, up, words)
        for axes in list(grid.flat)[len(maps) :]:
            axes.set_axis_off()

    rows = -(-len(maps) // columns)
    first_label, (outcome, cells) = next(iter(maps.items()))
    best = np.unravel_index(np.nanargmax(cells), cells.shape) if np.isfinite(cells).any() else (0, 0)
    title = words(
        "finding.heat_map",
        outcome=first_label,
        value=spelled(words, outcome.unit)[0](cells[best]),
        across=across.parameter,
        up=up.parameter,
        x=across.tick(across.distinct[best[1]], words),
        y=up.tick(up.distinct[best[0]], words),
    )
    shown = words("shown.heat_map", runs=str(data.sizes["run"]))
    return [Picture("heat-map", title, shown, table, draw, (9.2, rows * (1.1 + 0.3 * up.distinct.size)))]


def _cells(values: np.ndarray, across: Factor, up: Factor) -> np.ndarray:
    """Values by point as a table; rows are the values of `up` from the lowest, columns those of `across`."""
    cells = np.full((up.distinct.size, across.distinct.size), np.nan)
    cells[np.searchsorted(up.distinct, up.values), np.searchsorted(across.distinct, across.values)] = values
    return cells


def _heat(axes, label: str, outcome: Outcome, cells: np.ndarray, across: Factor, up: Factor, words: Words) -> None:
    scale, unit = unit_of(outcome.unit, xr.DataArray(cells), words)
    low, high = np.nanmin(cells), np.nanmax(cells)
    # The lighter half of the shades, on all of which dark numbers can be read.
    axes.imshow(cells, origin="lower", aspect="auto", cmap="Blues", vmin=low, vmax=high + (high - low or 1.0))
    for (j, i), value in np.ndenumerate(cells):
        axes.text(
            i,
            j,
            words.short(float(f"{value * scale:.3g}")) if np.isfinite(value) else "",
            ha="center",
            va="center",
            fontsize=9,
            color=BLACK,
        )
    axes.set_xticks(range(across.distinct.size), [across.tick(value, words) for value in across.distinct])
    axes.set_yticks(range(up.distinct.size), [up.tick(value, words) for value in up.distinct])
    axes.set_xlabel(across.parameter)
    axes.set_ylabel("\n".join(wrapped(up.parameter.replace(".", ". "), 1.2, 9.5)).replace(". ", "."))
    axes.set_title("\n".join(wrapped(f"{label}, {unit}", 3.4, SETTINGS["axes.titlesize"], "bold")))
    axes.grid(False)


def effects(data: xr.Dataset, words: Words) -> list[Picture]:
    """A panel an outcome: what each lever changes over its range, the largest on top.

    Where points differ in one lever only it is the difference from the first point, run by run; else the slope of a linear
    regression on all levers at once, times the range.
    """
    every = [each for each in factors(data) if not each.levels or len(each.levels) <= MOST_VALUES]
    single = one_at_a_time(every)
    found = {
        outcome: (_differences if single else slopes)(data[outcome.variable].isel(arm=0), every)
        for outcome in _outcomes(data)
    }
    order = next(iter(found.values()))["mean"].abs().groupby(level=0).max().sort_values(ascending=False).index[:20]
    table = pd.concat(
        {outcome.title(words): rows for outcome, rows in found.items()}, names=["outcome", "lever"]
    ).reset_index()

    def draw(figure):
        grid = figure.subplots(1, min(3, len(found)), squeeze=False, sharey=True)
        for axes, (outcome, rows) in zip(grid.flat, found.items()):
            _effect_panel(axes, outcome, rows, order, words)

    first, rows = next(iter(found.items()))
    title = words("finding.effects" if single else "finding.effects_ends", lever=order[0], outcome=first.title(words))
    shown = words("shown.effects_single" if single else "shown.effects") + words(
        "shown.first_arm", arm=arm_label(words, str(data["arm"].values[0]))
    )
    return [Picture("effects", title, shown, table, draw, (9.2, 1.5 + 0.27 * len(order)))]


def _differences(values: xr.DataArray, every: list[Factor]) -> pd.DataFrame:
    """Difference of each tried value from the first point; a row a value, indexed by parameter."""
    rows = []
    for factor in every:
        for point in np.flatnonzero(factor.values != factor.values[0]):
            found = estimate(values.isel(point=point).values - values.isel(point=0).values)
            rows.append((factor.parameter, found.mean, found.low, found.high))
    return pd.DataFrame(rows, columns=["lever", "mean", "low", "high"]).set_index("lever")


def slopes(values: xr.DataArray, every: list[Factor]) -> pd.DataFrame:
    """Slopes over the whole range by least squares, run by run, so that the interval is that of runs."""
    design = np.stack(
        [np.ones(values.sizes["point"])] + [(each.values - each.values.min()) / np.ptp(each.values) for each in every],
        axis=1,
    )
    found_slopes = []
    for of_run in values.transpose("run", "point").values:
        known = np.isfinite(of_run)
        if known.sum() > design.shape[1]:
            found_slopes.append(np.linalg.lstsq(design[known], of_run[known], rcond=None)[0][1:])
    found = [estimate(np.array(found_slopes)[:, k] if found_slopes else []) for k in range(len(every))]
    return pd.DataFrame(
        [(each.mean, each.low, each.high) for each in found],
        index=pd.Index([each.parameter for each in every], name="lever"),
        columns=["mean", "low", "high"],
    )


def _effect_panel(axes, outcome: Outcome, rows: pd.DataFrame, order: pd.Index, words: Words) -> None:
    scale, unit = unit_of(outcome.unit, xr.DataArray(rows[["mean"]].to_numpy()), words)
    for place, name in enumerate(order):
        mine = rows.loc[[name]] * scale
        for k, (_, row) in enumerate(mine.iterrows()):
            differs = row["low"] > 0 or row["high"] < 0
            axes.plot([row["low"], row["high"]], [-place, -place], color=COLOURS[k % 2], linewidth=1.4)
            axes.plot(
                row["mean"],
                -place,
                marker=MARKERS[k % 2],
                color=COLOURS[k % 2],
                markersize=5,
                markerfacecolor=COLOURS[k % 2] if differs else "white",
            )
    axes.axvline(0, color=GREY, linewidth=1)
    axes.set_yticks([-place for place in range(len(order))], list(order))
    axes.set_xlabel(words("axis.points") if outcome.unit == "share" else unit)
    axes.set_title("\n".join(wrapped(outcome.title(words), 2.1, SETTINGS["axes.titlesize"], "bold")))
    plain_numbers(axes, words, "x")


def tried(data: xr.Dataset, words: Words) -> list[Picture]:
    """All points of a search or a sample: each outcome over each lever, mean over runs with its interval.

    Of levers tried one by one it shows those at which the first outcome is furthest from the scenario's.
    """
    asked = _outcomes(data)[:3]
    values = {outcome: data[outcome.variable].isel(arm=0) for outcome in asked}
    found = {
        outcome: [estimate(points.isel(point=k).values) for k in range(data.sizes["point"])]
        for outcome, points in values.items()
    }
    first, every = next(iter(found.items()))
    means = np.array([one.mean for one in every])
    levers = _levers_to_show(factors(data), means)
    table = pd.DataFrame(
        {each.parameter: [each.tick(value, words) for value in each.values] for each in levers}
        | {outcome.title(words): [one.mean for one in every] for outcome, every in found.items()}
    )

    def draw(figure):
        grid = figure.subplots(len(asked), len(levers), squeeze=False, sharex="col", sharey="row")
        for row, (outcome, every) in zip(grid, found.items()):
            mean = np.array([one.mean for one in every])
            half = np.array([one.mean - one.low for one in every])
            scale, unit = unit_of(outcome.unit, xr.DataArray(mean), words)
            for axes, factor in zip(row, levers):
                axes.errorbar(
                    factor.values,
                    mean * scale,
                    yerr=half * scale,
                    linestyle="none",
                    marker="o",
                    markersize=4.5,
                    color=COLOURS[0],
                    ecolor="#9CC5E0",
                    elinewidth=1,
                )
                plain_numbers(axes, words, "xy")
                if factor.levels:
                    axes.set_xticks(
                        range(len(factor.levels)), [factor.tick(k, words) for k in range(len(factor.levels))]
                    )
            row[0].set_ylabel("\n".join([*wrapped(outcome.title(words), 1.9, SETTINGS["axes.labelsize"]), unit]))
        for axes, factor in zip(grid[-1], levers):
            axes.set_xlabel(factor.parameter)

    request = request_of(data.attrs["command_line"])
    lowest = request is not None and request.lowest
    best = int(np.nanargmin(means) if lowest else np.nanargmax(means)) if np.isfinite(means).any() else 0
    moved = [each for each in levers if not one_at_a_time(factors(data)) or each.values[best] != each.values[0]]
    at = ", ".join(f"{each.parameter} = {each.tick(each.values[best], words)}" for each in moved)
    title = words(
        f"finding.{'tried_lowest' if lowest else 'tried'}",
        count=str(data.sizes["point"]),
        outcome=first.title(words),
        value=spelled(words, first.unit)[0](means[best]),
        at=at or words("finding.as_it_stands"),
    )
    return [
        Picture("tried", title, words("shown.tried") + bands(data, words), table, draw, (9.2, 0.5 + 2.1 * len(asked)))
    ]


def _levers_to_show(every: list[Factor], means: np.ndarray) -> list[Factor]:
    """Three levers: the first, or of levers tried one by one those that take a mean furthest from that of the first point."""
    if not one_at_a_time(every):
        return every[:3]
    away = [np.nanmax(np.abs(means - means[0]) * (each.values != each.values[0])) for each in every]
    return [every[place] for place in np.argsort(away)[::-1][:3]]
