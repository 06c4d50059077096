"""The evaluation's figures as marks beside the model's, where a file is about the country that was evaluated."""

from __future__ import annotations

import xarray as xr

from ..evidence import binomial_error, figures
from ..files import scenario_of
from ..survival import REPORTED_MONTH
from ..words import Words
from .panels import Mark
from .style import BLACK


def is_evaluated_country(data: xr.Dataset) -> bool:
    """Whether the report's figures are of what the file is about: its regions and years, with the project."""
    regions = set(figures()["survival.same_buyer_after_7_years_by_region"]["value"])
    years = (str(data["time"].values[place])[:4] for place in (0, -1))
    return (
        regions <= {str(region) for region in data["region"].values}
        and next(years) <= "2010"
        and next(years) >= "2013"
        and bool((data["funded"].isel(time=-1).sum() > 0))
    )


def survival_mark(data: xr.Dataset, words: Words) -> list[Mark]:
    """Share of alliances with their first buyer after seven years, in percent, of the whole country."""
    if not is_evaluated_country(data):
        return []
    figure = figures()["survival.state_after_7_years"]
    share = figure["value"]["same_buyer"]
    return [Mark(REPORTED_MONTH, 100 * share, 196 * binomial_error(share, figure["n"]), words("mark.report"), BLACK)]


def survival_marks_by_region(data: xr.Dataset, words: Words) -> dict[str, list[Mark]]:
    """The same of each region where the report has a sample."""
    if not is_evaluated_country(data):
        return {}
    shares = figures()["survival.same_buyer_after_7_years_by_region"]["value"]
    regions = scenario_of(data).get("region", {})
    sizes = {name: regions.get(name, {}).get("survey", {}).get("sample_2015", 0) for name in shares}
    return {
        name: [Mark(REPORTED_MONTH, 100 * share, 196 * binomial_error(share, sizes[name]), words("mark.report"), BLACK)]
        for name, share in shares.items()
        if sizes[name] > 0
    }
