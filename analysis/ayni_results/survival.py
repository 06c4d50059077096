"""How many alliances last, across replicates. The replicate, not the alliance, is the unit of uncertainty."""

import numpy as np

from .files import category, rows

REPORTED_MONTH = 84  # the report's survival figures are seven years after funding
SPREAD = (5, 95)  # percentiles of replicates that a band covers


def spread(values, axis=0):
    """Mean over replicates and the band that holds nine tenths of them; NaN replicates are left out."""
    values = np.asarray(values, dtype=float)
    low, high = np.nanpercentile(values, SPREAD, axis=axis)
    return np.nanmean(values, axis=axis), low, high


def followed(at_risk, least=5.0):
    """How many months of a curve rest on at least `least` alliances at risk in all replicates together."""
    total = np.asarray(at_risk, dtype=float).sum(axis=0)
    return int((total >= least).sum())  # numbers at risk only fall


def same_buyer_share(data, month=REPORTED_MONTH, arm=0):
    """Share of alliances that sell to their first buyer `month` months after funding, by replicate and region.

    A return to the first buyer counts, as in the report; Kaplan-Meier counts the first end alone. Alliances not yet
    observed for so long are left out. Shape (run, region + 1): the last column is the whole country; NaN without any.
    """
    alliances, events = rows(data, "alliance", arm), rows(data, "event", arm)
    last = data.sizes["time"] - 1
    signed, ended = (category(data, "event_kind", kind) for kind in ("agreement_signed", "agreement_ended"))
    funded_kind = category(data, "event_kind", "funded")
    funded, first_buyer, current = {}, {}, {}
    for run, group, at in zip(alliances["run"], alliances["group"], alliances["funded"]):
        funded[run, group] = at
    # Rows of a run stand in the order of time, and within a month ends come before new agreements.
    for run, group, at, kind, buyer in zip(*(events[c] for c in ("run", "group", "month", "kind", "buyer"))):
        key = run, group
        if kind == funded_kind:
            first_buyer[key] = buyer
            current.setdefault(key, buyer)
        if key not in funded or not funded[key] <= at <= funded[key] + month:
            continue
        if kind == signed:
            current[key] = buyer
        elif kind == ended:
            current[key] = None
    regions = data.sizes["region"]
    kept = np.zeros((data.sizes["run"], regions + 1))
    seen = np.zeros_like(kept)
    for run, group, region in zip(alliances["run"], alliances["group"], alliances["region"]):
        key = run, group
        if funded[key] + month > last:
            continue
        for column in (region, regions):
            seen[run, column] += 1
            kept[run, column] += current.get(key) is not None and current[key] == first_buyer.get(key)
    with np.errstate(invalid="ignore"):
        return kept / np.where(seen > 0, seen, np.nan)
