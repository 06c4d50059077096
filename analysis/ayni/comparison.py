"""Arms compared run by run, as `ayni compare` does (sim/observe/comparison.cpp): they share every chance event, so each run is a
pair, and runs, not alliances, are what is sampled."""

from __future__ import annotations

import dataclasses
import math

import numpy as np

from .statistics import Estimate, estimate

WORST_SHARE = 0.1  # "the worst tenth" of runs, rounded up


@dataclasses.dataclass(frozen=True)
class Regret:
    """What is lost by having chosen an arm: the best arm's value in the same run less its own."""

    mean: float
    worst_tenth: float
    largest: float


@dataclasses.dataclass(frozen=True)
class Pair:
    """An arm held against the base, over the runs in which both have a value."""

    difference: Estimate
    base_mean: float
    arm_mean: float
    better_share: float  # share of runs in which the arm is better, ties half


def pair(base: np.ndarray, arm: np.ndarray, higher_is_better: bool = True) -> Pair:
    """The paired difference of two arms; `base[r]` and `arm[r]` are values of run r.

    >>> pair(np.array([1.0, 2.0]), np.array([2.0, 4.0])).difference.mean
    1.5
    """
    both = ~np.isnan(base) & ~np.isnan(arm)
    difference = arm[both] - base[both]
    if difference.size == 0:
        return Pair(estimate(difference), math.nan, math.nan, math.nan)
    gain = difference if higher_is_better else -difference
    better = float(np.mean((gain > 0) + 0.5 * (gain == 0)))
    return Pair(estimate(difference), float(base[both].mean()), float(arm[both].mean()), better)


def regrets(values: list[np.ndarray], higher_is_better: bool) -> list[Regret]:
    """One an arm; an arm without any value has none, and the others are compared without it.

    >>> [regret.mean for regret in regrets([np.array([1.0, 5.0]), np.array([2.0, 1.0])], True)]
    [0.5, 2.0]
    """
    gains = np.array(values, dtype=float) * (1.0 if higher_is_better else -1.0)
    compared = [arm for arm in range(len(gains)) if not np.isnan(gains[arm]).all()]
    nothing = Regret(math.nan, math.nan, math.nan)
    if len(compared) < 2:
        return [nothing] * len(values)
    complete = gains[compared][:, ~np.isnan(gains[compared]).any(axis=0)]
    if complete.shape[1] == 0:
        return [nothing] * len(values)
    lost = dict(zip(compared, complete.max(axis=0) - complete))
    return [Regret(float(lost[arm].mean()), -worst_tenth(-lost[arm], True), float(lost[arm].max())) if arm in lost else nothing
            for arm in range(len(values))]


def worst_tenth(values: np.ndarray, higher_is_better: bool) -> float:
    """Mean over the tenth of runs, rounded up, that fare worst.

    >>> worst_tenth(np.arange(20.0), True), worst_tenth(np.arange(20.0), False)
    (0.5, 18.5)
    """
    known = np.sort(values[~np.isnan(values)])
    if known.size == 0:
        return math.nan
    number = min(max(math.ceil(WORST_SHARE * known.size - 1e-9), 1), known.size)
    return float((known[:number] if higher_is_better else known[-number:]).mean())
