"""Outcomes as `ayni compare --outcome` takes them: `kaplan_meier[duration=84]`, `funded[time=last,region=sum]`."""

from __future__ import annotations

import re

import numpy as np
import xarray as xr

from .errors import ResultsError

FORM = re.compile(r"(?P<measure>\w+)(\[(?P<selections>[^\]]*)\])?$")


def outcome(data: xr.Dataset, text: str) -> xr.DataArray:
    """The values of an outcome on (arm, run), and on every dimension that `text` does not name.

    A position is a label of the dimension, a number that counts from 0, or last, sum or mean: the last, sum or mean of the
    values that are not NaN. Raises ResultsError for what the file does not have.
    """
    form = FORM.match(text)
    if form is None:
        raise ResultsError(f"{text!r} is no outcome; one is written measure[dimension=position,...]")
    measure = form["measure"]
    if measure not in data.data_vars:
        raise ResultsError(f"the file has no measure {measure}")
    values = data[measure]
    for selection in filter(None, (form["selections"] or "").split(",")):
        dimension, _, position = (word.strip() for word in selection.partition("="))
        if dimension not in values.dims:
            raise ResultsError(f"{measure} has no dimension {dimension}")
        values = _selected(values, dimension, position)
    return values.astype(float)


def _selected(values: xr.DataArray, dimension: str, position: str) -> xr.DataArray:
    if position == "sum":
        return values.sum(dimension, min_count=1) if values.dtype.kind == "f" else values.sum(dimension)
    if position == "mean":
        return values.mean(dimension)
    if position == "last":
        return _last(values, dimension)
    labels = values[dimension].values
    if labels.dtype.kind in "OU" and position in labels:
        return values.isel({dimension: int(np.flatnonzero(labels == position)[0])})
    if position.isdigit() and int(position) < labels.size:
        return values.isel({dimension: int(position)})
    raise ResultsError(f"{values.name} has no {dimension} {position}")


def _last(values: xr.DataArray, dimension: str) -> xr.DataArray:
    """The last value along the dimension that is not NaN.

    >>> _last(xr.DataArray([[1.0, 2.0, np.nan]], dims=("run", "season")), "season").values.tolist()
    [2.0]
    """
    if values.dtype.kind != "f":
        return values.isel({dimension: -1})
    known = values.notnull()
    back = known.isel({dimension: slice(None, None, -1)}).argmax(dimension)
    return values.isel({dimension: values.sizes[dimension] - 1 - back}).where(known.any(dimension))
