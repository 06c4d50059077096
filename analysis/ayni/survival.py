"""How many alliances last: the report's way of counting, and Kaplan-Meier and Aalen-Johansen from the tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr

from .files import table

REPORTED_MONTH = 84  # the report's survival figures are seven years after funding


def kaplan_meier(durations, ended, horizon: int) -> np.ndarray:
    """Share that has not ended by each whole month 0 to `horizon`; shape (horizon + 1,), NaN without any spell.

    `durations` are whole months, of spells that ended and of those that were censored (`ended` false). What ends and
    what is censored in the same month was at risk in it.

    >>> kaplan_meier([0, 2, 2, 3], [True, True, False, False], 3).tolist()
    [0.75, 0.75, 0.5, 0.5]
    """
    leaving, at_risk = _months(durations, ended, horizon)
    return _product(leaving, at_risk) if len(durations) else np.full(horizon + 1, np.nan)


def aalen_johansen(durations, causes, kinds: int, horizon: int) -> np.ndarray:
    """Share ended by each cause by each month; causes compete. Shape (kinds, horizon + 1), NaN without any spell.

    `causes` are 1 to `kinds`, and 0 for a spell that was censored.

    >>> aalen_johansen([0, 1, 1, 1], [1, 2, 2, 0], 2, 1).tolist()
    [[0.25, 0.25], [0.0, 0.5]]
    """
    durations, causes = np.asarray(durations, dtype=int), np.asarray(causes, dtype=int)
    if not durations.size:
        return np.full((kinds, horizon + 1), np.nan)
    leaving, at_risk = _months(durations, causes > 0, horizon)
    before = np.concatenate([[1.0], _product(leaving, at_risk)[:-1]])
    ends = np.array(
        [np.bincount(durations[causes == kind], minlength=horizon + 1)[: horizon + 1] for kind in range(1, kinds + 1)]
    )
    return np.cumsum(before * ends / np.maximum(at_risk, 1), axis=1)


def _months(durations, ended, horizon: int) -> tuple[np.ndarray, np.ndarray]:
    durations, ended = np.asarray(durations, dtype=int), np.asarray(ended, dtype=bool)
    at_risk = len(durations) - np.searchsorted(np.sort(durations), np.arange(horizon + 1), side="left")
    leaving = np.bincount(durations[ended], minlength=horizon + 1)[: horizon + 1]
    return leaving, at_risk


def _product(leaving: np.ndarray, at_risk: np.ndarray) -> np.ndarray:
    return np.cumprod(1.0 - leaving / np.maximum(at_risk, 1))


def same_buyer_share(data: xr.Dataset, month: int = REPORTED_MONTH, arm: str | None = None) -> np.ndarray:
    """Share of alliances that sell to their first buyer `month` months after funding, by run and region.

    A return to the first buyer counts, as in the report; Kaplan-Meier counts the first end alone. Alliances that were
    not observed for so long are left out. Shape (run, region + 1): the last column is the whole country; NaN without any.
    """
    arm = str(data["arm"].values[0]) if arm is None else arm
    alliances, events = (rows[rows["arm"] == arm] for rows in (table(data, "alliance"), table(data, "event")))
    whose = ["run", "group"]
    seen = alliances.loc[alliances["funded"] + month < data.sizes["time"], [*whose, "region", "funded"]]
    first = events[events["kind"] == "funded"].groupby(whose)["buyer"].last().rename("first_buyer")
    seen = seen.join(first, on=whose)
    # Rows of a run stand in the order of time, and within a month ends come before new agreements.
    changes = events[events["kind"].isin(["agreement_signed", "agreement_ended"])].merge(seen, on=whose)
    changes = changes[changes["month"].between(changes["funded"], changes["funded"] + month)]
    last = changes.groupby(whose, sort=False).last()
    last["back"] = (last["kind"] == "agreement_signed") & (last["buyer"] == last["first_buyer"])
    seen = seen.join(last["back"], on=whose)
    seen["same"] = seen["back"].where(seen["back"].notna(), True).astype(float)
    regions = [str(region) for region in data["region"].values]
    by_region = seen.groupby(["run", "region"], observed=True)["same"].mean().unstack("region")
    by_region = by_region.reindex(index=data["run"].values, columns=regions)
    by_region["all"] = seen.groupby("run")["same"].mean()
    return by_region.to_numpy(float)


def followed(at_risk, least: float = 5.0) -> int:
    """How many months of a curve rest on at least `least` alliances at risk in all runs together.

    `at_risk` has the shape (run, month); numbers at risk only fall.
    """
    total = np.asarray(at_risk, dtype=float).sum(axis=0)
    return int((total >= least).sum())
