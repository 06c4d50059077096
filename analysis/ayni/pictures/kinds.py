"""Every kind of picture, and which of them a file can have."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable

import xarray as xr

from ..errors import ResultsError
from ..words import Words
from . import over_time as series
from .picture import Picture, source_line
from .survival import survival, survival_by_product, survival_by_region


@dataclasses.dataclass(frozen=True)
class Kind:
    """One kind of picture. `make` gives its pictures, or raises ResultsError with what the file lacks."""

    name: str
    make: Callable[[xr.Dataset, Words], list[Picture]]
    needs: tuple[str, ...] = ()  # variables or dimensions the file must have

    def lacking(self, data: xr.Dataset) -> list[str]:
        """What the file does not have of what this kind of picture needs."""
        return [name for name in self.needs if name not in data.variables and name not in data.sizes]


def _over_time(name: str, measures, told) -> Kind:
    return Kind(name, functools.partial(series.over_time, name, measures, told), (told.variable, "time"))


KINDS = {kind.name: kind for kind in (
    Kind("survival", survival, ("kaplan_meier",)),
    Kind("survival-by-region", survival_by_region, ("kaplan_meier_by_region",)),
    Kind("survival-by-product", survival_by_product, ("kaplan_meier_by_product",)),
    _over_time("alliances", series.ALLIANCES, series.ALLIANCES[0]),
    _over_time("relations", series.RELATIONS, series.RELATIONS[2]),
    _over_time("buyers", series.BUYERS, series.BUYERS[0]),
    _over_time("income", series.INCOME, series.INCOME[-1]),
    _over_time("poverty", series.POVERTY, series.POVERTY[-1]),
    _over_time("credit", series.CREDIT, series.CREDIT[2]),
    _over_time("spending", series.SPENDING, series.SPENDING[0]),
)}


def kinds(data: xr.Dataset) -> list[Kind]:
    """The kinds of pictures that can be drawn of the file."""
    return [kind for kind in KINDS.values() if not kind.lacking(data)]


def draw(data: xr.Dataset, name: str, language: str = "en") -> list[Picture]:
    """The pictures of one kind; most kinds have one. Raises ResultsError where the file has not what it takes."""
    if name not in KINDS:
        raise ResultsError(f"there is no picture {name!r}; there are {', '.join(KINDS)}")
    lacking = KINDS[name].lacking(data)
    if lacking:
        able = ", ".join(kind.name for kind in kinds(data)) or "none"
        raise ResultsError(f"the file has no {', '.join(lacking)}, which the picture {name} needs; it can have: {able}")
    words = Words(language)
    made = KINDS[name].make(data, words)
    for picture in made:
        picture.source = source_line(data, words)
    return made
