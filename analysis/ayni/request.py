"""What a search was asked for, from the command that its file keeps, and which of the points it tried answer it."""

from __future__ import annotations

import dataclasses
import re
import shlex

import numpy as np

from .designs import Factor

BOUND = re.compile(r"(?P<outcome>[^<>]+)(?P<sign>[<>])=(?P<number>[-+]?[\d.eE]+)(?P<percent>%?)$")


@dataclasses.dataclass(frozen=True)
class Goal:
    """A bound on the mean of an outcome, or on its change against the scenario as it stands."""

    outcome: str  # as it was asked for
    at_least: bool
    bound: float
    relative: bool

    def met(self, value: float) -> bool:
        """Whether a value meets it; one that is not known does not."""
        return value >= self.bound if self.at_least else value <= self.bound

    def missed(self, value: float) -> float:
        """By how much a value misses it; zero where it is met."""
        return max(0.0, self.bound - value if self.at_least else value - self.bound)


@dataclasses.dataclass(frozen=True)
class Request:
    """What `ayni search` was asked for. Without an objective the smallest value (or change) that meets the goals is sought."""

    goals: tuple[Goal, ...] = ()
    objective: str = ""
    lowest: bool = False  # of the objective
    largest: bool = False  # value of a lever, not the smallest
    rank: str = ""
    by_mean: bool = True  # not by the worst runs
    ranges: dict[str, float] = dataclasses.field(default_factory=dict)  # of levers with a range, high less low


def request_of(command: str) -> Request | None:
    """The request behind a command; None for one that is no search.

    >>> request_of("ayni search a.toml --lever x=0:2 --goal 'funded[time=last]>=10' --within public_money<=+5%").goals[1]
    Goal(outcome='public_money', at_least=False, bound=0.05, relative=True)
    >>> request_of("ayni sweep a.toml")
    """
    words = shlex.split(command)
    if words[1:2] != ["search"]:
        return None
    asked: dict[str, list[str]] = {}
    name = ""
    for word in words[2:]:
        if word.startswith("--") or re.match(r"-[a-zA-Z]$", word):
            name, _, value = word.partition("=")
            asked.setdefault(name, []).extend([value] if value else [])
        elif name:
            asked[name].append(word)
            name = ""
    goals = [_goal(text) for text in [*asked.get("--goal", []), *asked.get("--within", [])]]
    objective = (asked.get("--minimise") or asked.get("--maximise") or [""])[0]
    return Request(tuple(goal for goal in goals if goal), objective, "--minimise" in asked, "--largest" in asked,
                   asked.get("--rank", [""])[0], not {"--worst", "--quantile"} & set(asked), _ranges(asked.get("--lever", [])))


def _goal(text: str) -> Goal | None:
    found = BOUND.match(text)
    if found is None:
        return None
    relative = bool(found["percent"])
    number = float(found["number"])
    return Goal(found["outcome"].partition(":")[0], found["sign"] == ">", number / 100.0 if relative else number, relative)


def _ranges(levers: list[str]) -> dict[str, float]:
    found = {}
    for text in levers:
        key, _, values = text.partition("=")
        ends = values.split(":")
        try:
            if len(ends) == 2:
                found[key] = float(ends[1]) - float(ends[0])
        except ValueError:
            continue  # choices by name
    return found


def place_of_scenario(factors: list[Factor], scenario: dict) -> int | None:
    """The point at which every lever has the scenario's own value; None where that was not tried."""
    same = np.ones(len(factors[0].values), dtype=bool)
    for factor in factors:
        value = scenario.get(factor.parameter)
        if factor.levels:
            same &= np.array([_text(factor.levels[int(place)]) == _text(value) for place in factor.values])
        elif isinstance(value, (int, float)):
            same &= np.isclose(factor.values, float(value))
        else:
            return None
    return int(np.flatnonzero(same)[0]) if same.any() else None


def _text(value) -> str:
    return re.sub(r'["\s]', "", str(value)).lower()


def change_of(factors: list[Factor], now: int, point: int, ranges: dict[str, float]) -> float:
    """How far a point is from the scenario as it stands, each lever's change as a part of its range; one for another choice."""
    total = 0.0
    for factor in factors:
        change = factor.values[point] - factor.values[now]
        if factor.levels or (ranges and factor.parameter not in ranges):
            total += float(change != 0)
        else:
            total += float((change / ranges.get(factor.parameter, np.ptp(factor.values))) ** 2)
    return total
