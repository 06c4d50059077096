"""The evidence as distances: each figure of the evaluation beside the model's, in standard errors."""

from __future__ import annotations

import numpy as np
import xarray as xr

from ..errors import ResultsError
from ..evidence import figure_label
from ..findings import arm_label
from ..judgement import FAIR, GOOD, judged
from ..words import Words
from .panels import plain_numbers
from .picture import Picture
from .style import BLUE, GREY, OCHRE, PALE, VERMILION

FARTHEST = 6.0  # standard errors; what lies beyond is drawn at the edge
ROW = 0.175  # inches of a figure
LOOKS = {"good": ("o", BLUE), "fair": ("s", OCHRE), "poor": ("D", VERMILION)}


def evidence(data: xr.Dataset, words: Words) -> list[Picture]:
    """One row a figure of the report: how many standard errors the first arm is away. What nothing is fitted to stands apart."""
    rows = judged(data)
    rows = rows[(rows["verdict"] != "not available") & (rows["use"] != "input") & np.isfinite(rows["z"])]
    rows = rows.sort_values("use", key=lambda use: use == "validate", kind="stable")
    if not len(rows):
        raise ResultsError(
            "none of the report's figures can be judged by this file; it is not about the years or regions of the report"
        )
    rows = rows.assign(label=[figure_label(words, row.id, row.part) for row in rows.itertuples()])
    counts = rows["verdict"].value_counts()

    def draw(figure):
        _distances(figure.subplots(), rows, words)

    told = {verdict: str(int(counts.get(verdict, 0))) for verdict in LOOKS}
    return [
        Picture(
            "evidence",
            words("finding.evidence", count=str(len(rows)), **told),
            words("shown.evidence", arm=arm_label(words, str(data["arm"].values[0])), runs=str(data.sizes["run"]),
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
