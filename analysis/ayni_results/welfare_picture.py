"""Incomes and poverty of members against controls, applicants without an alliance, and the no-project twin."""

import numpy as np

from . import style
from .evidence import figures
from .files import project_and_twin
from .survival import spread

LINES = [  # variable's first word, arm, label, colour, dashes
    ("member", 0, "Members of alliances", style.BLUE, "-"),
    ("applicant", 0, "Groups without an alliance", style.ORANGE, (0, (1, 1))),
    ("control", 0, "Controls", style.VERMILION, (0, (5, 2))),
    ("applicant", 1, "The same country without the project", style.BLACK, (0, (5, 1.5, 1, 1.5))),
]


def _years(data):
    """Calendar year in which each agricultural year (July to June) ends."""
    first = data["time"].values[0].astype("datetime64[M]")
    year, month = int(str(first)[:4]), int(str(first)[5:7])
    return np.arange(data.sizes["season"]) + year + (1 if month >= 7 else 0)


def _draw_lines(axes, data, variable, factor):
    project, twin = project_and_twin(data)
    years = _years(data)
    for word, arm, label, colour, dashes in LINES:
        source = (project, twin)[arm]
        if source is None:
            continue
        values = source[f"{word}_{variable}"].values * factor
        known = np.isfinite(values).any(axis=0)
        if not known.any():
            continue
        mean, low, high = spread(values[:, known])
        axes.fill_between(years[known], low, high, color=colour, alpha=0.13, linewidth=0)
        axes.plot(years[known], mean, color=colour, linestyle=dashes, linewidth=1.8, label=label)
    _year_axis(axes, years)


def _year_axis(axes, years):
    axes.set_xticks(years[1::2])
    axes.set_xlim(years[0] + 0.6, years[-1] + 0.3)


def _mark_report(axes, kind, years):
    after = figures()["poverty.after"]["value"]
    for who, colour in (("beneficiary", style.BLUE), ("control", style.VERMILION)):
        axes.plot(years[-1] + 0.1, 100 * after[f"{kind}_{who}"], marker="<", markersize=7, color=colour,
                  markeredgecolor="white", clip_on=False, linestyle="none", zorder=5)


def _draw_effect(axes, data):
    """Revenue of all groups that could apply, with the project over without, the same shocks in both."""
    project, twin = project_and_twin(data)
    years = _years(data)
    ratio = project["year_revenue"].sum("product", skipna=False) / twin["year_revenue"].sum("product", skipna=False)
    values = 100 * (ratio.values - 1)
    known = np.isfinite(values).all(axis=0)
    mean, low, high = spread(values[:, known])
    axes.axhline(0, color=style.GREY, linewidth=1)
    axes.fill_between(years[known], low, high, color=style.GREEN, alpha=0.2, linewidth=0)
    axes.plot(years[known], mean, color=style.GREEN, linewidth=1.8)
    _year_axis(axes, years)
    axes.set_title("Effect of the project on sales")
    axes.set_ylabel("Revenue of all who could apply,\n% over the twin's")


def draw_welfare(data, path):
    """Draws income and poverty by agricultural year; with a twin, also the project's effect on sales."""
    _, twin = project_and_twin(data)
    years = _years(data)
    with style.figure(figsize=(9.2, 6.8)) as drawn:
        grid = drawn.add_gridspec(2, 2, hspace=0.42, wspace=0.24, left=0.085, right=0.965, top=0.82, bottom=0.115)
        income = drawn.add_subplot(grid[0, 0])
        _draw_lines(income, data, "income", 1e-3)
        income.set_title("Income of a household, all sources")
        income.set_ylabel("Thousand Bs a year, nominal")
        income.set_ylim(bottom=0)
        if twin is not None:
            _draw_effect(drawn.add_subplot(grid[0, 1]), data)
        else:
            product = drawn.add_subplot(grid[0, 1])
            _draw_lines(product, data, "product_income", 1e-3)
            product.set_title("Net income from the product")
            product.set_ylabel("Thousand Bs a year, nominal")
        for column, (kind, name) in enumerate((("moderate", "Moderate poverty"), ("extreme", "Extreme poverty"))):
            axes = drawn.add_subplot(grid[1, column])
            _draw_lines(axes, data, f"{kind}_poverty", 100.0)
            _mark_report(axes, kind, years)
            axes.set_ylim(0, 100)
            axes.set_title(name)
            axes.set_ylabel("Households below the line, %")
            axes.set_xlabel("Agricultural year that ends in June of")
        handles, labels = income.get_legend_handles_labels()
        marker = axes.plot([], [], marker="<", color="#666666", linestyle="none", markersize=7)[0]
        drawn.legend([*handles, marker], [*labels, "Report, after the project"], loc="upper left",
                     bbox_to_anchor=(0.07, 0.945), ncol=3, fontsize=8, columnspacing=1.6, handlelength=3.2)
        drawn.text(0.085, 0.985, f"Income and poverty: {data.sizes['run']} replicates of {data['arm'].values[0]}",
                   fontsize=12.5, fontweight="bold", va="top")
        drawn.text(0.085, 0.02, "Lines: mean of replicates. Bands: nine in ten replicates. Members chose to join: the "
                   "gap to controls is not the project's effect.", fontsize=7.5, color="#444444")
        style.save(drawn, path, data)
