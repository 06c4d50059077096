"""The evidence: how far each figure of the evaluation is from the model's, and what its studies find beside the truth."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr

from ..errors import ResultsError
from ..evidence import figure_label
from ..files import first_with_project
from ..findings import arm_label
from ..judgement import FAIR, GOOD, judged
from ..words import Words
from .panels import plain_numbers
from .picture import Picture
from .style import BLACK, BLUE, GREEN, GREY, OCHRE, PALE, SETTINGS, VERMILION

FARTHEST = 6.0  # standard errors; what lies beyond is drawn at the edge
ROW = 0.175  # inches of a figure
# What a study finds in the model, the truth of those it found and of all, and what the evaluation printed.
STUDIED = {"model": ("o", BLUE), "truth_found": ("s", GREEN), "truth": ("^", VERMILION), "report": ("D", BLACK)}
LOOKS = {"good": ("o", BLUE), "fair": ("s", OCHRE), "poor": ("D", VERMILION)}


def evidence(data: xr.Dataset, words: Words) -> list[Picture]:
    """One row a figure of the report: how many standard errors the first arm with the project is away from it. What nothing
    is fitted to stands apart."""
    arm = first_with_project(data)
    rows = judged(data, arm)
    rows = rows[(rows["verdict"] != "not available") & (rows["use"] != "input") & np.isfinite(rows["z"])]
    rows = rows.sort_values("use", key=lambda use: use == "validate", kind="stable")
    if not len(rows):
        raise ResultsError(
            "none of the report's figures can be judged by this file; it is not about the years or regions of the report"
        )
    rows = _labelled(rows, words)
    counts = rows["verdict"].value_counts()

    def draw(figure):
        _distances(figure.subplots(), rows, words)

    told = {verdict: str(int(counts.get(verdict, 0))) for verdict in LOOKS}
    return [
        Picture(
            "evidence",
            words("finding.evidence", count=str(len(rows)), **told),
            words("shown.evidence", arm=arm_label(words, arm), runs=str(data.sizes["run"]),
                  aside=words("shown.evidence_aside") if (rows["use"] == "validate").any() else ""),
            rows.reset_index()[["label", "figure", "use", "report", "model", "z", "verdict"]],
            draw,
            (9.2, 0.8 + ROW * len(rows)),
        )
    ]


def _distances(axes, rows, words: Words) -> None:
    axes.axvspan(-FAIR, FAIR, color=PALE, zorder=0)
    axes.axvspan(-GOOD, GOOD, color="#F3F3F3", zorder=0)
    axes.axvline(0, color=GREY, linewidth=1)
    fitted = int((rows["use"] != "validate").sum())
    if 0 < fitted < len(rows):
        axes.axhline(0.5 - fitted, color=GREY, linewidth=1)
    for place, (_, row) in enumerate(rows.iterrows()):
        marker, colour = LOOKS[row["verdict"]]
        beyond = abs(row["z"]) > FARTHEST
        at = float(np.clip(row["z"], -FARTHEST, FARTHEST))
        axes.plot([0, at], [-place, -place], color=colour, linewidth=1)
        axes.plot(
            at,
            -place,
            marker=(">" if at > 0 else "<") if beyond else marker,
            color=colour,
            markersize=5.5,
            linestyle="none",
        )
    axes.set_yticks([-place for place in range(len(rows))], list(rows["label"]))
    axes.set_ylim(-len(rows) + 0.4, 0.6)
    axes.set_xlim(-FARTHEST - 0.3, FARTHEST + 0.3)
    axes.set_xlabel(words("axis.standard_errors"))
    axes.grid(axis="y", visible=False)
    plain_numbers(axes, words, "x")


def _labelled(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The figures with what they are called in words."""
    return rows.assign(label=[figure_label(words, row.id, row.part) for row in rows.itertuples()])


def studies(data: xr.Dataset, words: Words) -> list[Picture]:
    """What each study of the evaluation finds in the model, beside the truth that only the model knows."""
    arm = first_with_project(data)
    rows = judged(data, arm)
    rows = _labelled(rows[rows["truth"].notna() & rows["model"].notna()], words)
    if not len(rows):
        raise ResultsError("no study of the evaluation falls into the months of this file")
    more = int((rows["model"] > rows["truth"]).sum())

    def draw(figure):
        _beside_the_truth(figure.subplots(), rows, words)

    return [
        Picture(
            "studies",
            words("finding.studies", more=str(more), count=str(len(rows))),
            words("shown.studies", arm=arm_label(words, arm), runs=str(data.sizes["run"])),
            rows.reset_index()[["label", "figure", *STUDIED]],
            draw,
            (9.2, 1.3 + 2 * ROW * len(rows)),
        )
    ]


def _beside_the_truth(axes, rows: pd.DataFrame, words: Words) -> None:
    places = -np.arange(len(rows))
    values = 100 * rows[list(STUDIED)]
    axes.hlines(places, values.min(axis=1), values.max(axis=1), color=PALE, linewidth=4, zorder=0)
    for name, (marker, colour) in STUDIED.items():
        axes.plot(values[name], places, marker=marker, color=colour, markersize=6.5, linestyle="none",
                  markerfacecolor="white" if name in ("truth_found", "report") else colour, label=words(f"picture_text.{name}"))
    axes.set_yticks(places, list(rows["label"]))
    axes.set_ylim(-len(rows) + 0.4, 0.6)
    axes.set_xlabel("%")
    axes.grid(axis="y", visible=False)
    axes.legend(loc="lower left", bbox_to_anchor=(-0.6, 1.0), ncols=2, fontsize=SETTINGS["legend.fontsize"], borderaxespad=0.2)
    plain_numbers(axes, words, "x")
