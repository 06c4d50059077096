"""How long alliances last, arm by arm."""

from __future__ import annotations

import pandas as pd
import xarray as xr

from ..statistics import mean_and_interval
from ..words import Words
from .picture import Picture
from .style import line_styles


def survival_by_arm(data: xr.Dataset, words: Words) -> list[Picture]:
    """Share of alliances still with their first buyer, by months since funding; one line an arm."""
    curves = {}
    for arm in data["arm"].values:
        values = data["kaplan_meier"].sel(arm=arm)
        if values.notnull().any():
            curves[str(arm)] = mean_and_interval(values, "run")

    def lines(figure):
        axes = figure.subplots()
        for (arm, curve), look in zip(curves.items(), line_styles()):
            axes.fill_between(curve.index, 100 * curve["low"], 100 * curve["high"], step="post", alpha=0.2, linewidth=0,
                              color=look["color"])
            axes.step(curve.index, 100 * curve["mean"], where="post", label=arm, color=look["color"],
                      linestyle=look["linestyle"])
        axes.set_ylim(0, 102)
        axes.set_xlabel(words("axis.months_since_funding"))
        axes.set_ylabel(words("axis.percent_of_alliances"))
        axes.legend()
    return [Picture("survival", words("finding.survival_none"), words("shown.survival"),
                    pd.concat(curves, names=["arm", "duration"]), lines)]
