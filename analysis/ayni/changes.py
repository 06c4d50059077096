"""When the rules of an arm change, and when a shock is written down for it, from its scenario."""

from __future__ import annotations

import dataclasses
import functools
import tomllib

import xarray as xr

from .files import flat


@dataclasses.dataclass(frozen=True)
class Setting:
    """A parameter that a change sets to another value than it had."""

    lever: str
    old: object
    new: object


@dataclasses.dataclass(frozen=True)
class RuleChange:
    """`[change.NAME]`, with what it really changes."""

    name: str
    month: int  # from the start of the run, 0 the first
    settings: tuple[Setting, ...]


@dataclasses.dataclass(frozen=True)
class Shock:
    """`[shock.NAME]`: from `month` on, for `months` months, its target is multiplied by 1 + size."""

    name: str
    month: int
    months: int
    target: str
    kind: str
    product: str  # empty: all
    region: str  # empty: all
    size: float

    def hits(self, **part: str) -> bool:
        """Whether it is about a part of the country, such as region="lago"."""
        return self.product in ("", part.get("product", self.product)) and self.region in ("", part.get("region", self.region))


def rule_changes(data: xr.Dataset, arm: int) -> list[RuleChange]:
    """The changes of an arm in the order of time; one that sets what held already is none, as in the file's group `changes`."""
    return list(_of_scenario(str(data["scenario_resolved"].values[arm]))[0])


def shocks(data: xr.Dataset, arm: int) -> list[Shock]:
    """The shocks of an arm in the order of time."""
    return list(_of_scenario(str(data["scenario_resolved"].values[arm]))[1])


def date_of(data: xr.Dataset, month: int) -> tuple[int, int]:
    """Year and month (1 January) of a month of the runs."""
    months = int(data["time"].values[0].astype("datetime64[M]").astype(int)) + month
    return 1970 + months // 12, months % 12 + 1


@functools.lru_cache(maxsize=32)
def _of_scenario(text: str) -> tuple[tuple[RuleChange, ...], tuple[Shock, ...]]:
    scenario = tomllib.loads(text)
    return tuple(_changes(scenario)), tuple(_shocks(scenario))


def _changes(scenario: dict) -> list[RuleChange]:
    written = scenario.get("change", {})
    holding = flat({key: value for key, value in scenario.items() if key != "change"})
    found = []
    for name in sorted(written, key=lambda name: (written[name].get("month", 0), name)):
        set_to = flat(written[name].get("set", {}))
        settings = [Setting(lever, holding.get(lever), new) for lever, new in set_to.items() if holding.get(lever) != new]
        holding |= set_to
        if settings:
            found.append(RuleChange(name, int(written[name].get("month", 0)), tuple(settings)))
    return found


def _shocks(scenario: dict) -> list[Shock]:
    written = scenario.get("shock", {})
    found = [Shock(name, int(entry["start_month"]), int(entry["months"]), entry["target"], entry["kind"], entry["product"],
                   entry["region"], float(entry["size"])) for name, entry in written.items()]
    return sorted(found, key=lambda shock: (shock.month, shock.name))
