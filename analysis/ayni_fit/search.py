"""The search: a space-filling design, then response surfaces in a region of trust, then a closer look at the best.

Every step is determined by the declaration and the seeds, so that a search that was interrupted finds its sweeps again.
"""

import dataclasses
import sys

import numpy as np
from scipy.optimize import minimize
from scipy.stats import qmc

from .surface import Surface

REACH = 1.5  # radii around the best point from which a surface takes its points
SMALLEST_RADIUS = 0.05
GROW, SHRINK = 1.4, 0.7
PROPOSALS = (1.0, 0.5, 0.25)  # parts of the region in which the surface's best point is tried
TRIES = 8  # starts of the descent on a surface


@dataclasses.dataclass
class Found:
    """A finished search, in the units of the search (0 to 1 within each range)."""

    start: np.ndarray
    best: np.ndarray
    points: np.ndarray
    means: np.ndarray
    variances: np.ndarray
    objectives: np.ndarray  # of the points, at the number of runs of the search
    radius: float
    runs: int  # of all points together


class Search:
    """`evaluate(points, runs, name)` gives means and variances of the means of the objective's figures."""

    def __init__(self, evaluate, objective, budget, start, seed, told=None):
        self.evaluate, self.objective, self.budget = evaluate, objective, budget
        self.start, self.seed = np.asarray(start, dtype=float), seed
        self.tell = told or (lambda text: print(text, file=sys.stderr, flush=True))
        count = self.start.size
        self.points, self.objectives = np.empty((0, count)), np.empty(0)
        self.means = self.variances = np.empty((0, len(objective.parts)))
        self.runs = 0

    def run(self):
        budget = self.budget
        self._add(np.vstack([self.start, self._spread(0.0, 1.0, budget.points, 0)]), "round-00")
        radius = budget.radius
        self.tell(f"start {self.objectives[0]:.1f}, best of {budget.points} spread points {self.objectives.min():.1f}")
        for number in range(1, budget.rounds + 1):
            before, centre = self.objectives.min(), self.best()
            surface, low, high = self.surface(radius)
            proposals, promised = self._proposals(surface, low, high)
            low, high = np.clip(centre - radius, 0.0, 1.0), np.clip(centre + radius, 0.0, 1.0)
            others = self._spread(low, high, max(1, budget.points_per_round - len(proposals)), number)
            first = len(self.points)
            self._add(np.vstack([proposals, others]), f"round-{number:02d}")
            tried = self.objectives[first:first + len(proposals)]
            best = int(np.argmin(tried))
            kept = (before - tried[best]) / max(before - promised[best], 1e-9)
            radius *= GROW if kept > 0.5 else 1.0 if self.objectives.min() < before else SHRINK
            radius = min(max(radius, SMALLEST_RADIUS), 0.5)
            self.tell(f"round {number}: surface promised {promised[best]:.1f}, came to {tried[best]:.1f}; best "
                      f"{self.objectives.min():.1f}, radius {radius:.2f}")
        return self._look_closer(radius)

    def best(self):
        return self.points[np.argmin(self.objectives)]

    def surface(self, radius):
        """The surface around the best point and the bounds within which it is believed: the region of trust when
        enough points lie near, else everywhere."""
        usable = np.isfinite(self.objectives)
        near = usable & (np.abs(self.points - self.best()).max(axis=1) <= REACH * radius)
        if near.sum() >= 2 * (self.start.size + 1):
            return (Surface(self.points[near], self.means[near], self.best(), radius),
                    np.clip(self.best() - radius, 0.0, 1.0), np.clip(self.best() + radius, 0.0, 1.0))
        whole = np.full(self.start.size, 0.5)
        return Surface(self.points[usable], self.means[usable], whole, 0.5), whole - 0.5, whole + 0.5

    def _add(self, points, name):
        means, variances = self.evaluate(points, self.budget.runs, name)
        objectives = self.objective(means, variances)
        self.points, self.means = np.vstack([self.points, points]), np.vstack([self.means, means])
        self.variances = np.vstack([self.variances, variances])
        self.objectives = np.append(self.objectives, np.where(np.isnan(objectives), np.inf, objectives))
        self.runs += len(points) * self.budget.runs

    def _spread(self, low, high, count, number):
        """Scrambled Sobol points of a box; another sequence for each round."""
        sequence = qmc.Sobol(self.start.size, scramble=True, seed=np.random.default_rng([self.seed, number]))
        return low + (high - low) * sequence.random_base2(int(np.ceil(np.log2(max(count, 2)))))[:count]

    def _proposals(self, surface, low, high):
        """Best points of the surface in the region and in parts of it, and the objectives it promises there."""
        centre, variances = self.best(), self.variances[np.argmin(self.objectives)]
        proposals, promised = [], []
        for part in PROPOSALS:
            low_part, high_part = centre + part * (low - centre), centre + part * (high - centre)
            point, value = self._descend(surface, variances, low_part, high_part)
            proposals.append(point)
            promised.append(value)
        return np.array(proposals), promised

    def _descend(self, surface, variances, low, high):
        def promise(point):
            return float(self.objective(surface(point), variances)[0])
        rng = np.random.default_rng([self.seed, len(self.points)])
        starts = [np.clip(self.best(), low, high)] + [rng.uniform(low, high) for _ in range(TRIES - 1)]
        ends = [minimize(promise, start, method="L-BFGS-B", bounds=list(zip(low, high))) for start in starts]
        end = min(ends, key=lambda end: end.fun)
        return np.clip(end.x, low, high), float(end.fun)

    def _look_closer(self, radius):
        """The best of many noisy values is partly luck: the first few are run again with more runs."""
        order = np.argsort(self.objectives)[:self.budget.final_points]
        surface, low, high = self.surface(radius)
        proposals, _ = self._proposals(surface, low, high)
        candidates = np.vstack([self.points[order], proposals])
        means, variances = self.evaluate(candidates, self.budget.final_runs, "final")
        objectives = self.objective(means, variances)
        best = int(np.nanargmin(objectives))
        self.runs += len(candidates) * self.budget.final_runs
        self.tell(f"best of {len(candidates)} candidates at {self.budget.final_runs} runs: {objectives[best]:.1f}")
        return Found(start=self.start, best=candidates[best], points=self.points, means=self.means,
                     variances=self.variances, objectives=self.objectives, radius=radius, runs=self.runs)
