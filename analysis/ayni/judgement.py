"""The model beside the report's figures, as `ayni evidence` judges them (sim/observe/evidence_judgement.cpp)."""

from __future__ import annotations

import ast
import dataclasses
import math
import operator
import re
import tomllib
from collections.abc import Iterator

import numpy as np
import pandas as pd
import xarray as xr

from .evidence import figures

GOOD, FAIR = 1.5, 2.0  # distances below which a figure is met well, or fairly
SHARE_ROUNDING, COUNT_ROUNDING, ROUNDING = 0.005, 0.5, 0.01  # of what the scenario sets; the last is a part of the figure
USUAL_TOLERANCE = 0.2  # where nothing is known of the report's error, this part of the figure is two standard errors


@dataclasses.dataclass(frozen=True)
class FigurePart:
    """One number of a figure of the report; texts are empty where its entry says nothing."""

    id: str
    part: str  # "norte", "2" (the second of a list); empty for a figure of one number
    use: str
    report: float  # NaN where the report has words
    error: float  # the report's standard error; NaN when it is not known
    tolerance: float
    statistic: str
    sample: str
    filter: str
    unavailable: str
    parameter: str  # instead of a statistic: what the scenario sets for it
    truth_found: str  # of a study: the measures of what it meant to find, of those found and of all it was drawn from
    truth: str
    truth_sample: str
    count: bool = False


TEXTS = ("statistic", "sample", "filter", "unavailable", "parameter", "truth_found", "truth", "truth_sample")


def figure_parts() -> list[FigurePart]:
    """Every number of every figure, in the order of the file."""
    return [part for figure in figures().values() for part in _parts(figure, figure["value"], ())]


def judged(data: xr.Dataset, arm: str | None = None) -> pd.DataFrame:
    """One row a number of the report: figure, report, error, model (mean over runs), spread (standard deviation over
    runs), z and verdict (good, fair, poor or not available; of what the scenario sets same or differs), and of studies the
    truth of those found and of all. `arm` is the first by default.
    """
    runs = data.sel(arm=arm) if arm is not None else data.isel(arm=0)
    scenario = tomllib.loads(str(runs["scenario_resolved"].values))
    rows = []
    for part in figure_parts():
        row = {"figure": f"{part.id}.{part.part}" if part.part else part.id, "id": part.id, "part": part.part,
               "use": part.use, "report": part.report, "error": part.error}
        rows.append(row | (_set(part, scenario) if part.parameter else _judged(part, _values(runs, part)))
                    | {"truth_found": _truth(runs, part, part.truth_found, part.sample),
                       "truth": _truth(runs, part, part.truth, part.truth_sample or part.sample)})
    return pd.DataFrame(rows).set_index("figure")


def _set(part: FigurePart, scenario: dict) -> dict:
    """What the scenario sets, against the report up to its rounding."""
    nothing = {"spread": math.nan, "z": math.nan}
    if part.unavailable or math.isnan(part.report):
        return {"model": math.nan, "verdict": "not available"} | nothing
    try:
        value = set_by(part.parameter, scenario)
    except (LookupError, TypeError, ValueError, ZeroDivisionError):
        return {"model": math.nan, "verdict": "not available"} | nothing
    rounding = COUNT_ROUNDING if part.count else SHARE_ROUNDING if 0.0 <= part.report <= 1.0 else ROUNDING * abs(part.report)
    same = abs(value - part.report) <= rounding + 1e-9
    return {"model": value, "verdict": "same" if same else "differs"} | nothing


def set_by(expression: str, scenario: dict) -> float:
    """The value of an expression of a scenario's keys.

    >>> set_by("(a.b + 1) * list.2 / 4", {"a": {"b": 3}, "list": [5, 2]})
    2.0
    """
    keys = re.sub(r"(?<![\w.])[a-z_][\w.]*", lambda key: f"key({key.group(0)!r})", expression)
    return _value(ast.parse(keys, mode="eval").body, scenario)


def _value(node: ast.expr, scenario: dict) -> float:
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, scenario), _value(node.right, scenario)
        return {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
                ast.Div: operator.truediv}[type(node.op)](left, right)
    if isinstance(node, ast.Call):
        found = scenario
        for step in ast.literal_eval(node.args[0]).split("."):
            found = found[int(step) - 1] if isinstance(found, list) else found[step]
        return float(found)
    return float(ast.literal_eval(node))


def _truth(runs: xr.Dataset, part: FigurePart, statistic: str, sample: str) -> float:
    values = _values(runs, dataclasses.replace(part, statistic=statistic, sample=sample)) if statistic else np.empty(0)
    return float(values.mean()) if values.size else math.nan


def _judged(part: FigurePart, values: np.ndarray) -> dict:
    if values.size == 0:
        return {"model": math.nan, "spread": math.nan, "z": math.nan, "verdict": "not available"}
    mean = float(values.mean())
    spread = float(values.std(ddof=1)) if values.size > 1 else math.nan
    unknown = math.isnan(part.error)
    tolerance = (USUAL_TOLERANCE if unknown else 0.0) if math.isnan(part.tolerance) else part.tolerance
    error = max(0.0 if unknown else part.error, 0.5 * tolerance * abs(part.report))
    of_mean = 0.0 if math.isnan(spread) else spread**2 / values.size
    distance = math.sqrt(error**2 + of_mean)
    z = (mean - part.report) / distance if distance > 0 else math.copysign(math.inf, mean - part.report)
    verdict = "good" if abs(z) < GOOD else "fair" if abs(z) < FAIR else "poor"
    return {"model": mean, "spread": spread, "z": z, "verdict": verdict}


def _values(runs: xr.Dataset, part: FigurePart) -> np.ndarray:
    """The measure's values that a figure is held against, of all runs that have one; none where the file has none."""
    nothing = np.empty(0)
    if part.unavailable or math.isnan(part.report) or part.statistic not in runs:
        return nothing
    measure, place = runs[part.statistic], {}
    left = [dimension for dimension in measure.dims if dimension != "run"]
    filters = [dimension for dimension in left if dimension != "sample"]
    wanted_of = [wanted.strip() for wanted in part.filter.split(",")] if part.filter else []
    if len(filters) < len(wanted_of):
        return nothing
    for dimension in left:
        if dimension == "sample":
            wanted = part.sample
        elif part.filter:
            wanted = wanted_of.pop(0) if wanted_of else ""
        else:
            wanted = "all" if dimension == "stratum" else ""
        position = _position(runs, dimension, wanted)
        if position is None:
            return nothing
        place[dimension] = position
    values = measure.isel(place).values.astype(float)
    return values[np.isfinite(values)]


def _position(runs: xr.Dataset, dimension: str, wanted: str) -> int | None:
    if dimension in ("time", "season"):
        return _position_in_time(runs, dimension, wanted)
    labels = runs[dimension].values if dimension in runs.coords else np.arange(runs.sizes[dimension])
    if labels.dtype.kind in "OU":
        found = np.flatnonzero(labels.astype(str) == wanted)
        return int(found[0]) if found.size else None
    return int(wanted) if wanted.isdigit() and int(wanted) < labels.size else None


def _position_in_time(runs: xr.Dataset, dimension: str, wanted: str) -> int | None:
    months = runs["time"].values.astype("datetime64[M]").astype(int)
    month = int(np.datetime64(wanted[:7], "M").astype(int)) if wanted else months[0] - 1
    if not months[0] <= month <= months[-1]:
        return None

    def season(at: int) -> int:  # agricultural years begin in July; months are counted from a January
        return (at + 6) // 12

    return month - months[0] if dimension == "time" else season(month) - season(months[0])


def _parts(figure: dict, value, path: tuple[str, ...]) -> Iterator[FigurePart]:
    if isinstance(value, dict):
        for name in sorted(value):  # as the program reads tables
            yield from _parts(figure, value[name], (*path, name))
    elif isinstance(value, list):
        for position, inner in enumerate(value, start=1):
            yield from _parts(figure, inner, (*path, str(position)))
    else:
        report = math.nan if isinstance(value, str) else float(value)
        sample_size = _at(figure.get("n"), path)
        share = _at(figure.get("share"), path) in (None, True) and 0.0 <= report <= 1.0
        error = _share_error(report, float(sample_size)) if share and sample_size is not None else math.nan
        count = bool(_at(figure.get("count"), path))
        if count:
            error = math.sqrt(max(report, 1.0))
        tolerance = _at(figure.get("tolerance"), path)
        texts = {name: str(_at(figure.get(name), path) or "") for name in TEXTS}
        yield FigurePart(figure["id"], ".".join(path), figure["use"], report, error,
                         math.nan if tolerance is None else float(tolerance), **texts, count=count)


def _at(field, path: tuple[str, ...]):
    """What a field says of the number at a path: its own value, or that at the path of a table or list; else None."""
    if isinstance(field, dict):
        for step, key in enumerate(path):
            if key in field:
                return _at(field[key], path[step + 1:])
        return None
    if isinstance(field, list):
        for step, key in enumerate(path):
            if key.isdigit() and 1 <= int(key) <= len(field):
                return _at(field[int(key) - 1], path[step + 1:])
        return None
    return field


def _share_error(share: float, n: float) -> float:
    """Binomial standard error; of shares 0 and 1 as Agresti and Coull (1998) adjust them.

    >>> round(_share_error(0.5, 100), 3), round(_share_error(0.0, 10), 3)
    (0.05, 0.094)
    """
    if not 0.0 < share < 1.0:
        share, n = (share * n + 2.0) / (n + 4.0), n + 4.0
    return math.sqrt(share * (1.0 - share) / n)
