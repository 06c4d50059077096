"""Means over runs and their intervals. The run, not the alliance, is the unit of uncertainty."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import scipy.stats
import xarray as xr

CONFIDENCE = 0.95
SPREAD = (5, 95)  # percentiles of runs that a band of their spread covers


@dataclasses.dataclass(frozen=True)
class Estimate:
    """A mean over runs with Student's interval; NaN for both ends where a single run gives none."""

    mean: float
    low: float
    high: float
    runs: int

    @property
    def differs(self) -> bool:
        """Whether the interval leaves out zero; false where there is none."""
        return self.low > 0 or self.high < 0

    def __neg__(self) -> Estimate:
        return Estimate(-self.mean, -self.high, -self.low, self.runs)


def estimate(values) -> Estimate:
    """Mean of one value a run with its interval; runs without a value are left out.

    >>> estimate([1.0, 3.0, float("nan")]).mean
    2.0
    >>> estimate([2.0]).differs
    False
    """
    values = np.asarray(values, dtype=float).ravel()
    values = values[np.isfinite(values)]
    if not values.size:
        return Estimate(np.nan, np.nan, np.nan, 0)
    half = half_width(values.std(ddof=1) / values.size**0.5, values.size) if values.size > 1 else np.nan
    return Estimate(float(values.mean()), float(values.mean() - half), float(values.mean() + half), values.size)


def half_width(error, runs):
    """Half of Student's interval for a standard error of a mean over `runs` runs."""
    return scipy.stats.t.ppf(0.5 + CONFIDENCE / 2, np.maximum(np.asarray(runs) - 1, 1)) * error


def paired_difference(values: xr.DataArray, arm: str, base: str) -> Estimate:
    """Mean over runs of arm less base, in the same run: they share every chance event. `values` has arm and run."""
    return estimate(values.sel(arm=arm).values - values.sel(arm=base).values)


def mean_and_interval(values: xr.DataArray, index=None) -> pd.DataFrame:
    """Mean over runs with Student's interval along the one dimension that is left: columns mean, low, high, runs.

    Runs without a value are left out; with a single one there is no interval, and both ends are NaN. `index` are the
    places on the axis instead of the dimension's labels.

    >>> two = xr.DataArray([[1.0, 4.0], [3.0, 4.0]], dims=("run", "time"))
    >>> mean_and_interval(two)["mean"].tolist()
    [2.0, 4.0]
    """
    ordered = values.transpose("run", ...)
    numbers = ordered.values.astype(float)
    known = np.isfinite(numbers).sum(axis=0)
    mean = np.where(known > 0, np.nansum(numbers, axis=0) / np.maximum(known, 1), np.nan)
    squares = np.nansum((numbers - mean) ** 2, axis=0)
    error = np.where(known > 1, np.sqrt(squares / np.maximum(known - 1, 1) / np.maximum(known, 1)), np.nan)
    half = half_width(error, known)
    left = ordered.dims[1]
    if index is None:
        index = ordered[left].values if left in ordered.coords else np.arange(ordered.sizes[left])
    return pd.DataFrame(
        {"mean": mean, "low": mean - half, "high": mean + half, "runs": known}, index=pd.Index(index, name=left)
    )


def spread_of_runs(values: xr.DataArray, index=None) -> pd.DataFrame:
    """Mean over runs, and the band that nine runs in ten are in, along the one dimension that is left.

    Columns mean, low, high, runs.
    """
    ordered = values.transpose("run", ...)
    numbers = ordered.values.astype(float)
    known = np.isfinite(numbers).sum(axis=0)
    low, mean, high = (np.full(numbers.shape[1], np.nan) for _ in range(3))
    there = known > 0
    if there.any():
        low[there], high[there] = np.nanpercentile(numbers[:, there], SPREAD, axis=0)
        mean[there] = np.nanmean(numbers[:, there], axis=0)
    left = ordered.dims[1]
    index = ordered[left].values if index is None else index
    return pd.DataFrame({"mean": mean, "low": low, "high": high, "runs": known}, index=pd.Index(index, name=left))


def curves_by_arm(values: xr.DataArray, index=None, label=str) -> dict[str, pd.DataFrame]:
    """The same for each arm that has values; `label` says what an arm is called. `values` has arm, run and one more."""
    curves = {}
    for arm in values["arm"].values:
        of_arm = values.sel(arm=arm)
        if np.isfinite(of_arm.values).any():
            curves[label(str(arm))] = mean_and_interval(of_arm, index)
    return curves


def weighted_mean(values: xr.DataArray, weights: xr.DataArray, over: str) -> xr.DataArray:
    """Mean over a dimension with weights; where no part with a weight has a value it is NaN."""
    known = weights.where(values.notnull(), 0.0)
    total = known.sum(over)
    return (values.fillna(0.0) * known).sum(over) / total.where(total > 0)
