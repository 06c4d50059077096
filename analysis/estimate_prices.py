#!/usr/bin/env python3
"""Estimate the parameters of the price processes from market data, and print them.

    analysis/estimate_prices.py quinoa-wholesale-monthly.csv milk-retail-monthly.csv whole-milk-powder-auctions.csv

The files, recognised by their columns, are not part of the repository:
  quinoa wholesale   month, one column a city, Bs per 46 kg      World Food Programme, food prices for Bolivia
  raw-milk retail    month, one column a city, Bs per litre      World Food Programme, food prices for Bolivia
  milk powder        date, wmp (USD per tonne), a row an auction  Global Dairy Trade
Every number printed is one that a scenario or a parameter's default uses.
"""

import csv
import math
import sys

import numpy as np

BOOM = ("2012-11", "2015-04")  # from the first month of the rise to the last before the fall
# Turning points of the Cochabamba wholesale price, which serve as historical anchors.
TURNS = ["2010-07", "2011-04", "2012-10", "2013-02", "2013-08", "2013-10", "2013-12", "2014-02", "2014-08",
         "2015-05", "2015-07", "2016-02", "2016-09", "2017-07", "2017-09", "2018-05", "2018-08", "2018-12"]
LEVEL_2011_12 = {"cross_checked": 679.0, "report_literal": 540.0}
# Export unit values in USD per tonne and exchange rates, for the years before the wholesale series. 2003 and 2011 are
# the press's; 2007 to 2009 are rounded and from memory of trade statistics, so an assumption.
EXPORT = {2003: (1094, 7.66), 2007: (1240, 7.85), 2008: (2240, 7.24), 2009: (2900, 7.07), 2011: (3113, 6.96)}


def month_number(text):
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        sys.exit(f"{path}: no rows, so nothing to estimate; give one of the three series")
    return rows


def city_series(rows):
    """Logarithm of the price by city, by month number."""
    cities = [name for name in rows[0] if name != "month"]
    return {city: {month_number(r["month"]): math.log(float(r[city])) for r in rows if r[city]} for city in cities}


def changes(series):
    return {t: x - series[t - 1] for t, x in series.items() if t - 1 in series}


def moments(change):
    """Number, annualised standard deviation and lag-1 autocorrelation of monthly changes."""
    values = np.array(list(change.values()))
    mean, variance = values.mean(), values.var(ddof=1)
    pairs = [(change[t] - mean) * (change[t - 1] - mean) for t in change if t - 1 in change]
    return len(values), math.sqrt(12 * variance), sum(pairs) / len(pairs) / variance


def autoregression(series):
    """Standard deviation and lag-1 autocorrelation of a gappy series about its mean."""
    mean = sum(series.values()) / len(series)
    pairs = [(series[t] - mean, series[t + 1] - mean) for t in series if t + 1 in series]
    deviation = math.sqrt(sum((x - mean) ** 2 for x in series.values()) / len(series))
    return deviation, sum(a * b for a, b in pairs) / sum(a * a for a, _ in pairs)


def chained_index(base, change):
    """The base series without gaps, moved by `change` wherever there is one."""
    known = sorted(base)
    filled = {}
    for a, b in zip(known, known[1:]):
        for t in range(a, b + 1):
            filled[t] = base[a] + (base[b] - base[a]) * (t - a) / (b - a)
    level, index = base[known[0]], {}
    for t in range(known[0], known[-1] + 1):
        if t > known[0]:
            level += change.get(t, filled[t] - filled[t - 1])
        index[t] = level
    return index


def quinoa(rows):
    cities = city_series(rows)
    base, other = cities["Cochabamba City"], cities["La Paz City"]
    both = [changes(base), changes(other)]
    mean_change = {}
    for t in sorted(set(both[0]) | set(both[1])):
        known = [c[t] for c in both if t in c]
        mean_change[t] = sum(known) / len(known)
    n, sigma, lag1 = moments(mean_change)
    print(f"[quinoa] two-market monthly log changes: n {n}, annual sigma {sigma:.3f}, lag-1 autocorrelation {lag1:.3f}")

    # Least squares of x' - x = momentum (x - x_before) + pull_s (level_s - x) + noise, s = normal or boom by calendar.
    index = chained_index(base, mean_change)
    months = np.array(sorted(index))
    x = np.array([index[t] for t in months])
    boom = ((months >= month_number(BOOM[0])) & (months <= month_number(BOOM[1])))[2:].astype(float)
    regressors = np.column_stack([x[1:-1] - x[:-2], 1 - boom, -x[1:-1] * (1 - boom), boom, -x[1:-1] * boom])
    answer = np.diff(x)[1:]
    fit = np.linalg.lstsq(regressors, answer, rcond=None)[0]
    residual = answer - regressors @ fit
    left = (residual[1:] @ residual[:-1]) / (residual @ residual)
    print(f"  momentum {fit[0]:.2f}; lag-1 autocorrelation of the residuals {left:.2f}")
    for name, constant, pull, chosen in (("normal", fit[1], fit[2], boom == 0), ("boom", fit[3], fit[4], boom == 1)):
        volatility = residual[chosen].std() * math.sqrt(12)
        print(f"  {name}: level {math.exp(constant / pull):.0f} Bs per 46 kg, volatility {volatility:.3f} a root year, "
              f"reversion {-12 * math.log(1 - pull):.2f} a year, {int(chosen.sum())} months")
    deviation, persistence = autoregression({t: other[t] - base[t] for t in other if t in base})
    print(f"  spot noise of one market {deviation / math.sqrt(2):.3f}, persistence {persistence:.2f} "
          "(spread La Paz - Cochabamba)")
    quinoa_anchors(base)


def quinoa_anchors(base):
    year = {y: np.mean([math.exp(base[t]) for t in base if t // 12 == y]) for y in range(2010, 2020)}
    reference = (year[2011] + year[2012]) / 2
    print("  annual means, Bs per 46 kg: " + ", ".join(f"{y} {v:.0f}" for y, v in year.items()))
    turns = [month_number(t) for t in TURNS]
    at = np.array([t / 12 for t in turns])
    inside = [t for t in sorted(base) if turns[0] <= t <= turns[-1]]
    departures = [base[t] for t in inside] - np.interp([t / 12 for t in inside], at, [base[t] for t in turns])
    print(f"  bridge volatility {np.diff(departures).std() * math.sqrt(12):.2f} a root year (about the turns)")
    in_2011 = EXPORT[2011][0] * EXPORT[2011][1]
    back = [(y, value * rate / in_2011) for y, (value, rate) in EXPORT.items() if y < 2010]
    years = [y + 0.5 for y, _ in back] + [t + 0.5 / 12 for t in at]
    print("  anchor_years = [" + ", ".join(f"{y:.3f}" for y in years) + "]")
    for name, level in LEVEL_2011_12.items():
        prices = [level * share for _, share in back]
        for label, t in zip(TURNS, turns):
            # Literally read, the report's 1500 of 2013 is the wholesale price itself, and 2018 closes at 475.
            literal_after = name == "report_literal" and label > "2013"
            scale = 1.0 if literal_after else level / reference
            prices.append(475.0 if literal_after and label == "2018-05" else math.exp(base[t]) * scale)
        print(f"  {name}: [" + ", ".join(f"{p:.0f}" for p in prices) + "]")
    print(f"  cross_checked Bs per 45 kg over wholesale Bs per 46 kg: {LEVEL_2011_12['cross_checked'] / reference:.4f}")


def powder(rows):
    by_month = {}
    for row in rows:
        if row["wmp"] and "2010" <= row["date"][:4] <= "2018":
            by_month.setdefault(month_number(row["date"]), []).append(float(row["wmp"]))
    x = {t: math.log(sum(v) / len(v)) for t, v in by_month.items()}
    before, after = np.array([(x[t], x[t + 1]) for t in sorted(x) if t + 1 in x]).T
    slope, intercept = np.polyfit(before, after, 1)
    residual = after - intercept - slope * before
    deviation = math.sqrt(residual @ residual / (len(residual) - 2))
    kappa = -12 * math.log(slope)
    print(f"[whole_milk_powder] exponential OU 2010-18, {len(x)} months: kappa {kappa:.2f} a year, "
          f"sigma {deviation * math.sqrt(2 * kappa / (1 - slope**2)):.2f} a root year, "
          f"level {math.exp(intercept / (1 - slope)):.0f}")
    events = {}
    for row in rows:
        if row["wmp"] and row["date"][:4] <= "2018":
            events.setdefault(int(row["date"][:4]), []).append(float(row["wmp"]))
    mean = {y: sum(v) / len(v) for y, v in events.items()}
    print("  auction means: " + ", ".join(f"{y} {v:.0f}" for y, v in mean.items()))
    years = sorted(mean)
    line_at = [2010.75 if y == 2010 else y + 0.5 for y in years]
    inside = [t for t in sorted(x) if line_at[0] <= (t + 0.5) / 12 <= line_at[-1]]
    departure = np.array([x[t] for t in inside]) - np.interp([(t + 0.5) / 12 for t in inside], line_at,
                                                              [math.log(mean[y]) for y in years])
    print(f"  bridge volatility {np.diff(departure).std() * math.sqrt(12):.2f} a root year (about annual means)")


def milk(rows):
    cities = city_series(rows)
    mean = {}
    for years in ((2009, 2010), (2011, 2012)):
        mean[years] = np.mean([x for s in cities.values() for t, x in s.items() if years[0] <= t // 12 <= years[1]])
    backcast = math.exp(mean[2009, 2010] - mean[2011, 2012])
    print(f"[milk] retail 2009-10 over 2011-12: {backcast:.2f} (backcast of the farmgate price)")
    for city, series in cities.items():
        moves = [abs(c) for c in changes(series).values() if abs(c) > 0.02]
        print(f"  {city}: {len(moves)} moves above 2% in {len(changes(series))} months, mean size {np.mean(moves):.3f}")
    complete = sorted(t for t in set.intersection(*(set(s) for s in cities.values())) if t < 2018 * 12)
    local = np.array([[s[t] for s in cities.values()] for t in complete])
    local -= local.mean(axis=1, keepdims=True)
    local -= local.mean(axis=0)
    deviation = local.std() * math.sqrt(local.shape[1] / (local.shape[1] - 1))
    persistence = (local[1:] * local[:-1]).sum() / (local[:-1] ** 2).sum()
    print(f"  spot noise of one city {deviation:.3f}, persistence {persistence:.2f} (about the national mean)")


def main(paths):
    if not paths or paths[0] in ("-h", "--help"):
        print(__doc__.strip())
        return 0 if paths else 2
    for path in paths:
        rows = read(path)
        if "wmp" in rows[0]:
            powder(rows)
        elif "month" in rows[0]:
            wholesale = "Oruro City" not in rows[0]
            (quinoa if wholesale else milk)(rows)
        else:
            sys.exit(f"{path}: neither a `wmp` nor a `month` column, so not one of the three series")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
