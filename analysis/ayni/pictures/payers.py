"""Who pays whom: the ledger's flows by class of accounts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr

from ..files import first_with_project
from ..findings import arm_label
from ..statistics import estimate
from ..words import Words
from .over_time import unit_of
from .panels import plain_numbers
from .picture import Picture, bands
from .style import COLOURS, MARKERS, SETTINGS, text_width

MOST_FLOWS = 12


def flows(data: xr.Dataset) -> xr.DataArray:
    """What a class of accounts paid another over the run, in Bs; dimensions arm, run, payer, payee."""
    return data["account_flow"].astype(float).sum("season", skipna=False)


def payers(data: xr.Dataset, words: Words) -> list[Picture]:
    """The largest flows between classes of accounts over the whole run, arm beside arm, the largest on top."""
    paid = flows(data)
    rows = []
    for payer in paid["payer"].values:
        for payee in paid["payee"].values:
            for arm in paid["arm"].values:
                found = estimate(paid.sel(arm=arm, payer=payer, payee=payee).values)
                rows.append(
                    (
                        f"{words.sentence('account', str(payer))} → {words.label('account', str(payee))}",
                        arm_label(words, str(arm)),
                        found.mean,
                        found.low,
                        found.high,
                    )
                )
    table = pd.DataFrame(rows, columns=["flow", "arm", "mean", "low", "high"])
    size = table.groupby("flow")["mean"].max().sort_values(ascending=False)
    size = size[size > 0][:MOST_FLOWS]
    table = table[table["flow"].isin(size.index)]
    scale, unit = unit_of("bs", xr.DataArray(size.to_numpy()), words)
    arms = list(dict.fromkeys(table["arm"]))

    def draw(figure):
        axes = figure.subplots()
        step = 0.7 / len(arms)
        for k, arm in enumerate(arms):
            mine = table[table["arm"] == arm].set_index("flow").reindex(size.index)
            places = -np.arange(len(size)) + 0.35 - step * (k + 0.5)
            axes.barh(
                places,
                mine["mean"] * scale,
                height=0.86 * step,
                color=COLOURS[k % len(COLOURS)],
                alpha=0.35 if len(arms) > 1 else 0.75,
            )
            half = (mine["high"] - mine["low"]) / 2 * scale
            axes.errorbar(
                mine["mean"] * scale,
                places,
                xerr=half if half.notna().all() else None,
                linestyle="none",
                marker=MARKERS[k % len(MARKERS)],
                markersize=4.5,
                color=COLOURS[k % len(COLOURS)],
                elinewidth=1.2,
                label=arm if len(arms) > 1 else None,
            )
        axes.set_yticks(-np.arange(len(size)), size.index)
        axes.set_ylim(-len(size) + 0.5, 0.5)
        axes.set_xlim(left=0)
        axes.set_xlabel(unit)
        axes.grid(axis="y", visible=False)
        plain_numbers(axes, words, "x")
        if len(arms) > 1:
            axes.legend(loc="lower right", fontsize=SETTINGS["legend.fontsize"])

    return [
        Picture(
            "payers",
            _finding(paid, first_with_project(data), words),
            words("shown.payers") + bands(data, words),
            table.reset_index(drop=True),
            draw,
            (9.2, 0.8 + len(size) * max(0.22, 0.11 * len(arms) + 0.1)),
        )
    ]


def _finding(paid: xr.DataArray, arm: str, words: Words) -> str:
    """What groups and households of an arm get from the project and from buyers."""
    mean = paid.sel(arm=arm).mean("run")
    project, buyers = (
        float(mean.sel(payer=who, payee=["household", "group", "fund"]).sum()) for who in ("project", "buyer")
    )
    told = {"project": words.money(project), "buyers": words.money(buyers)}
    if paid.sizes["arm"] == 1:
        return words("finding.payers", **told)
    return words("finding.payers_of_several", **told, arm=arm_label(words, arm))
