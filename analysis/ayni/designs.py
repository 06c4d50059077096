"""Files of sweeps and searches: their levers, their outcomes, and what an outcome is at each value of a lever."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import xarray as xr

from .words import Words

SELECTION = re.compile(r"\[(.*)\]$")
ALONG_DURATIONS = re.compile(r", (by months since|por meses desde) .*")


@dataclasses.dataclass(frozen=True, eq=False)
class Factor:
    """A lever of the design: its values by point, and their labels where they are no numbers."""

    name: str
    parameter: str  # path of what it sets
    values: np.ndarray  # one a point; places of `levels` where it has them
    levels: tuple[str, ...] = ()

    @property
    def distinct(self) -> np.ndarray:
        return np.unique(self.values)

    def tick(self, value: float, words: Words) -> str:
        """A value as an axis writes it."""
        return self.levels[int(value)].strip('"') if self.levels else words.short(value)


@dataclasses.dataclass(frozen=True)
class Outcome:
    """A number of each run at each point: `text` is how it was asked for, such as kaplan_meier[duration=84]."""

    variable: str
    text: str
    attributes: dict = dataclasses.field(hash=False, compare=False)

    @property
    def measure(self) -> str:
        return self.text.partition("[")[0]

    @property
    def unit(self) -> str:
        return unit_kind(self.attributes)

    def title(self, words: Words) -> str:
        """The measure in words, and what was selected of it."""
        name = SELECTION.sub("", words.measure(self.measure, self.attributes)).strip()
        chosen = SELECTION.search(self.text)
        if chosen and "duration" in chosen.group(1):
            name = ALONG_DURATIONS.sub("", name)
        parts = [_selection(words, part) for part in chosen.group(1).split(",")] if chosen else []
        return f"{name} ({', '.join(parts)})" if parts else name


def _selection(words: Words, part: str) -> str:
    dimension, _, value = part.partition("=")
    key = f"selection.{dimension}_{value}"
    if words.has(key):
        return words(key)
    if words.has(f"selection.{dimension}"):
        return words(f"selection.{dimension}", value=words.label(dimension, value))
    return part


def unit_kind(attributes: dict) -> str:
    """Unit of a measure from its long name: `bs`, `share` (a part of a whole, or a rate) or `number`.

    >>> unit_kind({"long_name": "Public money over the run, Bs", "units": "1"})
    'bs'
    >>> unit_kind({"long_name": "Share side-sold", "units": "1"})
    'share'
    """
    name, units = SELECTION.sub("", attributes.get("long_name", "")).strip(), attributes.get("units", "1")
    if re.search(r"(, | per )Bs\b[^,]*$|, Bs\b", name):
        return "bs"
    if name.startswith(("Share", "Moderate poverty", "Extreme poverty", "Poverty gap")) or units == "1/year":
        return "share"
    return "number"


def factors(data: xr.Dataset) -> list[Factor]:
    """The levers of a design, in the file's order; those that never change are left out."""
    found = []
    for name, variable in data.variables.items():
        if variable.dims == ("point",) and "parameter" in variable.attrs and len(np.unique(variable.values)) > 1:
            levels = tuple(variable.attrs.get("levels", "").splitlines())
            found.append(Factor(name, variable.attrs["parameter"], variable.values.astype(float), levels))
    return found


def outcomes(data: xr.Dataset) -> list[Outcome]:
    """The outcomes of a design, in the order in which they were asked for."""
    found = []
    for text in data.attrs["outcomes"].splitlines():
        name = re.sub(r"[^a-z0-9]+", "_", text).strip("_")
        if name in data.variables:
            found.append(Outcome(name, text, dict(data[name].attrs)))
    return found


def along(data: xr.Dataset, outcome: Outcome, factor: Factor) -> xr.DataArray:
    """Mean of an outcome over the points that share a value of the lever, run by run; dimensions arm, run, value."""
    values = data[outcome.variable].astype(float)
    parts = [values.isel(point=np.flatnonzero(factor.values == value)).mean("point") for value in factor.distinct]
    return xr.concat(parts, dim=xr.DataArray(factor.distinct, dims="value", name="value")).transpose(
        "arm", "run", "value"
    )


def is_grid(some: list[Factor]) -> bool:
    """Whether the points are all combinations of the levers' values, each as often as any other.

    >>> two = [Factor("a", "a", np.array([0.0, 0.0, 1.0, 1.0])), Factor("b", "b", np.array([0.0, 1.0, 0.0, 1.0]))]
    >>> is_grid(two), is_grid([two[0], two[0]])
    (True, False)
    """
    combinations, counts = np.unique(np.stack([each.values for each in some]), axis=1, return_counts=True)
    return combinations.shape[1] == int(np.prod([each.distinct.size for each in some])) and np.unique(counts).size == 1


def one_at_a_time(some: list[Factor]) -> bool:
    """Whether every point differs from the first in one lever at most, as `ayni search --rank` tries them."""
    changed = np.stack([each.values != each.values[0] for each in some]).sum(axis=0)
    return len(some) > 1 and int(changed.max()) == 1
