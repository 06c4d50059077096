"""The months in which rules change and shocks begin, as thin upright lines in pictures over time."""

from __future__ import annotations

import xarray as xr

from ..changes import RuleChange, Shock, date_of, rule_changes, shocks
from ..findings import arm_label
from ..words import Words
from .panels import Moment, Panel, years

CHANGE_DASHES, SHOCK_DASHES = "--", ":"
YEARS_BEFORE = 0.5  # a July-to-June year is drawn half a year before it ends


def moments_of(data: xr.Dataset, words: Words, monthly: bool, **part: str) -> list[Moment]:
    """What happens in a part of the country, such as region="lago"; what happens at once in the same arms is one moment.

    `monthly` says whether the axis is of months or of July-to-June years, which stand where they end.
    """
    arms = [arm_label(words, str(arm)) for arm in data["arm"].values]
    together: dict[tuple, list[str]] = {}  # arms by what happens in them
    for place, arm in enumerate(arms):
        for each in [*rule_changes(data, place), *(shock for shock in shocks(data, place) if shock.hits(**part))]:
            together.setdefault((type(each), each.month, _end(each, data), each.name), []).append(arm)
    named: dict[tuple, list[str]] = {}  # what happens, by when and where
    for (kind, month, end, name), where in together.items():
        named.setdefault((kind, month, end, tuple(where)), []).append(name)
    return [_moment(data, words, key, names, arms, monthly) for key, names in sorted(named.items(), key=lambda each: each[0][1])]


def told_of(panels: list[Panel], words: Words) -> str:
    """What upright lines are, for the line below the title, where there are any."""
    return words("shown.moments") if any(panel.moments for panel in panels) else ""


def _end(each: RuleChange | Shock, data: xr.Dataset) -> int | None:
    """The first month after a shock, where that is within the runs."""
    end = each.month + each.months if isinstance(each, Shock) else data.sizes["time"]
    return end if end < data.sizes["time"] else None


def _moment(data, words: Words, key: tuple, names: list[str], arms: list[str], monthly: bool) -> Moment:
    kind, month, end, where = key
    text = "moment.change" if kind is RuleChange else "moment.shock" if end is None else "moment.shock_until"
    label = words(text, name=words.listed(sorted(names)), start=said(data, words, month),
                  end="" if end is None else said(data, words, end - 1))
    if len(where) < len(arms):
        label += words("moment.arms", arms=words.listed(list(where)))
    start = years(data["time"].values[:1])[0] - (0.0 if monthly else YEARS_BEFORE)
    return Moment(start + month / 12.0, None if end is None else start + end / 12.0, label,
                  CHANGE_DASHES if kind is RuleChange else SHOCK_DASHES, where[0] if len(where) == 1 else "")


def said(data: xr.Dataset, words: Words, month: int) -> str:
    """A month of the runs as a date: "January 2010"."""
    year, of_year = date_of(data, month)
    return words("moment.date", month=words(f"month.{of_year}"), year=str(year))
