"""Prices by product: the national price, the spot market's, and what contracts pay."""

from __future__ import annotations

import numpy as np
import xarray as xr

from ..files import scenario_of
from ..findings import arm_label
from ..statistics import spread_of_runs
from ..words import Words
from .moments import moments_of, told_of
from .panels import Panel, draw_panels, height_of, table_of, years
from .picture import Picture

COLUMNS = 3


def prices(data: xr.Dataset, words: Words) -> list[Picture]:
    """A panel a product: the national, spot and contract price month by month, in Bs a product unit.

    Spot prices are means over regions that sell the product. The contract price of another arm than the first is drawn where
    it is another.
    """
    times = years(data["time"].values)
    panels = []
    for product in data["product"].values:
        of = data[["reference_price", "spot_price", "contract_price"]].sel(product=product)
        base = of.isel(arm=0)
        curves = {
            words("line.reference_price"): base["reference_price"],
            words("line.spot_price"): base["spot_price"].mean("region"),
            words("line.contract_price"): base["contract_price"],
        }
        for arm in data["arm"].values[1:]:
            other = of["contract_price"].sel(arm=arm)
            if other.notnull().any() and not np.array_equal(
                other.values, base["contract_price"].values, equal_nan=True
            ):
                curves[words("line.contract_price_of", arm=arm_label(words, str(arm)))] = other
        curves = {label: spread_of_runs(values, times) for label, values in curves.items() if values.notnull().any()}
        if curves:
            panels.append(
                Panel(
                    words.sentence("product", str(product)),
                    curves,
                    words("axis.bs_a_unit"),
                    limits=(0, None),
                    moments=moments_of(data, words, True, product=str(product)),
                    step=True,
                )
            )

    def draw(figure):
        draw_panels(figure, panels, words, COLUMNS, "")

    shown = words("shown.prices", arm=arm_label(words, str(data["arm"].values[0])))
    others = [words.label("product", product) for product in _changeable(data)]
    if others:
        shown += words("shown.prices_of_other_crops", products=words.listed(others))
    shown += words("shown.spread", runs=str(data.sizes["run"])) + told_of(panels, words)
    return [
        Picture(
            "prices",
            _finding(data, words),
            shown,
            table_of(panels),
            draw,
            (9.2, height_of(panels, min(COLUMNS, len(panels)) or 1)),
        )
    ]


def _changeable(data: xr.Dataset) -> list[str]:
    """Products whose land carries other crops, with contracts in the file: their contract prices are of several crops."""
    settings = scenario_of(data).get("product", {})
    paid = data["contract_price"].isel(arm=0).notnull().any(["run", "time"])
    return [
        product
        for product in (str(label) for label in data["product"].values)
        if settings.get(product, {}).get("alternative_crops", 0) > 0 and bool(paid.sel(product=product))
    ]


def _finding(data: xr.Dataset, words: Words) -> str:
    """What contracts pay of the spot price, on average over the months of settlements: the least and the most of the products.

    Products whose groups may sell another crop, at a price of its own, are told of only where there are no others.
    """
    base = data.isel(arm=0)
    if len(others := _changeable(data)) < base["contract_price"].notnull().any(["run", "time"]).sum():
        base = base.drop_sel(product=others)
    above = base["contract_price"] / base["spot_price"].mean("region")
    ratio = above.where(np.isfinite(above)).mean(["run", "time"])
    known = ratio[ratio.notnull()]
    if not known.size:
        return words("finding.prices_none")
    least, most = known.isel(product=int(known.argmin("product"))), known.isel(product=int(known.argmax("product")))
    if known.size == 1:
        return words(
            "finding.prices_one",
            product=words.label("product", str(most["product"].item())),
            share=words.percent(float(most)),
        )
    return words(
        "finding.prices",
        least=words.label("product", str(least["product"].item())),
        low=words.percent(float(least)),
        most=words.label("product", str(most["product"].item())),
        high=words.percent(float(most)),
    )
