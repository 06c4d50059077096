"""How long alliances last: with numbers at risk by arm, and by region and product."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes

from ..findings import arm_label, finding
from ..statistics import curves_by_arm
from ..survival import REPORTED_MONTH
from ..words import Words
from .marks import survival_mark, survival_marks_by_region
from .panels import Panel, draw_panels, height_of, labels_of, table_of
from .picture import Picture, bands
from .style import TEXT_GREY

LEAST_AT_RISK = 5.0  # alliances of all runs together, below which a curve is not drawn
COLUMNS = 3


def survival(data: xr.Dataset, words: Words) -> list[Picture]:
    """Share of alliances still with their first buyer by months since funding, one line an arm, with numbers at risk."""
    marks = survival_mark(data, words)
    panel = Panel(
        "",
        _curves(data, words, data["kaplan_meier"], data["at_risk"].sum("region")),
        words("axis.percent_of_alliances"),
        100.0,
        (0, 102),
        marks,
        step=True,
    )
    at_risk = _at_risk(data, words, list(panel.curves))
    ticks = _month_ticks(data)

    def draw(figure):
        axes = draw_panels(figure, [panel], words, 1, words("axis.months_since_funding"), ticks)[0]
        _write_at_risk(axes, at_risk, ticks, words)

    height = 3.3 + height_of([panel], 1, 0.0) + 0.2 * len(at_risk.columns)
    return [
        Picture(
            "survival",
            survival_finding(data, words),
            words("shown.survival") + _about_marks(marks, words) + bands(data, words),
            table_of([panel]),
            draw,
            (9.2, height),
        )
    ]


def survival_by_region(data: xr.Dataset, words: Words) -> list[Picture]:
    """The same in each region, in the file's order."""
    marks = survival_marks_by_region(data, words)
    return _by_part(data, words, "region", data["at_risk"], marks)


def survival_by_product(data: xr.Dataset, words: Words) -> list[Picture]:
    """The same of each product."""
    return _by_part(data, words, "product", None, {})


def survival_finding(data: xr.Dataset, words: Words) -> str:
    """What the curves say at seven years, or at the last month of shorter runs."""
    month = min(REPORTED_MONTH, int(data["duration"].values[-1]))
    subject = words("subject.survival", years=words.short(round(month / 12, 1)))
    return finding(words, subject, "share", data["kaplan_meier"].sel(duration=month), data["project"])


def _by_part(data, words, dimension: str, at_risk: xr.DataArray | None, marks: dict) -> list[Picture]:
    panels, names = [], {}  # what sentences call the panels
    for part in (str(label) for label in data[dimension].values):
        values = data[f"kaplan_meier_by_{dimension}"].sel({dimension: part})
        risk = None if at_risk is None else at_risk.sel({dimension: part})
        curves = _curves(data, words, values, risk)
        if dimension == "product":
            curves = {label: curve for label, curve in curves.items() if label in _enough_of(data, words, part)}
        if curves:
            panels.append(
                Panel(
                    words.sentence(dimension, part),
                    curves,
                    words("axis.percent_of_alliances"),
                    100.0,
                    (0, 102),
                    marks.get(part, []),
                    step=True,
                )
            )
            names[panels[-1].title] = words.label(dimension, part)

    def draw(figure):
        draw_panels(figure, panels, words, COLUMNS, words("axis.months_since_funding"), _month_ticks(data, 24))

    return [
        Picture(
            f"survival-by-{dimension}",
            _spread_finding(panels, names, words, dimension, data),
            words(f"shown.survival_by_{dimension}") + _about_marks(marks, words) + bands(data, words),
            table_of(panels),
            draw,
            (9.2, height_of(panels, COLUMNS)),
        )
    ]


def _about_marks(marks, words: Words) -> str:
    """What sets the evaluation's figures apart from the curves, where there are any."""
    return words("shown.survival_mark") if marks else ""


def _enough_of(data: xr.Dataset, words: Words, product: str) -> set[str]:
    """Arms in which enough alliances of the product were funded, in all runs together, for a curve to say something."""
    if "funded_by_product" not in data.variables:
        return {arm_label(words, str(arm)) for arm in data["arm"].values}
    funded = data["funded_by_product"].sel(product=product).isel(time=-1).sum("run")
    return {arm_label(words, str(arm)) for arm in data["arm"].values if float(funded.sel(arm=arm)) >= LEAST_AT_RISK}


def _spread_finding(panels: list[Panel], names: dict[str, str], words: Words, dimension: str, data: xr.Dataset) -> str:
    """Which part keeps most and which fewest, in the first arm."""
    month = min(REPORTED_MONTH, int(data["duration"].values[-1]))
    first = labels_of(panels)[:1]
    at = {
        names[panel.title]: float(panel.curves[first[0]]["mean"].get(month, np.nan))
        for panel in panels
        if first and first[0] in panel.curves
    }
    at = {name: share for name, share in at.items() if np.isfinite(share)}
    years = words.short(round(month / 12, 1))
    if len(at) < 2:
        return words(f"finding.survival_{dimension}_{'one' if len(panels) < 2 else 'several'}", years=years)
    best, worst = max(at, key=at.get), min(at, key=at.get)
    return words(
        f"finding.survival_{dimension}",
        years=years,
        best=best,
        worst=worst,
        high=words.percent(at[best]),
        low=words.percent(at[worst]),
    )


def _curves(data, words, values: xr.DataArray, at_risk: xr.DataArray | None) -> dict[str, pd.DataFrame]:
    """Mean curves by arm, each as far as enough alliances are followed."""
    curves = curves_by_arm(values, label=functools.partial(arm_label, words))
    if at_risk is None:
        return curves
    for arm in data["arm"].values:
        label = arm_label(words, str(arm))
        if label in curves:
            total = at_risk.sel(arm=arm).sum("run").values
            curves[label] = curves[label][total >= LEAST_AT_RISK]
    return {label: curve for label, curve in curves.items() if len(curve)}


def _at_risk(data, words, labels: list[str]) -> pd.DataFrame:
    """Alliances at risk by month, mean over runs, a column an arm."""
    mean = data["at_risk"].sum("region").mean("run")
    columns = {arm_label(words, str(arm)): mean.sel(arm=arm).values for arm in data["arm"].values}
    return pd.DataFrame({label: columns[label] for label in labels}, index=data["duration"].values)


def _month_ticks(data: xr.Dataset, every: int = 12) -> list[int]:
    return list(range(0, int(data["duration"].values[-1]) + 2, every))


def _write_at_risk(axes: Axes, at_risk: pd.DataFrame, ticks: list[int], words: Words) -> None:
    """The numbers at risk under the axis, one line an arm, below a heading."""
    several = len(at_risk.columns) > 1
    shift = -42
    axes.annotate(
        words("axis.at_risk"),
        (0, 0),
        (0, shift),
        xycoords="axes fraction",
        textcoords="offset points",
        fontsize=9,
        color=TEXT_GREY,
        va="top",
    )
    for line, (label, numbers) in enumerate(at_risk.items(), 1):
        if several:
            axes.annotate(
                label,
                (1, 0),
                (6, shift - 14 * line),
                xycoords="axes fraction",
                textcoords="offset points",
                fontsize=9,
                color=TEXT_GREY,
                va="top",
            )
        for month in ticks:
            if month in numbers.index:
                value = numbers[month]
                axes.annotate(
                    words.number(value, 0 if value >= 9.95 or value == round(value) else 1),
                    (month, 0),
                    (0, shift - 14 * line),
                    xycoords=axes.get_xaxis_transform(),
                    textcoords="offset points",
                    ha="center",
                    va="top",
                    fontsize=9,
                    color=TEXT_GREY,
                )
