"""What a report of a sweep or search is about: points, their levers and outcomes, and what was sought."""

from __future__ import annotations

import dataclasses
import functools
import pathlib
import tomllib

import numpy as np
import xarray as xr

from ..designs import Factor, Outcome, factors, is_grid, one_at_a_time, outcomes
from ..errors import ResultsError
from ..files import flat
from ..statistics import Estimate, estimate
from ..request import Goal, Request, change_of, place_of_scenario, request_of

MOST_VALUES = 12  # of a lever whose values are told one by one


@dataclasses.dataclass(frozen=True)
class Designed:
    """The file of a sweep or search. Runs of the same number meet the same chance events at every point."""

    path: pathlib.Path
    data: xr.Dataset

    @functools.cached_property
    def factors(self) -> list[Factor]:
        """The levers that were changed."""
        return factors(self.data)

    @functools.cached_property
    def outcomes(self) -> list[Outcome]:
        return outcomes(self.data)

    @functools.cached_property
    def scenario(self) -> dict:
        """Every parameter of the first arm by its path, as it is without the design."""
        return flat(tomllib.loads(str(self.data["scenario_resolved"].values[0])))

    @functools.cached_property
    def request(self) -> Request | None:
        return request_of(self.data.attrs["command_line"])

    @functools.cached_property
    def now(self) -> int | None:
        """The point at which the scenario is as it stands, where it was tried."""
        return place_of_scenario(self.factors, self.scenario)

    @property
    def arms(self) -> list[str]:
        return [str(arm) for arm in self.data["arm"].values]

    @property
    def runs(self) -> int:
        return self.data.sizes["run"]

    @property
    def points(self) -> int:
        return self.data.sizes["point"]

    @property
    def is_rank(self) -> bool:
        """Whether each point differs from the first in one lever at most."""
        return one_at_a_time(self.factors)

    @property
    def is_grid(self) -> bool:
        few = any(each.distinct.size <= MOST_VALUES for each in self.factors)
        return few and (len(self.factors) == 1 or is_grid(self.factors))

    def values(self, outcome: Outcome, arm: int = 0) -> np.ndarray:
        """An outcome at each point of each run; shape (point, run)."""
        return self.data[outcome.variable].isel(arm=arm).transpose("point", "run").values.astype(float)

    def level(self, outcome: Outcome, point: int, arm: int = 0) -> Estimate:
        return estimate(self.values(outcome, arm)[point])

    def difference(self, outcome: Outcome, point: int, base: int, arm: int = 0) -> Estimate:
        """Of a point from another, run by run."""
        values = self.values(outcome, arm)
        return estimate(values[point] - values[base])

    def outcome(self, text: str) -> Outcome | None:
        """One by what it was asked for."""
        return next((each for each in self.outcomes if each.text == text.partition(":")[0]), None)

    # What was sought.

    def goal_value(self, goal: Goal, point: int) -> float:
        """What a goal is judged by at a point: a mean, or its change against the scenario as it stands."""
        of = self.outcome(goal.outcome)
        if of is None or (goal.relative and self.now is None):
            return np.nan
        mean = self.level(of, point).mean
        base = self.level(of, self.now).mean if goal.relative else 0.0
        return mean / base - 1.0 if goal.relative else mean

    @functools.cached_property
    def meeting(self) -> list[int]:
        """Points at which all goals are met; all of them without goals."""
        goals = self.request.goals if self.request else ()
        return [point for point in range(self.points) if all(goal.met(self.goal_value(goal, point)) for goal in goals)]

    @property
    def best(self) -> int | None:
        """The point that was sought: best by the objective, or the smallest value or change that meets the goals."""
        request = self.request
        if request is None or request.rank or not self.meeting or not request.by_mean:
            return None
        if request.objective:
            of = self.outcome(request.objective)
            means = {point: self.level(of, point).mean for point in self.meeting} if of else {}
            known = {point: mean for point, mean in means.items() if np.isfinite(mean)}
            return (min if request.lowest else max)(known, key=known.get) if known else None
        if len(self.factors) == 1:
            values = self.factors[0].values
            return (max if request.largest else min)(self.meeting, key=lambda point: values[point])
        if self.now is None:
            return None
        return min(self.meeting, key=lambda point: change_of(self.factors, self.now, point, request.ranges))

    def nearest(self) -> int | None:
        """The point that misses the first goal by least."""
        goal = self.request.goals[0]
        missed = {point: goal.missed(self.goal_value(goal, point)) for point in range(self.points)}
        known = {point: by for point, by in missed.items() if np.isfinite(self.goal_value(goal, point))}
        return min(known, key=known.get) if known else None


def designed(path: pathlib.Path, data: xr.Dataset) -> Designed:
    """The design of an open file. Raises ResultsError where no lever was changed or no outcome is kept."""
    found = Designed(path, data)
    if not found.factors or not found.outcomes:
        raise ResultsError(f"{path} holds points at which nothing was changed; there is nothing to report of it")
    return found
