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
from .style import BLACK, BLUE, GREEN, GREY, OCHRE, PURPLE, ROSE, SETTINGS, VERMILION

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
CAUSES = {  # of an alliance that ended: the same, by why
    "counterpart_failure": ("P", PURPLE, True),
    "low_trust": ("D", VERMILION, True),
    "better_buyer": ("^", GREEN, True),
    "spot_price": ("X", OCHRE, True),
    "product_change": ("h", ROSE, False),
    "buyer_withdrew": ("v", BLACK, True),
    "buyer_failed": ("v", BLACK, False),
    "dissolution": ("s", GREY, True),
}
LASTING = {"none": ("o", BLUE, True)}
NOT_FUNDED = (".", "#8F8F8F", True)
ROAD, AGREEMENT = "#948870", "#5595C2"
BUYER = ("s", BLACK, False)


@dataclasses.dataclass
class Map:
    """A catchment: where its municipalities, groups and buyers are drawn, in km from the market town."""

    name: str
    towns: pd.DataFrame  # east, north
    roads: pd.DataFrame  # from, to: places of `towns`, -1 the market town; none where the file does not keep them
    groups: pd.DataFrame  # east, north, state, cause, buyer
    buyers: pd.DataFrame  # east, north, by number


def network(data: xr.Dataset, words: Words) -> list[Picture]:
    """A map a catchment of the first run: groups coloured by whom they sell to, lines to the buyers they have agreements with."""
    return _picture(data, words, "network", "state", STATES)


def network_causes(data: xr.Dataset, words: Words) -> list[Picture]:
    """The same, groups coloured by why their alliance ended."""
    return _picture(data, words, "network-causes", "cause", LASTING | CAUSES)


def _picture(data: xr.Dataset, words: Words, name: str, column: str, looks: dict) -> list[Picture]:
    arm = next(
        (str(arm) for arm, project in zip(data["arm"].values, data["project"].values) if project),
        str(data["arm"].values[0]),
    )
    maps = _maps(data, words, arm)
    shown = sorted(maps, key=lambda each: -int(each.groups["state"].notna().sum()))[:MOST_CATCHMENTS]
    shown = [each for each in maps if any(each is one for one in shown)]  # in the file's order
    columns = min(COLUMNS, len(shown))
    rows = -(-len(shown) // columns)
    title = _finding(pd.concat([each.groups for each in maps]), words, column, arm_label(words, arm))
    shown_looks = {key: look for key, look in looks.items() if any((each.groups[column] == key).any() for each in shown)}
    table_shown = pd.concat({each.name: each.groups for each in shown}, names=["catchment", "group"]).reset_index()

    def draw(figure):
        grid = figure.add_gridspec(rows + 1, columns, height_ratios=[0.75] + [3.0] * rows)
        _legend(figure.add_subplot(grid[0, :]), words, column, shown_looks, any(len(each.roads) for each in shown))
        for place, each in enumerate(shown):
            _draw_map(figure.add_subplot(grid[1 + place // columns, place % columns]), each, words, column, shown_looks)

    said = words("shown.network", count=str(len(shown)), all=str(len(maps)))
    return [Picture(name, title, said, table_shown, draw, (9.2, 0.8 + rows * (3.0 if columns > 1 else 6.0)))]


def _finding(groups: pd.DataFrame, words: Words, column: str, arm: str) -> str:
    """How many alliances are with their first buyer, or what ended most of them."""
    funded = groups[column].dropna()
    if column == "state":
        return words("finding.network", kept=str(int((funded == "first_buyer").sum())), count=str(len(funded)), arm=arm)
    ended = funded[funded != "none"].value_counts()
    if ended.empty:
        return words("finding.network_none_ended", count=str(len(funded)), arm=arm)
    return words("finding.network_causes", ended=str(int(ended.sum())), count=str(len(funded)), arm=arm,
                 cause=words.label("cause", str(ended.index[0])), most=str(int(ended.iloc[0])))


def _maps(data: xr.Dataset, words: Words, arm: str) -> list[Map]:
    def of_run(name: str) -> pd.DataFrame:
        rows = table(data, name)
        return rows[(rows["arm"] == arm) & (rows["run"] == rows["run"].min())].reset_index(drop=True)

    places, groups, buyers = of_run("place"), of_run("group"), of_run("buyer")
    groups = groups[groups["control"] == 0]
    alliances = of_run("alliance").set_index("group")
    groups = groups.assign(**{name: alliances[name].astype(object).reindex(groups.index) for name in ("state", "cause")})
    # A cause is of an end; an alliance without one has lasted.
    groups["cause"] = groups["cause"].where(groups["cause"].notna() | groups["state"].isna(), "none")
    roads = of_run("road") if "road_rows" in data.variables else pd.DataFrame(columns=["catchment", "from", "to"])
    found = []
    for number, towns in places.groupby("catchment"):
        here = groups[groups["municipality"].isin(towns.index)], buyers[buyers["municipality"].isin(towns.index)]
        wide = float(max(np.ptp([0.0, *towns["east"]]), np.ptp([0.0, *towns["north"]]), 10.0))
        placed = _placed(towns, *here, SPACING * wide)
        region = words.sentence("region", str(towns["region"].iloc[0]))
        here = roads.loc[roads["catchment"] == number, ["from", "to"]]
        found.append(Map(f"{region} {int(number) + 1}", towns[["east", "north"]], here, *placed))
    return found


def _placed(
    towns: pd.DataFrame, groups: pd.DataFrame, buyers: pd.DataFrame, spacing: float
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Groups and buyers around their municipality, on one spiral, so that none lies on another."""
    groups, buyers = groups[["municipality", "state", "cause", "buyer"]].copy(), buyers[["municipality", "open"]].copy()
    for number, town in towns.iterrows():
        around = [
            (frame, label) for frame in (buyers, groups) for label in frame.index[frame["municipality"] == number]
        ]
        for place, (frame, label) in enumerate(around, 1):
            radius, angle = spacing * 1.25 * place**0.5, place * GOLDEN_ANGLE
            frame.loc[label, "east"] = town["east"] + radius * np.cos(angle)
            frame.loc[label, "north"] = town["north"] + radius * np.sin(angle)
    return groups.reindex(columns=["east", "north", "state", "cause", "buyer"]), buyers.reindex(
        columns=["east", "north", "open"]
    )


def _draw_map(axes, each: Map, words: Words, column: str, looks: dict) -> None:
    for _, road in each.roads.iterrows():
        ends = [(0.0, 0.0) if place < 0 else tuple(each.towns.loc[place, ["east", "north"]]) for place in (road["from"], road["to"])]
        axes.plot(*zip(*ends), color=ROAD, linewidth=1.8, zorder=0.8, solid_capstyle="round")
    axes.plot(0, 0, marker="*", color=BLACK, markersize=12, zorder=4)
    axes.scatter(each.towns["east"], each.towns["north"], marker="+", color=GREY, s=60, linewidth=1.2, zorder=1)
    sold = each.groups[each.groups["buyer"].isin(each.buyers.index)]
    for _, group in sold.iterrows():
        buyer = each.buyers.loc[group["buyer"]]
        axes.plot(
            [group["east"], buyer["east"]], [group["north"], buyer["north"]], color=AGREEMENT, linewidth=0.5, zorder=2
        )
    for state, (marker, colour, filled) in [*looks.items(), (None, NOT_FUNDED)]:
        mine = each.groups[each.groups["state"].isna() if state is None else each.groups[column] == state]
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


def _legend(axes, words: Words, column: str, drawn: dict, roads: bool) -> None:
    axes.set_axis_off()
    looks = [
        *((f"{column}.{key}", look) for key, look in drawn.items()),
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
        Line2D([], [], color=AGREEMENT),
    ]
    labels += [words("state.market_town"), words("state.municipality"), words("state.agreement")]
    if roads:
        handles.append(Line2D([], [], color=ROAD, linewidth=1.8))
        labels.append(words("state.road"))
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
