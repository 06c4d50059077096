"""Means over runs and their intervals. The run, not the alliance, is the unit of uncertainty."""

from __future__ import annotations

import numpy as np
import pandas as pd
import scipy.stats
import xarray as xr

CONFIDENCE = 0.95


def mean_and_interval(values: xr.DataArray, over: str = "run") -> pd.DataFrame:
    """Mean over runs with Student's interval, along the one dimension that is left: columns mean, low, high, runs.

    Runs without a value are left out; with a single one the interval has no width that is known, and is NaN.

    >>> two = xr.DataArray([[1.0, 4.0], [3.0, 4.0]], dims=("run", "time"))
    >>> mean_and_interval(two)["mean"].tolist()
    [2.0, 4.0]
    """
    ordered = values.transpose(over, ...)
    known = np.isfinite(ordered.values).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        sums = np.nansum(ordered.values, axis=0)
        mean = np.where(known > 0, sums / np.maximum(known, 1), np.nan)
        squares = np.nansum((ordered.values - mean) ** 2, axis=0)
        error = np.where(known > 1, np.sqrt(squares / np.maximum(known - 1, 1) / np.maximum(known, 1)), np.nan)
    half = scipy.stats.t.ppf(0.5 + CONFIDENCE / 2, np.maximum(known - 1, 1)) * error
    left = ordered.dims[1]
    index = pd.Index(ordered[left].values if left in ordered.coords else np.arange(ordered.sizes[left]), name=left)
    return pd.DataFrame({"mean": mean, "low": mean - half, "high": mean + half, "runs": known}, index=index)
