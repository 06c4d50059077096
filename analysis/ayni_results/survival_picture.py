"""The survival picture: who keeps the first buyer, by region, and what ends the others."""

import numpy as np

from . import style
from .evidence import binomial_error, figures
from .files import project_and_twin, scenario_of
from .survival import REPORTED_MONTH, followed, same_buyer_share, spread

LEAST_AT_RISK = 5  # alliances, all replicates together, below which a curve is not drawn
RISK_EVERY = 24  # months between the printed numbers at risk

CAUSES = {  # from the group's own failures to the market's pull and the buyer's side
    "counterpart_failure": ("Counterpart not paid", style.VERMILION),
    "dissolution": ("Group dissolved", style.PURPLE),
    "low_trust": ("Too little trust", style.BLUE),
    "better_buyer": ("Better buyer", style.SKY),
    "spot_price": ("Better spot price", style.GREEN),
    "product_change": ("Other product", style.YELLOW),
    "buyer_withdrew": ("Buyer withdrew", style.ORANGE),
    "buyer_failed": ("Buyer closed", "#555555"),
}


def _reported_by_region(data):
    """Region -> (reported share, its standard error), where the report has both share and sample."""
    shares = figures()["survival.same_buyer_after_7_years_by_region"]["value"]
    surveyed = {name: region.get("survey", {}).get("sample_2015", 0)
                for name, region in scenario_of(data).get("region", {}).items()}
    return {name: (share, binomial_error(share, surveyed[name])) for name, share in shares.items()
            if surveyed.get(name, 0) > 0}


def _regions(data):
    """Regions with alliances, best surviving first."""
    project, _ = project_and_twin(data)
    present = project["at_risk"].isel(duration=0).sum("run").values > 0
    shares = np.nanmean(np.where(present, project["kaplan_meier_by_region"].values[:, :, -1], np.nan), axis=0) \
        if present.any() else np.zeros(len(present))
    order = np.argsort(-np.nan_to_num(shares))
    return [int(r) for r in order if present[r]]


def _mark_risk(axes, at_risk, months):
    """Numbers at risk under the axis: mean over replicates."""
    mean = np.asarray(at_risk, dtype=float).mean(axis=0)
    for month in range(0, months, RISK_EVERY):
        value = mean[month]
        text = f"{value:.0f}" if value >= 9.95 or value == round(value) else f"{value:.1f}"
        axes.annotate(text, (month, 0), xytext=(0, -19), xycoords=axes.get_xaxis_transform(),
                      textcoords="offset points", ha="center", va="top", fontsize=7.5, color="#666666")


def _survival_axes(axes, months, first_column):
    axes.set_ylim(0, 1.02)
    axes.set_xlim(0, months)
    axes.set_xticks(range(0, months + 1, RISK_EVERY), [f"{m // 12}" for m in range(0, months + 1, RISK_EVERY)])
    axes.set_yticks(np.arange(0, 1.01, 0.25), ["0", "25", "50", "75", "100"] if first_column else [""] * 5)


def _draw_region(axes, project, region, reported, returned, months):
    survival = project["kaplan_meier_by_region"].isel(region=region).values
    at_risk = project["at_risk"].isel(region=region).values
    country, _, _ = spread(project["kaplan_meier"].values)
    until = followed(at_risk, LEAST_AT_RISK)
    mean, low, high = (curve[:until] for curve in spread(survival))
    axes.plot(country, color=style.GREY, linewidth=1.0, linestyle=(0, (4, 2)), label="All regions")
    axes.fill_between(range(until), low, high, step="post", color=style.BLUE, alpha=0.22, linewidth=0,
                      label="Nine in ten replicates")
    axes.step(range(until), mean, where="post", color=style.BLUE, linewidth=1.8, label="Not ended so far, mean of replicates")
    if np.isfinite(returned).any():
        axes.plot(REPORTED_MONTH, np.nanmean(returned), marker="D", markersize=5.5, markerfacecolor="white",
                  markeredgecolor=style.BLUE, markeredgewidth=1.4, linestyle="none", zorder=5,
                  label="Model as the report counts: back with it, too")
    name = str(project["region"].values[region])
    if name in reported:
        share, error = reported[name]
        axes.errorbar(REPORTED_MONTH + 3, share, yerr=error, color=style.VERMILION, marker="o", markersize=5,
                      capsize=3, linewidth=1.4, zorder=6, label="Report after 7 years, ± 1 standard error")
    axes.set_title(style.title(name))
    _survival_axes(axes, months, first_column=axes.get_subplotspec().is_first_col())
    _mark_risk(axes, at_risk, months)


def _draw_causes(axes, project, months):
    incidence = project["cumulative_incidence"].mean("run")
    until = followed(project["at_risk"].sum("region").values, LEAST_AT_RISK)
    x = np.arange(until)
    bottom = np.zeros(until)
    final = []
    for name, (label, colour) in CAUSES.items():
        if name not in incidence["cause"].values:
            continue
        top = bottom + incidence.sel(cause=name).values[:until]
        if top[-1] - bottom[-1] > 1e-9:
            axes.fill_between(x, bottom, top, step="post", color=colour, linewidth=0.5, edgecolor="white")
            final.append((0.5 * (bottom[-1] + top[-1]), label, top[-1] - bottom[-1]))
        bottom = top
    if bottom[-1] < 1:
        axes.fill_between(x, bottom, 1, step="post", color="#EFEFEF", linewidth=0)
        final.append((0.5 * (1 + bottom[-1]), "Still with the first buyer", 1 - bottom[-1]))
    _label_bands(axes, final, until - 1)
    _survival_axes(axes, months, first_column=True)
    axes.set_title("What ended them: share of all alliances ended by each cause (Aalen-Johansen, mean of replicates)")
    axes.set_ylabel("Alliances, %")
    axes.set_xlabel("Years since funding (small grey numbers: alliances at risk, mean of replicates)", labelpad=15)
    _mark_risk(axes, project["at_risk"].sum("region").values, months)
    report = figures()["survival.state_after_7_years"]
    kept = report["value"]["same_buyer"]
    axes.errorbar(REPORTED_MONTH, 1 - kept, yerr=binomial_error(kept, report["n"]), color=style.BLACK, marker="o",
                  markersize=5, capsize=3, linewidth=1.4, zorder=6)
    axes.annotate("Report: no longer with the first buyer", (REPORTED_MONTH, 1 - kept), xytext=(0, 42),
                  textcoords="offset points", ha="center", va="center", fontsize=8,
                  arrowprops={"arrowstyle": "-", "color": style.BLACK, "linewidth": 0.6, "shrinkB": 9})


def _label_bands(axes, bands, at, least_gap=0.072):
    """Writes each band's name and share beside its right end, apart from each other where bands are thin."""
    heights = [height for height, _, _ in bands]
    for k in range(1, len(heights)):
        heights[k] = max(heights[k], heights[k - 1] + least_gap)
    if heights:
        over = max(0.0, heights[-1] - 1.0)
        heights = [height - over * (k / max(len(heights) - 1, 1)) for k, height in enumerate(heights)]
    for height, (middle, label, share) in zip(heights, bands):
        axes.annotate(f"{label}  {100 * share:.0f}%" if share >= 0.005 else f"{label}  <1%", xy=(at, middle),
                      xytext=(at + 5, height), va="center", fontsize=8, annotation_clip=False,
                      arrowprops={"arrowstyle": "-", "color": "#999999", "linewidth": 0.6, "shrinkA": 1, "shrinkB": 0,
                                  "relpos": (0, 0.5)})


def draw_survival(data, path):
    """Draws who keeps the first buyer, by region and with the report's figures, and what ends the others."""
    project, _ = project_and_twin(data)
    months = project.sizes["duration"]
    regions = _regions(data)
    returned = same_buyer_share(data)
    reported = _reported_by_region(data)
    columns = 3
    upper = max(1, -(-len(regions) // columns))
    with style.figure(figsize=(9.2, 2.3 * upper + 4.0)) as drawn:
        grid = drawn.add_gridspec(upper + 1, columns, height_ratios=[1.0] * upper + [1.35], hspace=0.58, wspace=0.12,
                                  left=0.075, right=0.975, top=1 - 1.16 / (2.3 * upper + 4.0), bottom=0.075)
        for k, region in enumerate(regions):
            axes = drawn.add_subplot(grid[k // columns, k % columns])
            _draw_region(axes, project, region, reported, returned[:, region], months)
            if k % columns == 0:
                axes.set_ylabel("With first buyer, %")
        handles, labels = drawn.axes[0].get_legend_handles_labels() if drawn.axes else ([], [])
        drawn.legend(handles, labels, loc="upper left", bbox_to_anchor=(0.062, 1 - 0.38 / (2.3 * upper + 4.0)), ncol=3,
                     fontsize=8, columnspacing=1.4, handlelength=2.2)
        causes = drawn.add_subplot(grid[upper, :])
        _draw_causes(causes, project, months)
        position = causes.get_position()
        causes.set_position([position.x0, position.y0, position.width * 0.76, position.height])
        drawn.text(0.075, 0.985, f"How long alliances last: {project.sizes['run']} replicates of {project['arm'].item()}",
                   fontsize=12.5, fontweight="bold", va="top")
        style.save(drawn, path, data)
