"""What each arm changes against the first: the outcomes that a decision rests on, each with its interval."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import xarray as xr

from ..findings import arm_label
from ..statistics import paired_difference
from ..survival import REPORTED_MONTH
from ..words import Words
from .over_time import Measure, at_the_end, unit_of
from .panels import plain_numbers
from .picture import Picture
from .style import GREY, MARKERS, COLOURS, SETTINGS, wrapped

COLUMNS = 3


@dataclasses.dataclass(frozen=True)
class Outcome:
    """One number of each run: a measure at the end, or at seven years where it runs along durations."""

    measure: Measure
    better: int  # 1 when more is better, -1 when less is, 0 when nobody says

    def values(self, data: xr.Dataset) -> xr.DataArray:
        series = self.measure.values(data)
        if "duration" in series.dims:
            return series.sel(duration=min(REPORTED_MONTH, int(data["duration"].values[-1])), drop=True)
        return at_the_end(series) if {"time", "season"} & set(series.dims) else series


OUTCOMES = (
    Outcome(Measure("kaplan_meier_from_signing", "share"), 1),
    Outcome(Measure("kaplan_meier", "share"), 1),
    Outcome(Measure("funded", "number", "sum"), 1),
    Outcome(Measure("members", "number", "sum"), 1),
    Outcome(Measure("potential_income", "bs"), 1),
    Outcome(Measure("member_income", "bs"), 1),
    Outcome(Measure("potential_poor", "number"), -1),
    Outcome(Measure("public_money", "bs"), 0),
    Outcome(Measure("buyer_profit", "bs"), 0),
)


def differences(data: xr.Dataset, words: Words) -> list[Picture]:
    """A panel an outcome: each arm's paired difference from the first arm, with its interval; zero is no difference."""
    arms = [str(arm) for arm in data["arm"].values]
    panels = []
    for outcome in OUTCOMES:
        if outcome.measure.lacking(data):
            continue
        values = outcome.values(data)
        found = {arm: paired_difference(values, arm, arms[0]) for arm in arms[1:]}
        if any(np.isfinite(each.mean) for each in found.values()):
            rows = pd.DataFrame(
                [(each.mean, each.low, each.high, each.runs) for each in found.values()],
                index=[arm_label(words, arm) for arm in found],
                columns=["mean", "low", "high", "runs"],
            )
            panels.append((outcome, outcome.measure.title(data, words), values, rows))
    table = pd.concat({title: rows for _, title, _, rows in panels}, names=["outcome", "arm"]).reset_index()
    base = arm_label(words, arms[0])

    def draw(figure):
        grid = figure.subplots(-(-len(panels) // COLUMNS), COLUMNS, squeeze=False)
        for axes, panel in zip(grid.flat, panels):
            _forest(axes, panel, words, base)
        for axes in list(grid.flat)[len(panels) :]:
            axes.set_axis_off()

    rows = -(-len(panels) // COLUMNS)
    shown = words("shown.differences", base=base, runs=str(data.sizes["run"]))
    return [
        Picture(
            "differences",
            _finding(panels, words, base),
            shown,
            table,
            draw,
            (9.2, rows * (1.55 + 0.27 * (len(arms) - 1)) + 0.1),
        )
    ]


def _finding(panels, words: Words, base: str) -> str:
    """How many of the outcomes each arm betters and worsens, as far as the runs can tell."""
    if not panels:
        return words("finding.no_difference_at_all", base=base)
    arms = list(panels[0][3].index)
    parts = []
    for arm in arms:
        signs = [
            outcome.better * (1 if rows.loc[arm, "low"] > 0 else -1 if rows.loc[arm, "high"] < 0 else 0)
            for outcome, _, _, rows in panels
        ]
        better, worse, judged = signs.count(1), signs.count(-1), sum(1 for outcome, *_ in panels if outcome.better)
        parts.append(words("finding.betters", arm=arm, better=str(better), worse=str(worse), judged=str(judged)))
    return words("finding.differences", base=base, parts="; ".join(parts[:3]))


def _forest(axes, panel, words: Words, base: str) -> None:
    outcome, title, values, rows = panel
    spread = xr.DataArray(rows[["mean", "low", "high"]].to_numpy())
    scale, unit = unit_of(outcome.measure.unit, spread, words)
    unit = words("axis.points") if outcome.measure.unit == "share" else unit
    places = np.arange(len(rows))[::-1]
    for place, (_, row), colour, marker in zip(places, rows.iterrows(), COLOURS[1:], MARKERS[1:]):
        if np.isfinite(row["low"]):
            axes.plot([row["low"] * scale, row["high"] * scale], [place, place], color=colour, linewidth=2)
        axes.plot(
            row["mean"] * scale,
            place,
            marker=marker,
            color=colour,
            markersize=6,
            markerfacecolor=colour if row["low"] > 0 or row["high"] < 0 else "white",
        )
    axes.axvline(0, color=GREY, linewidth=1)
    axes.set_yticks(places, rows.index)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.set_xlabel(unit)
    axes.margins(x=0.12)
    axes.set_title("\n".join(wrapped(title, axes.figure.get_figwidth() / COLUMNS - 1.25, SETTINGS["axes.titlesize"], "bold")))
    plain_numbers(axes, words, "x", most=3)
