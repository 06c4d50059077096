"""Income by fifth of the households, and the cash that fifths have."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
import xarray as xr

from ..files import table
from ..findings import arm_label, finding
from ..statistics import curves_by_arm, mean_and_interval
from ..words import Words
from .over_time import unit_of
from .panels import Panel, draw_panels, height_of, table_of
from .picture import Picture, bands

WHO = ("member", "control", "applicant")


def quintiles(data: xr.Dataset, words: Words) -> list[Picture]:
    """Income of each fifth of members, controls and applicants in the last full year, one line an arm."""
    panels = []
    for who in WHO:
        values = data[f"{who}_income_by_quintile"].astype(float)
        scale, unit = unit_of("bs", values, words)
        panels.append(
            Panel(
                words(f"who.{who}"),
                curves_by_arm(values, np.arange(1, 6), functools.partial(arm_label, words)),
                unit,
                scale,
                (0, None),
            )
        )
    poorest = data["member_income_by_quintile"].sel(quintile="poorest", drop=True)

    def draw(figure):
        for axes in draw_panels(figure, panels, words, 3, "", [1, 2, 3, 4, 5]):
            axes.set_xticklabels(
                [words.label("quintile", str(name)) for name in data["quintile"].values], rotation=35, ha="right"
            )

    return [
        Picture(
            "quintiles",
            finding(words, "quintiles", "bs", poorest, data["project"]),
            words("shown.quintiles") + bands(data, words),
            table_of(panels),
            draw,
            (9.2, height_of(panels, 3, 3.0)),
        )
    ]


def cash(data: xr.Dataset, words: Words) -> list[Picture]:
    """Cash of each fifth of the households, by cash, at the end of the runs; a panel for members and one for others."""
    households = table(data, "household")
    households = households[households["away"] == 0]
    panels = []
    for who, member in (("member", 1), ("neighbour", 0)):
        rows = households[households["member"] == member]
        curves = {arm_label(words, str(arm)): _fifths(of_arm) for arm, of_arm in rows.groupby("arm", observed=True)}
        every = [curve["mean"].abs().max() for curve in curves.values()]
        scale, unit = unit_of("bs", xr.DataArray(every or [0.0]), words)
        panels.append(Panel(words(f"who.{who}"), curves, unit, scale, (0, None)))
    first = next(iter(panels[0].curves.values()), pd.DataFrame({"mean": [np.nan] * 5}))["mean"].to_numpy()

    def draw(figure):
        for axes in draw_panels(figure, panels, words, 2, words("axis.fifth_by_cash"), [1, 2, 3, 4, 5]):
            axes.set_xticklabels([words.label("quintile", str(name)) for name in data["quintile"].values])

    title = (
        words("finding.cash", poorest=words.money(first[0]), richest=words.money(first[-1]))
        if np.isfinite(first).all()
        else words("finding.cash_none")
    )
    return [
        Picture(
            "cash",
            title,
            words("shown.cash") + bands(data, words),
            table_of(panels),
            draw,
            (9.2, height_of(panels, 2, 2.7)),
        )
    ]


def _fifths(rows: pd.DataFrame) -> pd.DataFrame:
    """Mean cash of each fifth by run, as a curve along the fifths 1 to 5."""
    place = rows.groupby("run")["cash"].rank(method="first", pct=True)
    fifth = np.ceil(place * 5).clip(1, 5).astype(int)
    means = rows["cash"].groupby([rows["run"], fifth]).mean().unstack().reindex(columns=range(1, 6))
    return mean_and_interval(xr.DataArray(means.to_numpy(float), dims=("run", "quintile")), np.arange(1, 6))
