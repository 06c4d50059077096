"""What ends alliances: the share ended by each cause, causes competing."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes

from ..findings import arm_label
from ..statistics import curves_by_arm
from ..words import Words
from .panels import Panel, draw_panels, height_of, plain_numbers, table_of
from .picture import Picture, bands
from .style import SETTINGS, TEXT_GREY
from .survival import LEAST_AT_RISK

COLUMNS = 4
LEAST_SHARE = 0.0005  # of alliances ended by a cause that is drawn
LEAST_GAP = 6.0  # points between the labels of bands
FILLS = ("#CC5200", "#E8B48F", "#0072B2", "#9CC5E0", "#00805E", "#94CDBB", "#7B4FA3", "#C6B2DA")
HATCHES = ("", "////", "", "\\\\\\\\", "", "....", "", "xxxx")


def causes(data: xr.Dataset, words: Words) -> list[Picture]:
    """Cumulative incidence by cause since funding: stacked for a single arm, otherwise a panel a cause."""
    incidence = data["cumulative_incidence"]
    arms = [str(arm) for arm in data["arm"].values if np.isfinite(incidence.sel(arm=arm).values).any()]
    if not arms:
        return [_nothing(words("finding.no_alliance"), words)]
    last = _followed(data, arms)
    incidence = incidence.isel(duration=slice(0, last))
    final = incidence.isel(duration=-1).mean("run").sel(arm=arms)
    present = [str(cause) for cause in data["cause"].values if float(final.sel(cause=cause).max()) >= LEAST_SHARE]
    title = _finding(words, final.sel(arm=arms[0]), arms[0], last - 1)
    if not present:
        return [_nothing(title, words)]
    if len(arms) == 1:
        return [_stacked(data.sel(arm=arms[0]), words, incidence.sel(arm=arms[0]), present, title)]
    return [_by_cause(data, words, incidence.sel(arm=arms), present, title)]


def _followed(data: xr.Dataset, arms: list[str]) -> int:
    """Months in which enough alliances of every arm are at risk."""
    total = data["at_risk"].sum(["region", "run"]).sel(arm=arms).min("arm").values
    return max(1, int((total >= LEAST_AT_RISK).sum()))


def _finding(words: Words, final: xr.DataArray, arm: str, months: int) -> str:
    order = [str(cause) for cause in final["cause"].values[np.argsort(-final.values, kind="stable")]]
    ended = float(final.sum())
    if ended <= 0:
        return words("finding.causes_none", arm=arm_label(words, arm), months=str(months))
    return words(
        "finding.causes",
        arm=arm_label(words, arm),
        months=str(months),
        ended=words.percent(ended),
        cause=words.label("cause", order[0]),
        share=words.percent(float(final.sel(cause=order[0])) / ended),
    )


def _nothing(title: str, words: Words) -> Picture:
    panel = Panel("", {})
    return Picture(
        "causes",
        title,
        words("shown.causes"),
        table_of([panel]),
        lambda figure: draw_panels(figure, [panel], words, 1, ""),
        (9.2, 2.0),
    )


def _by_cause(data, words, incidence, present, title) -> Picture:
    panels = [
        Panel(
            words.sentence("cause", cause),
            curves_by_arm(incidence.sel(cause=cause), label=functools.partial(arm_label, words)),
            words("axis.percent_of_alliances"),
            100.0,
            (0, None),
            step=True,
        )
        for cause in present
    ]

    def draw(figure):
        draw_panels(
            figure,
            panels,
            words,
            COLUMNS,
            words("axis.months_since_funding"),
            list(range(0, incidence.sizes["duration"] + 1, 24)),
            share_y=True,
        )

    return Picture(
        "causes",
        title,
        words("shown.causes") + bands(data, words),
        table_of(panels),
        draw,
        (9.2, height_of(panels, COLUMNS)),
    )


def _stacked(data, words, incidence, present, title) -> Picture:
    mean = incidence.mean("run")
    shares = pd.DataFrame(
        {cause: 100 * mean.sel(cause=cause).values for cause in present}, index=mean["duration"].values
    )
    risk = data["at_risk"].sum("region").mean("run")

    def draw(figure):
        axes = figure.subplots()
        _stack(axes, shares, words)
        axes.set_xlabel(words("axis.months_since_funding"))
        axes.set_ylabel(words("axis.percent_of_alliances"))
        axes.set_xticks(range(0, len(shares) + 1, 12))

    table = shares.rename(columns=lambda cause: words.label("cause", cause)).rename_axis(
        words("axis.months_since_funding")
    )
    shown = words("shown.causes") + words(
        "shown.causes_stacked", runs=str(data.sizes["run"]), alliances=words.number(float(risk[0]))
    )
    return Picture("causes", title, shown, table.reset_index(), draw, (9.2, 4.2))


def _stack(axes: Axes, shares: pd.DataFrame, words: Words) -> None:
    """Bands on each other, each named beside its right end with its share, causes that end many at the bottom."""
    bottom = np.zeros(len(shares))
    ends = []
    order = shares.iloc[-1].sort_values(ascending=False).index
    for cause in order:
        kind = list(shares.columns).index(cause) % len(FILLS)
        top = bottom + shares[cause].to_numpy()
        axes.fill_between(
            shares.index,
            bottom,
            top,
            step="post",
            facecolor=FILLS[kind],
            hatch=HATCHES[kind],
            edgecolor="white",
            linewidth=0.8,
        )
        ends.append((0.5 * (bottom[-1] + top[-1]), words.sentence("cause", cause), top[-1] - bottom[-1]))
        bottom = top
    axes.plot(shares.index, bottom, drawstyle="steps-post", color="#222222", linewidth=1.2)
    ends.append((0.5 * (100 + bottom[-1]), words.sentence("cause", "none"), 100 - bottom[-1]))
    _name_bands(axes, ends, shares.index[-1], words)
    axes.set_xlim(0, shares.index[-1])
    axes.set_ylim(0, 100)
    axes.grid(False)
    plain_numbers(axes, words)


def _name_bands(axes: Axes, ends: list[tuple[float, str, float]], at: float, words: Words) -> None:
    """Names and shares at the right, apart from each other where bands are thin."""
    heights = [height for height, _, _ in ends]
    for k in range(1, len(heights)):
        heights[k] = max(heights[k], heights[k - 1] + LEAST_GAP)
    over = max(0.0, heights[-1] - 98.0)
    for k in range(len(heights) - 1, -1, -1):  # pushed down from the top as far as needed
        limit = 98.0 if k == len(heights) - 1 else heights[k + 1] - LEAST_GAP
        heights[k] = min(heights[k], limit) if over else heights[k]
    for height, (middle, name, share) in zip(heights, ends):
        said = words.percent(share / 100) if share >= 0.5 else "<" + words.percent(0.01)
        axes.annotate(
            f"{name}  {said}",
            xy=(at, middle),
            xytext=(1.03, height),
            textcoords=axes.get_yaxis_transform(),
            va="center",
            fontsize=SETTINGS["font.size"],
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": TEXT_GREY, "linewidth": 0.7, "relpos": (0, 0.5)},
        )
