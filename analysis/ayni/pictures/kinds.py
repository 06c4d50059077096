"""Every kind of picture, and which of them a file can have."""

from __future__ import annotations

import dataclasses
import difflib
import functools
from collections.abc import Callable

import xarray as xr

from ..errors import RequestError, ResultsError
from ..words import Words
from . import over_time as series
from .causes import causes
from .courses import courses
from .differences import differences
from .evidence import evidence, studies
from .levers import effects, has_curves, has_levers, has_map, has_several, heat_map, lever, tried
from .marks import is_evaluated_country
from .network import network, network_causes
from .payers import payers
from .picture import Picture, source_line
from .prices import prices
from .quintiles import cash, quintiles
from .survival import survival, survival_by_product, survival_by_region


@dataclasses.dataclass(frozen=True)
class Kind:
    """One kind of picture. `make` gives its pictures, or raises ResultsError with what the file lacks."""

    name: str
    make: Callable[[xr.Dataset, Words], list[Picture]]
    needs: tuple[str, ...] = ()  # variables or dimensions the file must have
    applies: Callable[[xr.Dataset], bool] = lambda data: True  # what a file with all that is needed must be like
    hint: str = ""  # why a file is not like that, or how it gets what is needed

    def lacking(self, data: xr.Dataset) -> list[str]:
        """What the file does not have of what this kind of picture needs."""
        return [name for name in self.needs if name not in data.variables and name not in data.sizes]

    def drawable(self, data: xr.Dataset) -> bool:
        """Whether the picture can be drawn of the file."""
        return not self.lacking(data) and self.applies(data)


def _over_time(name: str, measures, told) -> Kind:
    return Kind(name, functools.partial(series.over_time, name, measures, told), (told.variable, "time"))


KINDS = {
    kind.name: kind
    for kind in (
        Kind("survival", survival, ("kaplan_meier",)),
        Kind("survival-by-region", survival_by_region, ("kaplan_meier_by_region",)),
        Kind("survival-by-product", survival_by_product, ("kaplan_meier_by_product",)),
        Kind("causes", causes, ("cumulative_incidence", "at_risk")),
        Kind(
            "differences",
            differences,
            ("time",),
            applies=lambda data: data.sizes["arm"] > 1,
            hint="ayni compare and ayni run --twin write several arms",
        ),
        _over_time("alliances", series.ALLIANCES, series.ALLIANCES[0]),
        Kind("prices", prices, ("reference_price", "spot_price", "contract_price")),
        _over_time("relations", series.RELATIONS, series.RELATIONS[2]),
        _over_time("buyers", series.BUYERS, series.BUYERS[0]),
        _over_time("income", series.INCOME, series.INCOME[-1]),
        _over_time("real-income", series.REAL_INCOME, series.REAL_INCOME[-1]),
        _over_time("poverty", series.POVERTY, series.POVERTY[-1]),
        Kind("quintiles", quintiles, ("member_income_by_quintile",)),
        Kind("cash", cash, ("household_rows",), hint="households are kept with --set output.detail=true"),
        _over_time("credit", series.CREDIT, series.CREDIT[2]),
        _over_time("spending", series.SPENDING, series.SPENDING[0]),
        Kind("payers", payers, ("account_flow",)),
        Kind(
            "evidence",
            evidence,
            ("survey_same_buyer",),
            applies=is_evaluated_country,
            hint="it is not about the country and years of the report",
        ),
        Kind(
            "studies",
            studies,
            ("survey_same_buyer",),
            applies=is_evaluated_country,
            hint="it is not about the country and years of the report",
        ),
        Kind("network", network, ("place_rows",), hint="places and ties are kept with --set output.detail=true"),
        Kind("network-causes", network_causes, ("place_rows",), hint="places and ties are kept with --set output.detail=true"),
        Kind("courses", courses, ("time",)),
        Kind("lever", lever, ("point",), applies=has_curves, hint="its points are no grid of few values"),
        Kind("heat-map", heat_map, ("point",), applies=has_map, hint="it has no grid of two levers"),
        Kind("effects", effects, ("point",), applies=has_several, hint="it has fewer than two levers"),
        Kind("tried", tried, ("point",), applies=has_levers, hint="it has no lever that was changed"),
    )
}


def kinds(data: xr.Dataset) -> list[Kind]:
    """The kinds of pictures that can be drawn of the file."""
    return [kind for kind in KINDS.values() if kind.drawable(data)]


def draw(data: xr.Dataset, name: str, language: str = "en") -> list[Picture]:
    """The pictures of one kind; most kinds have one. Raises ResultsError where the file has not what it takes."""
    if name not in KINDS:
        near = difflib.get_close_matches(name, KINDS, 2)
        raise RequestError(
            f"there is no picture {name!r}; {f'did you mean {near[0]}? ' if near else ''}"
            f"There are: {', '.join(KINDS)}"
        )
    kind = KINDS[name]
    if not kind.drawable(data):
        lacking = kind.lacking(data)
        why = (
            f"the file has no {', '.join(lacking)}, which the picture {name} needs"
            if lacking
            else f"the file has no picture {name}"
        )
        able = ", ".join(each.name for each in kinds(data)) or "none"
        raise ResultsError(f"{why}{f' ({kind.hint})' if kind.hint else ''}; it can have: {able}")
    words = Words(language)
    try:
        made = kind.make(data, words)
    except KeyError as missing:  # a file of a program that kept other measures
        raise ResultsError(f"the file has no {missing.args[0]}, which the picture {name} needs; run its scenario again") from missing
    for picture in made:
        picture.source = source_line(data, words)
    return made
