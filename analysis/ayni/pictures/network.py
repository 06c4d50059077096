"""The groups, their buyers and who sells to whom on the map of each catchment, at the end of one run."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.lines import Line2D

from ..files import table
from ..findings import arm_label
from ..words import Words
from .panels import plain_numbers
from .picture import Picture
from .style import BLACK, BLUE, GREEN, GREY, SETTINGS, VERMILION

COLUMNS = 3
MOST_CATCHMENTS = 9
GOLDEN_ANGLE = np.pi * (3.0 - 5.0**0.5)  # of a spiral whose points keep their distance
SPACING = 0.022  # from one agent of a municipality to the next, as a share of the map's width
STATES = {  # of a group that was funded: marker, colour, filled
    "first_buyer": ("o", BLUE, True),
    "new_buyer": ("^", GREEN, True),
    "suspended": ("D", GREY, False),
    "free_market": ("X", VERMILION, True),
    "dissolved": ("v", BLACK, False),
}
NOT_FUNDED = (".", "#9A9A9A", True)
BUYER = ("s", BLACK, False)


@dataclasses.dataclass
class Map:
    """A catchment: where its municipalities, groups and buyers are drawn, in km from the market town."""

    name: str
    towns: pd.DataFrame  # east, north
    groups: pd.DataFrame  # east, north, state, buyer
    buyers: pd.DataFrame  # east, north, by number


def network(data: xr.Dataset, words: Words) -> list[Picture]:
    """A map a catchment of the first run: groups coloured by what became of their alliance, lines to those they sell to."""
    arm = next(
        (str(arm) for arm, project in zip(data["arm"].values, data["project"].values) if project),
        str(data["arm"].values[0]),
    )
    maps = _maps(data, words, arm)
    shown = sorted(maps, key=lambda each: -int(each.groups["state"].notna().sum()))[:MOST_CATCHMENTS]
    shown = [each for each in maps if any(each is one for one in shown)]  # in the file's order
    columns = min(COLUMNS, len(shown))
    rows = -(-len(shown) // columns)
    funded = pd.concat([each.groups for each in maps])["state"].dropna()
    title = words(
        "finding.network",
        kept=str(int((funded == "first_buyer").sum())),
        count=str(len(funded)),
        arm=arm_label(words, arm),
    )
    table_shown = pd.concat({each.name: each.groups for each in shown}, names=["catchment", "group"]).reset_index()

    def draw(figure):
        grid = figure.add_gridspec(rows + 1, columns, height_ratios=[0.55] + [3.0] * rows)
        _legend(figure.add_subplot(grid[0, :]), words)
        for place, each in enumerate(shown):
            _draw_map(figure.add_subplot(grid[1 + place // columns, place % columns]), each, words)

    said = words("shown.network", count=str(len(shown)), all=str(len(maps)))
    return [Picture("network", title, said, table_shown, draw, (9.2, 0.6 + rows * (3.0 if columns > 1 else 6.0)))]


def _maps(data: xr.Dataset, words: Words, arm: str) -> list[Map]:
    def of_run(name: str) -> pd.DataFrame:
        rows = table(data, name)
        return rows[(rows["arm"] == arm) & (rows["run"] == rows["run"].min())].reset_index(drop=True)

    places, groups, buyers = of_run("place"), of_run("group"), of_run("buyer")
    groups = groups[groups["control"] == 0]
    state = of_run("alliance").set_index("group")["state"].astype(object)
    groups = groups.assign(state=state.reindex(groups.index))
    found = []
    for number, towns in places.groupby("catchment"):
        here = groups[groups["municipality"].isin(towns.index)], buyers[buyers["municipality"].isin(towns.index)]
        wide = float(max(np.ptp([0.0, *towns["east"]]), np.ptp([0.0, *towns["north"]]), 10.0))
        placed = _placed(towns, *here, SPACING * wide)
        region = words.sentence("region", str(towns["region"].iloc[0]))
        found.append(Map(f"{region} {int(number) + 1}", towns[["east", "north"]], *placed))
    return found


def _placed(
    towns: pd.DataFrame, groups: pd.DataFrame, buyers: pd.DataFrame, spacing: float
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Groups and buyers around their municipality, on one spiral, so that none lies on another."""
    groups, buyers = groups[["municipality", "state", "buyer"]].copy(), buyers[["municipality", "open"]].copy()
    for number, town in towns.iterrows():
        around = [
            (frame, label) for frame in (buyers, groups) for label in frame.index[frame["municipality"] == number]
        ]
        for place, (frame, label) in enumerate(around, 1):
            radius, angle = spacing * 1.25 * place**0.5, place * GOLDEN_ANGLE
            frame.loc[label, "east"] = town["east"] + radius * np.cos(angle)
            frame.loc[label, "north"] = town["north"] + radius * np.sin(angle)
    return groups.reindex(columns=["east", "north", "state", "buyer"]), buyers.reindex(
        columns=["east", "north", "open"]
    )


def _draw_map(axes, each: Map, words: Words) -> None:
    axes.plot(0, 0, marker="*", color=BLACK, markersize=12, zorder=4)
    axes.scatter(each.towns["east"], each.towns["north"], marker="+", color=GREY, s=60, linewidth=1.2, zorder=1)
    sold = each.groups[each.groups["buyer"].isin(each.buyers.index)]
    for _, group in sold.iterrows():
        buyer = each.buyers.loc[group["buyer"]]
        axes.plot(
            [group["east"], buyer["east"]], [group["north"], buyer["north"]], color="#9CC5E0", linewidth=0.7, zorder=2
        )
    for state, (marker, colour, filled) in [*STATES.items(), (None, NOT_FUNDED)]:
        mine = each.groups[each.groups["state"].isna() if state is None else each.groups["state"] == state]
        axes.scatter(
            mine["east"],
            mine["north"],
            marker=marker,
            s=12 if state is None else 26,
            zorder=5,
            linewidth=1,
            facecolor=colour if filled else "white",
            edgecolor=colour,
        )
    for is_open, size in ((1, 30), (0, 12)):
        mine = each.buyers[each.buyers["open"] == is_open]
        axes.scatter(
            mine["east"],
            mine["north"],
            marker=BUYER[0],
            s=size,
            facecolor="white" if is_open else GREY,
            edgecolor=BUYER[1],
            zorder=3,
            linewidth=0.9,
        )
    axes.set_title(each.name)
    axes.set_aspect("equal", adjustable="datalim")
    axes.set_xlabel(words("axis.km_east"))
    plain_numbers(axes, words, "xy")


def _legend(axes, words: Words) -> None:
    axes.set_axis_off()
    looks = [
        *((f"state.{state}", look) for state, look in STATES.items()),
        ("state.not_funded", NOT_FUNDED),
        ("state.buyer", BUYER),
    ]
    handles = [
        Line2D([], [], marker=marker, color=colour, linestyle="none", markerfacecolor=colour if filled else "white")
        for _, (marker, colour, filled) in looks
    ]
    labels = [words(key) for key, _ in looks]
    handles += [
        Line2D([], [], marker="*", color=BLACK, linestyle="none", markersize=10),
        Line2D([], [], marker="+", color=GREY, linestyle="none"),
        Line2D([], [], color="#9CC5E0"),
    ]
    labels += [words("state.market_town"), words("state.municipality"), words("state.agreement")]
    axes.legend(
        handles,
        labels,
        loc="center left",
        bbox_to_anchor=(0, 0.5),
        ncol=4,
        borderaxespad=0,
        fontsize=SETTINGS["legend.fontsize"],
        columnspacing=1.2,
        handletextpad=0.4,
    )
