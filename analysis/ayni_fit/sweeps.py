"""Points of the search as sweeps: every point has the same seed, so that points differ by their parameters, not by luck."""

import csv
import json
import re

import numpy as np

from ayni import open_results, scenario_of

from .errors import FitError


class Sweeps:
    """Means of the fitted figures at points, from `ayni sweep`. A batch that is in the folder already is read."""

    def __init__(self, program, declaration, objective, folder, seed):
        self.program, self.declaration, self.folder, self.seed = program, declaration, folder, seed
        self.parts = objective.parts
        folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, points, runs, name):
        """Means and variances of the means, both of shape (points, figures); NaN without any value.

        `points` are in the units of the search.
        """
        values = np.array([[p.from_unit(unit) for p, unit in zip(self.declaration.parameters, point)]
                           for point in points])
        results = self.folder / f"{name}.h5"
        if not results.exists():
            self._sweep(values, runs, name, results)
        with open_results(results) as data:
            self._check(data, values, runs, results)
            columns = [self._runs_of(data, part) for part in self.parts]
        with np.errstate(invalid="ignore", divide="ignore"):
            known = np.array([np.sum(~np.isnan(column), axis=1) for column in columns]).T
            sums = np.array([np.nansum(column, axis=1) for column in columns]).T
            means = np.where(known > 0, sums / known, np.nan)
            squares = np.array([np.nansum((column - mean[:, None]) ** 2, axis=1)
                                for column, mean in zip(columns, means.T)]).T
            variances = np.where(known > 1, squares / (known - 1.0) / known, 0.0)
        self._check_available(known)
        return means, variances

    def _sweep(self, values, runs, name, results):
        table, design = self.folder / f"{name}.csv", self.folder / f"{name}.toml"
        with open(table, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow([p.path for p in self.declaration.parameters])
            writer.writerows([[repr(float(value)) for value in row] for row in values])
        outcomes = sorted({outcome_of(part) for part in self.parts})
        lines = {"question": "What do the fitted figures come to at these points?",
                 "scenario": str(self.declaration.scenario), "settings": list(self.declaration.settings),
                 "design": "table", "table": table.name, "replicates": runs, "outcomes": outcomes}
        design.write_text("".join(f"{key} = {json.dumps(value)}\n" for key, value in lines.items()), encoding="utf-8")
        self.program.work("sweep", design, "-o", results, "--seed", self.seed, "--resume")

    def _check(self, data, values, runs, path):
        there = np.array([data[p.path.replace(".", "_")].values for p in self.declaration.parameters]).T
        if data.sizes["run"] != runs or there.shape != values.shape or not np.allclose(there, values, rtol=1e-9):
            raise FitError(f"{path} is of another search; use another folder, or --force")

    def _check_available(self, known):
        for part, count in zip(self.parts, known.T):
            if not count.any():
                raise FitError(f"figure {part.name} is not available: {outcome_of(part)} has no value in any run, "
                               f"filter {part.filter or 'all'}; does the scenario last until its survey?")

    @staticmethod
    def _runs_of(data, part):
        """One figure's values; shape (points, runs)."""
        values = data[re.sub(r"[^a-z0-9]+", "_", outcome_of(part)).strip("_")].isel(arm=0)
        for dimension in set(values.dims) - {"point", "run"}:
            values = values.isel({dimension: position_of(data, dimension, part)})
        return values.transpose("point", "run").values


def outcome_of(part):
    """Text of the outcome that holds a figure; what its filter chooses from is left whole."""
    return f"{part.statistic}[sample={part.sample}]" if part.sample else part.statistic


def position_of(data, dimension, part):
    """Place that a figure's filter means on a dimension."""
    if dimension in ("time", "season"):
        run = scenario_of(data)["run"]
        first = 12 * run["start_year"] + run["start_month"] - 1
        year, month = map(int, part.filter.split("-")[:2])
        at = 12 * year + month - 1
        place = at - first if dimension == "time" else (at + 6) // 12 - (first + 6) // 12
    else:
        labels = [str(label) for label in data[dimension].values]
        wanted = part.filter or ("all" if dimension == "stratum" else "")
        place = labels.index(wanted) if wanted in labels else -1
    if not 0 <= place < data.sizes[dimension]:
        raise FitError(f"figure {part.name} is not available: {dimension} of the runs has no {part.filter!r}")
    return place
