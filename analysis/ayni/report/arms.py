"""What a report compares: the arms of one or more result files, as one data set in which the base stands first."""

from __future__ import annotations

import dataclasses
import pathlib
import tomllib

import numpy as np
import xarray as xr

from ..errors import ResultsError
from ..files import flat, open_results, tables

ASIDE = ("name", "question", "question_es", "run.runs")  # parameters in which arms may differ without being another policy
TIMED = ("change.", "shock.")  # told apart, see timed.py
SHARED = ("time", "season", "duration", "region", "product", "component", "payer", "payee", "quintile", "sample", "stratum")


@dataclasses.dataclass(frozen=True)
class Source:
    """A result file and the arms that it gives."""

    path: pathlib.Path
    arms: list[str]
    attributes: dict[str, str]


@dataclasses.dataclass(frozen=True)
class Compared:
    """Arms under the same chance events. `data` has them on its dimension `arm`, the base first."""

    data: xr.Dataset
    sources: list[Source]
    scenarios: list[dict]  # every parameter of each arm, by its path

    @property
    def arms(self) -> list[str]:
        return [str(arm) for arm in self.data["arm"].values]

    @property
    def base(self) -> str:
        return self.arms[0]

    @property
    def others(self) -> list[str]:
        return self.arms[1:]

    @property
    def runs(self) -> int:
        return self.data.sizes["run"]

    def has_project(self, arm: str) -> bool:
        return bool(self.scenarios[self.arms.index(arm)].get("project.enabled", True)) and arm != "no project"

    @property
    def first_with_project(self) -> str | None:
        """The arm that is held against what happened in Bolivia."""
        return next((arm for arm in self.arms if self.has_project(arm)), None)


def read(paths: list[pathlib.Path]) -> Compared:
    """Opens the files; raises ResultsError for what cannot be compared run by run."""
    opened = [open_results(path) for path in paths]
    for path, data in zip(paths, opened):
        _refuse_what_has_points(path, data)
    sources = [Source(path, [str(arm) for arm in data["arm"].values], dict(data.attrs)) for path, data in zip(paths, opened)]
    data = opened[0] if len(opened) == 1 else _joined(paths, opened)
    data = _twin_first(data)
    scenarios = [flat(tomllib.loads(str(text))) for text in data["scenario_resolved"].values]
    return Compared(data, sources, scenarios)


def changes(compared: Compared) -> dict[str, list]:
    """Parameters in which the arms differ from the start, with the value of every arm; None where an arm does not have it."""
    names = dict.fromkeys(name for scenario in compared.scenarios for name in scenario)
    found = {name: [scenario.get(name) for scenario in compared.scenarios] for name in names
             if name not in ASIDE and not name.startswith(TIMED)}
    if "no project" in compared.arms:  # a twin has the scenario of its project
        found["project.enabled"] = [compared.has_project(arm) for arm in compared.arms]
    return {name: values for name, values in found.items() if any(value != values[0] for value in values)}


def _refuse_what_has_points(path: pathlib.Path, data: xr.Dataset) -> None:
    if "point" in data.sizes:
        raise ResultsError(f"{path} holds the {data.sizes['point']} points of a sweep or search, which has a report of its own; "
                           f"give it alone: ayni report {path}")


def _joined(paths: list[pathlib.Path], opened: list[xr.Dataset]) -> xr.Dataset:
    first = opened[0]
    for path, data in zip(paths[1:], opened[1:]):
        if data.attrs["seed"] != first.attrs["seed"]:
            raise ResultsError(f"{paths[0]} and {path} have different seeds ({first.attrs['seed']} and {data.attrs['seed']}), so "
                               "their runs met different chance events; run one again with the other's --seed")
        for name in SHARED:
            if name in first.coords and name in data.coords and not np.array_equal(first[name].values, data[name].values):
                what = "months" if name == "time" else name
                raise ResultsError(f"{paths[0]} and {path} differ in their {what}, so they cannot stand side by side; give each "
                                   "a report of its own")
    whole = [data.drop_dims([name for name in tables(data) if name in data.sizes]) for data in opened]
    common = set.intersection(*(set(data.data_vars) for data in whole))
    runs = min(data.sizes["run"] for data in whole)
    parts = [data[sorted(common)].isel(run=slice(0, runs)) for data in whole]
    by_arm = [name for name in sorted(common) if "arm" in parts[0][name].dims]
    joined = xr.concat([part[by_arm] for part in parts], "arm", coords="minimal", compat="override", combine_attrs="override")
    names = _distinct([str(arm) for part in parts for arm in part["arm"].values],
                      [path.stem for path, part in zip(paths, parts) for _ in part["arm"].values])
    joined = joined.assign_coords(arm=names)
    joined.attrs = dict(first.attrs)
    return joined


def _distinct(names: list[str], files: list[str]) -> list[str]:
    """Names, with the file behind those that are there twice, and a number behind what is still the same.

    >>> _distinct(["a", "b", "a"], ["one", "one", "two"])
    ['a (one)', 'b', 'a (two)']
    """
    said = [f"{name} ({file})" if names.count(name) > 1 else name for name, file in zip(names, files)]
    return [f"{name} {said[:place].count(name) + 1}" if said.count(name) > 1 else name for place, name in enumerate(said)]


def _twin_first(data: xr.Dataset) -> xr.Dataset:
    """The twin without the project is the base, since what the project does is the difference to it."""
    arms = [str(arm) for arm in data["arm"].values]
    if len(arms) < 2 or "no project" not in arms[1:]:
        return data
    twin = arms.index("no project")
    return data.isel(arm=[twin, *(place for place in range(len(arms)) if place != twin)])
