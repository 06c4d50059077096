"""Measures over the months or years of the runs, one panel a measure and one line an arm."""

from __future__ import annotations

import dataclasses
import functools

import numpy as np
import xarray as xr

from ..findings import arm_label, finding
from ..statistics import curves_by_arm, weighted_mean
from ..words import Words
from .moments import moments_of, told_of
from .panels import Panel, draw_panels, height_of, table_of, years
from .picture import Picture, bands

COLUMNS = 3
GENERAL_PRICES = "general_prices"  # over those of the scenario's base year


@dataclasses.dataclass(frozen=True)
class Measure:
    """A series of the file as a panel shows it.

    `over` says what becomes of region or product: `sum`, or the variable that weighs them in a mean; without either it is
    the one that is called `part` on its dimension. `unit` is `share`, `index`, `bs` or `number`.
    """

    variable: str
    unit: str
    over: str = ""
    part: str = ""
    real: bool = False  # over the general prices of its time
    smooth: bool = False  # mean of twelve months, where single months are of few settlements

    def lacking(self, data: xr.Dataset) -> bool:
        return self.variable not in data.variables or (self.real and GENERAL_PRICES not in data.variables)

    def values(self, data: xr.Dataset) -> xr.DataArray:
        """The measure by arm, run, and time or season; each arm and run has one value a month or year.

        Years that the runs do not see whole are NaN.
        """
        values = self._of_the_country(data)
        if "season" in values.dims:
            values = values.where(whole_seasons(data))
            return values / prices_by_season(data) if self.real else values
        if self.real:
            values = values / data[GENERAL_PRICES].astype(float)
        return values.rolling(time=12, min_periods=1).mean() if self.smooth else values

    def _of_the_country(self, data: xr.Dataset) -> xr.DataArray:
        series = data[self.variable].astype(float)
        extra = [name for name in series.dims if name not in ("arm", "run", "time", "season", "duration")]
        if not extra:
            return series
        if self.part:
            return series.sel({extra[0]: self.part}, drop=True)
        if self.over == "sum":
            return series.sum(extra[0], skipna=False)
        return weighted_mean(series, data[self.over].astype(float), extra[0])

    def title(self, data: xr.Dataset, words: Words) -> str:
        key = f"{self.variable}.{self.part}" if self.part else self.variable
        title = words.measure(key, data[self.variable].attrs)
        return words("picture_text.real", measure=title) if self.real else title


ALLIANCES = (
    Measure("funded", "number", "sum"),
    Measure("first_buyer", "number", "sum"),
    Measure("new_buyer", "number", "sum"),
    Measure("free_market", "number", "sum"),
    Measure("suspended", "number", "sum"),
    Measure("dissolved", "number", "sum"),
    Measure("members", "number", "sum"),
)
RELATIONS = (
    Measure("trust", "index", "funded"),
    Measure("buyer_trust", "index", "funded"),
    Measure("side_selling", "share", "funded", smooth=True),
    Measure("cohesion", "index", "funded"),
)
BUYERS = (
    Measure("buyers_open", "number", "sum"),
    Measure("year_buyer_profit", "bs", "sum"),
    Measure("unpaid_share", "share", "settlements", smooth=True),
    Measure("refused_share", "share", "settlements", smooth=True),
    Measure("renegotiated_share", "share", "settlements", smooth=True),
    Measure("suspended", "number", "sum"),
)
CREDIT = (
    Measure("funds", "number"),
    Measure("fund_cash", "bs"),
    Measure("fund_lent", "bs"),
    Measure("fund_overdue", "bs"),
    Measure("fund_written_off", "bs"),
    Measure("bank_debt", "bs"),
    Measure("bank_written_off", "bs"),
    Measure("advances", "bs"),
)
SPENDING = (
    *(Measure("project_spent", "bs", part=part) for part in ("grants", "assistance", "brokers", "administration")),
    Measure("counterpart_paid", "bs"),
    Measure("municipal_works", "number"),
)
INCOME = (
    Measure("member_income", "bs"),
    Measure("control_income", "bs"),
    Measure("applicant_income", "bs"),
    Measure("member_product_income", "bs"),
    Measure("control_product_income", "bs"),
    Measure("potential_income", "bs"),
)
REAL_INCOME = (
    Measure(GENERAL_PRICES, "number"),
    Measure("day_wage", "bs", real=True),
    Measure("member_income", "bs", real=True),
    Measure("control_income", "bs", real=True),
    Measure("applicant_income", "bs", real=True),
    Measure("potential_income", "bs", real=True),
)
POVERTY = (
    Measure("member_moderate_poverty", "share"),
    Measure("control_moderate_poverty", "share"),
    Measure("applicant_moderate_poverty", "share"),
    Measure("member_extreme_poverty", "share"),
    Measure("control_extreme_poverty", "share"),
    Measure("potential_poor", "number"),
)


def over_time(name: str, measures: tuple[Measure, ...], told: Measure, data: xr.Dataset, words: Words) -> list[Picture]:
    """A panel for each measure that the file has; the title tells of one of them, at the end of the runs."""
    there = [measure for measure in measures if not measure.lacking(data)]
    panels = [panel_of(measure, data, words) for measure in there]

    def draw(figure):
        draw_panels(figure, panels, words, COLUMNS, "")

    shown = words(f"shown.{name}") + bands(data, words) + told_of(panels, words)
    return [
        Picture(
            name,
            finding(words, f"{name}", told.unit, at_the_end(told.values(data)), data["project"]),
            shown,
            table_of(panels),
            draw,
            (9.2, height_of(panels, COLUMNS)),
        )
    ]


def panel_of(measure: Measure, data: xr.Dataset, words: Words) -> Panel:
    """The panel of one measure, with an axis in a unit that keeps its numbers short."""
    values = measure.values(data)
    curves = curves_by_arm(values, axis_of(values, data), functools.partial(arm_label, words))
    scale, unit = unit_of(measure.unit, values, words)
    limits = (
        (0, None)
        if measure.unit in ("number", "bs", "share") and float(np.nanmin(values.values, initial=0)) >= 0
        else (None, None)
    )
    if measure.unit == "index":
        limits = (0, 1)
    if measure.unit == "share" and any((curve[["mean", "high"]] > 1).any(axis=None) for curve in curves.values()):
        limits = (0, 100)  # the interval of a few runs may be wider than all there is
    moments = moments_of(data, words, "time" in values.dims)
    return Panel(measure.title(data, words), curves, unit, scale, limits, [], moments, step="time" in values.dims)


def axis_of(values: xr.DataArray, data: xr.Dataset) -> np.ndarray:
    """Where the values stand on an axis of calendar years: months as fractions, a July-to-June year where it ends."""
    if "time" in values.dims:
        return years(data["time"].values)
    return season_ends(data)


def season_ends(data: xr.Dataset) -> np.ndarray:
    """Calendar year in whose June each agricultural year ends."""
    first = years(data["time"].values[:1])[0]
    return np.arange(data.sizes["season"]) + int(first) + (1 if first % 1 >= 0.49 else 0)


def whole_seasons(data: xr.Dataset) -> xr.DataArray:
    """Of each agricultural year, July to June, whether the runs see all of it."""
    first = int(years(data["time"].values[:1])[0] * 12 + 0.5) % 12  # month of the first, 0 for January
    before = (first - 6) % 12  # months of the first season that lie before the runs
    seasons = np.arange(data.sizes["season"])
    whole = (12 * seasons >= before) & (12 * (seasons + 1) <= before + data.sizes["time"])
    return xr.DataArray(whole, dims="season")


def prices_by_season(data: xr.Dataset) -> xr.DataArray:
    """General prices by arm, run and agricultural year, mean of its months."""
    months = data["time"].values.astype("datetime64[M]").astype(int)
    season = (months + 6) // 12
    season -= season[0]
    monthly = data[GENERAL_PRICES].astype(float)
    return xr.concat([monthly.isel(time=np.flatnonzero(season == k)).mean("time") for k in range(data.sizes["season"])], "season")


def unit_of(unit: str, values: xr.DataArray, words: Words) -> tuple[float, str]:
    """By what to multiply, and what the axis then says."""
    if unit == "share":
        return 100.0, "%"
    if unit == "index":
        return 1.0, words("unit.zero_to_one")
    finite = np.abs(values.values[np.isfinite(values.values)])
    largest = float(finite.max()) if finite.size else 0.0
    scale, word = next(
        (s, w)
        for least, s, w in ((2e6, 1e-6, "million"), (2e4, 1e-3, "thousand"), (-1.0, 1.0, "plain"))
        if largest > least
    )
    return scale, words(f"axis.{word}_{unit}")


def at_the_end(values: xr.DataArray) -> xr.DataArray:
    """The last value along time or season that all arms with values have."""
    dimension = "time" if "time" in values.dims else "season"
    known = np.isfinite(values.transpose(dimension, "arm", "run").values).any(axis=2)
    full = known[:, known.any(axis=0)].all(axis=1) if known.any() else known.any(axis=1)
    return values.isel({dimension: int(np.nonzero(full)[0][-1]) if full.any() else -1}, drop=True)
