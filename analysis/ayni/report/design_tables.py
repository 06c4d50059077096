"""Tables of a report of a sweep or search."""

from __future__ import annotations

import numpy as np

from ..designs import Factor, Outcome, along
from ..findings import arm_label
from ..statistics import Estimate, estimate
from .design_findings import DesignFindings, ranked
from .designed import MOST_VALUES, Designed
from .tables import Cell, Table

MOST_ROWS = 40


class DesignTables:
    """Makes the tables in the language of the findings."""

    def __init__(self, found: Designed, findings: DesignFindings):
        self.found, self.findings, self.words, self.amounts = found, findings, findings.words, findings.amounts

    def varied(self) -> Table:
        """Every lever with what was tried of it, its value in the scenario, and at the point that was sought."""
        say, found = self.findings.say, self.found
        best = found.best
        head = [say("lever"), say("tried_values"), say("scenario_value"), *([say("found_value")] if best is not None else [])]
        rows = []
        for factor in found.factors:
            meaning = f"report_parameter.{factor.parameter}"
            name = Cell(factor.parameter, self.words(meaning) if self.words.has(meaning) else "")
            rows.append([name, self._tried(factor), self._setting(found.scenario.get(factor.parameter)),
                         *([factor.tick(factor.values[best], self.words)] if best is not None else [])])
        return Table(say("varied"), head, rows)

    def _tried(self, factor: Factor) -> str:
        if factor.levels or factor.distinct.size <= MOST_VALUES:
            return "; ".join(factor.tick(value, self.words) for value in factor.distinct)
        low, high = (factor.tick(value, self.words) for value in (factor.distinct[0], factor.distinct[-1]))
        return self.findings.say("range", low=low, high=high, count=str(factor.distinct.size))

    def _setting(self, value) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        return self.words.short(float(value)) if isinstance(value, (int, float)) else "\N{EN DASH}" if value is None else str(value)

    def curves(self) -> list[Table]:
        """Of each lever with few values and each arm: every outcome at each, with its paired difference from the lowest."""
        if not self.found.is_grid:
            return []
        return [self._curve(factor, place) for factor in self.found.factors if factor.distinct.size <= MOST_VALUES
                for place in range(len(self.found.arms))]

    def _curve(self, factor: Factor, arm: int) -> Table:
        say = self.findings.say
        columns = {outcome: along(self.found.data, outcome, factor).isel(arm=arm).transpose("value", "run").values
                   for outcome in self.found.outcomes}
        rows = [[factor.tick(value, self.words), *(self._cell(outcome, values[place], values[0], place > 0)
                                                   for outcome, values in columns.items())]
                for place, value in enumerate(factor.distinct)]
        caption = say("curve", lever=factor.parameter)
        if len(self.found.arms) > 1:
            caption += f": {arm_label(self.words, self.found.arms[arm])}"
        note = say("curve_note", low=factor.tick(factor.distinct[0], self.words))
        if len(self.found.factors) > 1:
            note += " " + say("averaged")
        return Table(caption, [factor.parameter, *(self.findings.name(each) for each in columns)], rows, note)

    def tried(self) -> Table:
        """Every point of a search with its outcomes, against the scenario as it stands, and whether it meets the goals."""
        found, say = self.found, self.findings.say
        judged = bool(found.request and found.request.goals and found.request.by_mean)
        head = [say("point"), *(self.findings.name(each) for each in found.outcomes), *([say("meets")] if judged else [])]
        rows = []
        for point in self._order()[:MOST_ROWS]:
            row = [Cell(self.findings.at(point), self._remark(point))]
            for outcome in found.outcomes:
                values = found.values(outcome)
                base = values[found.now] if found.now is not None else values[point]
                row.append(self._cell(outcome, values[point], base, found.now not in (None, point)))
            rows.append(row + ([self.words("report_text.yes" if point in found.meeting else "report_text.no")] if judged else []))
        note = say("tried_note") if found.now is not None else ""
        if found.points > MOST_ROWS:
            note += " " + say("tried_more", count=str(found.points - MOST_ROWS))
        return Table(say("tried"), head, rows, note.strip())

    def _order(self) -> list[int]:
        """Points along a single lever; of several the one that was sought first, then those that meet the goals, then the others."""
        found = self.found
        if len(found.factors) == 1:
            return [int(point) for point in np.argsort(found.factors[0].values, kind="stable")]
        objective = found.outcome(found.request.objective) if found.request and found.request.objective else None
        sign = 1.0 if found.request and found.request.lowest else -1.0
        means = [sign * found.level(objective, point).mean if objective else float(point) for point in range(found.points)]
        return sorted(range(found.points), key=lambda point: (point != found.best, point not in found.meeting, means[point]))

    def _remark(self, point: int) -> str:
        if point == self.found.best:
            return self.findings.say("the_best")
        return self.findings.say("the_scenario") if point == self.found.now else ""

    def ranking(self) -> Table:
        """Every other value of every lever, by what it brings to the outcome that was ranked."""
        found, say = self.found, self.findings.say
        first = found.outcome(found.request.rank) if found.request and found.request.rank else None
        outcomes = sorted(found.outcomes, key=lambda each: each is not first)
        rows = []
        for factor, value, _ in ranked(found, outcomes[0]):
            [point] = np.flatnonzero(factor.values == value)[:1]
            rows.append([Cell(factor.parameter, f"{factor.tick(factor.values[0], self.words)} → {factor.tick(value, self.words)}"),
                         *(self._difference(each, found.difference(each, int(point), 0)) for each in outcomes)])
        return Table(say("ranking"), [say("lever"), *(self.findings.name(each) for each in outcomes)], rows, say("ranking_note"))

    def _cell(self, outcome: Outcome, values: np.ndarray, base: np.ndarray, compared: bool) -> Cell:
        level, kind = estimate(values), self.findings.kind(outcome)
        if not compared:
            return Cell(self.amounts.value(kind, level.mean))
        by = estimate(values - base)
        text = "" if by.runs < 2 else self.amounts.difference(kind, by, abs(level.mean))
        return Cell(self.amounts.value(kind, level.mean), text, _sign(by))

    def _difference(self, outcome: Outcome, by: Estimate) -> Cell:
        return Cell("", self.amounts.difference(self.findings.kind(outcome), by, 0.0), _sign(by))


def _sign(found: Estimate) -> int:
    return 0 if not found.differs else 1 if found.mean > 0 else -1
