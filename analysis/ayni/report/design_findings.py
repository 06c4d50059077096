"""The findings of a sweep or search in words: signs and sizes are those of paired differences, and a goal that no value
meets is said to be missed, and by how much."""

from __future__ import annotations

import re

import numpy as np

from ..designs import Factor, Outcome, along
from ..findings import arm_label
from ..pictures.levers import slopes
from ..statistics import CONFIDENCE, Estimate, estimate
from ..words import Words
from .amounts import Amounts
from .conclusions import Finding, capital
from .designed import Designed
from ..request import Goal

MOST = 3  # outcomes, or levers, that are told one by one


class DesignFindings:
    """Writes findings in one language."""

    def __init__(self, found: Designed, words: Words):
        self.found, self.words, self.amounts = found, words, Amounts(words)

    def all(self) -> list[Finding]:
        request = self.found.request
        if self.found.runs < 2 and request is None:
            return []
        if request is not None and request.rank:
            return [self.ranking()]
        if request is not None:
            return [self.answer()]
        return [self.along_levers(outcome) for outcome in self.found.outcomes[:MOST]]

    # Texts of which findings are made.

    def say(self, key: str, **values: str) -> str:
        return self.words(f"report_design.{key}", **values)

    def name(self, outcome: Outcome) -> str:
        return outcome.title(self.words)

    def at(self, point: int) -> str:
        """A point by its levers: "project.tranches = 4"."""
        return self.words.listed([f"{each.parameter} = {each.tick(each.values[point], self.words)}" for each in self.found.factors])

    def kind(self, outcome: Outcome) -> str:
        """What Amounts calls the outcome's unit."""
        if outcome.unit != "bs":
            return outcome.unit
        return "each" if re.search(r"\b(a household|a product unit|per \w+)\b", outcome.attributes.get("long_name", "")) else "money"

    def level(self, outcome: Outcome, point: int, arm: int = 0) -> str:
        return self.amounts.level(self.kind(outcome), self.found.level(outcome, point, arm))

    def told(self, outcome: Outcome, found: Estimate, level: float = 0.0) -> str:
        """A difference with its interval, or that these runs can tell none."""
        if found.runs < 2:
            return self.say("one_run")
        text = self.amounts.difference(self.kind(outcome), found, abs(level))
        return text if found.differs else self.say("none_told", difference=text)

    def goal(self, goal: Goal) -> str:
        """A goal in words: "public money at most +10% against the scenario as it stands"."""
        of = self.found.outcome(goal.outcome)
        name = self.name(of) if of else goal.outcome
        key = ("change_" if goal.relative else "") + ("at_least" if goal.at_least else "at_most")
        return self.say(key, outcome=name, bound=self._goal_number(goal, goal.bound))

    def _goal_number(self, goal: Goal, value: float) -> str:
        of = self.found.outcome(goal.outcome)
        if goal.relative:
            return self.words.signed(lambda x: self.words.percent(x, 1), value) if value else self.words.percent(0.0, 1)
        return self.amounts.value(self.kind(of), value) if of else self.words.short(value)

    # Sweeps.

    def along_levers(self, outcome: Outcome) -> Finding:
        """How an outcome differs between the ends of each lever; the lever with the largest difference is the title's."""
        ends = {factor: self.ends(outcome, factor) for factor in self.found.factors if not np.isnan(self.ends(outcome, factor).mean)}
        order = sorted(ends, key=lambda factor: (not ends[factor].differs, -abs(ends[factor].mean)))
        if not order:
            return Finding("design", capital(self.say("no_values", outcome=self.name(outcome))), [], "", [])
        first = order[0]
        form = "rises" if ends[first].mean > 0 else "falls"
        title = self.say(form if ends[first].differs else "same", outcome=self.name(outcome), lever=first.parameter,
                         size=self.amounts.size(self.kind(outcome), ends[first]), **self._ends(first))
        others = [f"{factor.parameter}: {self.told(outcome, ends[factor])}" for factor in order[:2 * MOST]]
        about = "between_ends" if self.found.is_grid else "by_regression"
        lines = [(self.say(about) if len(order) > 1 else "", others)]
        lines += [(arm_label(self.words, arm), [self.told(outcome, self.ends(outcome, first, place))])
                  for place, arm in enumerate(self.found.arms) if place > 0]
        return Finding("design", capital(title), lines, self.by_chance(len(order)), [])

    def by_chance(self, comparisons: int) -> str:
        """Of many differences some leave out zero by luck."""
        wrong = (1.0 - CONFIDENCE) * comparisons
        return self.say("by_chance", count=str(comparisons), wrong=self.words.number(wrong, 1)) if wrong >= 0.5 else ""

    def ends(self, outcome: Outcome, factor: Factor, arm: int = 0) -> Estimate:
        """Difference between the lever's highest and lowest value, run by run, other levers averaged over; of points that are no
        grid that of a linear regression on all levers."""
        if not self.found.is_grid:
            return self._slopes(outcome, arm).get(factor, Estimate(np.nan, np.nan, np.nan, 0))
        values = along(self.found.data, outcome, factor).isel(arm=arm)
        return estimate(values.isel(value=-1).values - values.isel(value=0).values)

    def _slopes(self, outcome: Outcome, arm: int) -> dict[Factor, Estimate]:
        numbers = [factor for factor in self.found.factors if not factor.levels]
        rows = slopes(self.found.data[outcome.variable].isel(arm=arm), numbers) if numbers else None
        return {} if rows is None else {factor: Estimate(*(float(row[name]) for name in ("mean", "low", "high")), self.found.runs)
                                        for factor, (_, row) in zip(numbers, rows.iterrows())}

    def _ends(self, factor: Factor) -> dict[str, str]:
        return {"low": factor.tick(factor.distinct[0], self.words), "high": factor.tick(factor.distinct[-1], self.words)}

    # Searches.

    def answer(self) -> Finding:
        """What was sought and where it is, or that it is nowhere among the values tried."""
        found, request = self.found, self.found.request
        if not request.by_mean:
            return Finding("design", self.say("by_worst"), [], self.say("by_worst_caution"), [])
        if found.best is None:
            return self.missed()
        objective = found.outcome(request.objective) if request.objective else None
        if objective:
            form = "lowest" if request.lowest else "highest"
            title = self.say(form + ("_met" if request.goals else ""), outcome=self.name(objective), at=self.at(found.best),
                             value=self.amounts.value(self.kind(objective), found.level(objective, found.best).mean),
                             count=str(found.points), met=str(len(found.meeting)))
        else:
            form = "least_change" if len(found.factors) > 1 else "largest" if request.largest else "smallest"
            form = "everywhere" if len(found.meeting) == found.points and len(found.factors) == 1 else form
            title = self.say(form, at=self.at(found.best), count=str(found.points), met=str(len(found.meeting)))
        lines = [self.say("goal_met" if goal.met(found.goal_value(goal, found.best)) else "goal_missed", goal=self.goal(goal),
                          value=self._goal_number(goal, found.goal_value(goal, found.best))) for goal in request.goals]
        return Finding("design", capital(title), [("", lines), *self.against_now(found.best)], self.caution(), [])

    def against_now(self, point: int) -> list[tuple[str, list[str]]]:
        """Each outcome at a point, against the scenario as it stands where that was tried."""
        found = self.found
        if found.now is None or found.now == point:
            return [("", [f"{self.name(each)}: {self.level(each, point)}" for each in found.outcomes])]
        lines = [f"{self.name(each)}: {self.told(each, found.difference(each, point, found.now), found.level(each, point).mean)}"
                 for each in found.outcomes]
        return [(self.say("against_now", at=self.at(found.now)), lines)]

    def missed(self) -> Finding:
        """No value tried meets the goals."""
        found, goals = self.found, self.found.request.goals
        nearest = found.nearest() if goals else None
        if nearest is None:
            return Finding("design", self.say("cannot_judge"), [], "", [])
        value = found.goal_value(goals[0], nearest)
        if len(goals) > 1 and goals[0].met(value):
            title = self.say("not_together", count=str(found.points))
        else:
            title = self.say("nowhere", goal=self.goal(goals[0]), count=str(found.points))
        lines = [self.say("nearest", goal=self.goal(goal), value=self._goal_number(goal, found.goal_value(goal, nearest)),
                          at=self.at(nearest)) for goal in goals]
        return Finding("design", capital(title), [("", lines), *self.against_now(nearest)], self.caution(), [])

    def caution(self) -> str:
        """Values tried are not all values, and which is best among them is in part luck."""
        return self.say("tried_only") if self.found.runs > 1 else self.say("one_run_search")

    def ranking(self) -> Finding:
        """Which levers, each by itself, bring most to the outcome that was ranked."""
        found = self.found
        outcome = found.outcome(found.request.rank) or found.outcomes[0]
        rows = [row for row in ranked(found, outcome) if row[2].differs]
        if not rows:
            return Finding("design", capital(self.say("rank_none", outcome=self.name(outcome))), [], "", [])
        factor, value, difference = rows[0]
        title = self.say("rank_first", lever=factor.parameter, value=factor.tick(value, self.words), outcome=self.name(outcome),
                         difference=self.amounts.difference(self.kind(outcome), difference, 0.0))
        sides = [("rank_more", [row for row in rows if row[2].mean > 0][:MOST]), ("rank_less", [row for row in rows if row[2].mean < 0][:MOST])]
        lines = [(self.say(key), [f"{each.parameter} = {each.tick(value, self.words)}: "
                                  f"{self.amounts.difference(self.kind(outcome), by, 0.0)}" for each, value, by in side])
                 for key, side in sides if side]
        untold = len(found.factors) - len({row[0].parameter for row in rows})
        cautions = [self.say("rank_untold", count=str(untold)) if untold else "", self.by_chance(found.points - 1)]
        return Finding("design", capital(title), lines, " ".join(filter(None, cautions)), [])


def ranked(found: Designed, outcome: Outcome) -> list[tuple[Factor, float, Estimate]]:
    """Each lever's other values with their difference from the scenario as it stands, the first point; the largest first."""
    rows = [(factor, factor.values[point], found.difference(outcome, int(point), 0))
            for factor in found.factors for point in np.flatnonzero(factor.values != factor.values[0])]
    return sorted((row for row in rows if not np.isnan(row[2].mean)), key=lambda row: -abs(row[2].mean))
