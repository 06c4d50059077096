"""Prices, weather, places and people of the model, rewritten from sim/MODEL.md: nothing here was read in the program."""

import math
from statistics import NormalDist  # inv_cdf is Wichura's AS 241

import numpy as np

U, F = np.uint64, np.float32
ALL = 2**64 - 1
A, C = 6364136223846793005, 1442695040888963407


def mix(z):
    z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & ALL
    z = ((z ^ z >> 27) * 0x94D049BB133111EB) & ALL
    return z ^ z >> 31


def within(k, n):
    return mix(k + 0x9E3779B97F4A7C15 * (n + 1) & ALL)


def key_of(name):
    digest = 0xCBF29CE484222325
    for byte in name.encode():
        digest = (digest ^ byte) * 0x100000001B3 & ALL
    return mix(digest)


class Draws:
    """Random numbers of a replicate (7.2)."""

    def __init__(self, seed, replicate):
        self.run = within(within(0, seed), replicate)
        self.powers, self.sums = [1], [0]  # the generator's state n draws on is powers[n] state + sums[n]

    def u(self, process, agent, month, count):
        while len(self.powers) < count:
            self.powers.append(self.powers[-1] * A & ALL)
            self.sums.append(self.sums[-1] * A + C & ALL)
        state = (mix(within(self.run, (process << 32) + month) ^ agent) + C) * A + C & ALL
        s = np.array(self.powers[:count], U) * U(state) + np.array(self.sums[:count], U)
        y = (s ^ s >> ((s >> U(59)) + U(5))) * U(12605985483714917081)
        return (((y ^ y >> U(43)) >> U(11)).astype(float) + 0.5) * 2.0**-53

    def z(self, process, agent, month, count):
        return normal(self.u(process, agent, month, count))


def normal(u):
    return np.array([NormalDist().inv_cdf(p) for p in u])


def clamp(x, low, high):
    return min(max(x, low), high)


def rounded(x):
    return math.floor(x + 0.5)


class Markets:
    """Weather and prices of a replicate (7.3, 7.4), month by month."""

    def __init__(self, scenario, seed, replicate):
        self.s, self.draws = scenario, Draws(seed, replicate)
        run, prices = scenario["run"], scenario["prices"]
        self.months = range(run["horizon_months"])
        self.start = run["start_year"] + (run["start_month"] - 1) / 12
        self.first = run["start_month"] - 1  # calendar month, January 0
        self.middle = [self.start + (t + 0.5) / 12 for t in self.months]
        base = self.log_index(prices["base_year"])
        self.log_general = [self.log_index(year) - base for year in self.middle]
        last = max(prices["day_wage_years"][-1], self.middle[0])
        self.wage = [
            np.interp(year, prices["day_wage_years"], prices["day_wages_bs"])
            * math.exp(self.log_index(max(year, last)) - self.log_index(last))
            for year in self.middle
        ]
        self.rate = np.interp(self.middle, prices["exchange_rate_years"], prices["exchange_rate_bs_per_usd"])
        self.common = self.draws.z(43, 0, 0, len(self.months))
        self.powder = self.powder_path(prices["milk"])
        self.parity = self.powder * self.rate / prices["milk"]["litres_per_tonne"]
        self.national, self.quota, self.boom, self.regime, self.spot, self.hazard = {}, {}, {}, {}, {}, {}
        for name, product in scenario["product"].items():
            self.product_path(name, product["price"])
        for region in scenario["region"]:
            self.weather(region)
            for name, market in scenario["region"][region]["product"].items():
                self.spot_path(region, name, market)

    def weather(self, region):
        weather, mildest = self.s["region"][region]["weather"], self.s["weather"]["mildest_severity"]
        first_july = (6 - self.first) % 12 or 12
        loading = weather["altiplano_loading"]
        for i, hazard in enumerate(("drought", "frost", "flood")):
            severities = []
            for season in range((len(self.months) - 1 - first_july) // 12 + 2):
                common, own = self.draws.z(44 + i, 0, season, 1), self.draws.z(6 + i, key_of(region), season, 1)
                z = loading * common[0] + math.sqrt(1 - loading**2) * own[0]
                chance, p = math.erfc(-z / math.sqrt(2)) / 2, weather[hazard + "_per_year"]
                severities.append(mildest + (1 - mildest) * (1 - chance / p) if chance < p else 0.0)
            self.hazard[hazard, region] = [severities[(t - first_july) // 12 + 1] for t in self.months]

    def log_index(self, year):
        years, values = self.s["prices"]["consumer_price_years"], self.s["prices"]["consumer_prices"]
        growth = math.log(1 + self.s["prices"]["inflation_per_year"])
        if not years:
            return growth * year
        outside = min(year - years[0], 0) + max(year - years[-1], 0)
        return np.interp(year, years, np.log(values)) + growth * outside

    def anchors(self, mode, years, values):
        months = [math.floor(12 * (year - self.start) + 0.01) for year in years]
        return list(zip(months, np.log(values))) if mode == "historical" else []

    def shocks(self, process, agent, loading):
        """What moves a price into month t, at t; nothing moves it into the first."""
        own = self.draws.z(process, agent, 0, len(self.months))
        return np.append(0.0, loading * self.common + math.sqrt(1 - loading**2) * own)

    def path(self, anchors, noise, shocks, levels, step, general=None):
        """Log prices: a bridge through the anchors, then at the prices of the base year step(t, path so far)."""
        x = [levels[0]]
        if anchors:
            x = [np.interp(0, [month for month, _ in anchors], [value for _, value in anchors])]
        for month, goal in anchors:
            for t in range(len(x), min(month + 1, len(self.months))):
                left = month - t + 1
                x.append(x[-1] + (goal - x[-1]) / left + noise * math.sqrt((left - 1) / left / 12) * shocks[t])
        if general and anchors:
            x = [value - of_general for value, of_general in zip(x, general)]
        bounds = min(levels[0] - math.log(100), x[-1]), max(levels[-1] + math.log(100), x[-1])
        for t in range(len(x), len(self.months)):
            x.append(clamp(step(t, x), *bounds))
        return x

    def ou(self, level, k, s, shocks):
        spread = s * math.sqrt(1 / 12 if k < 1e-6 else (1 - math.exp(-k / 6)) / (2 * k))
        return lambda t, x: level + (x[-1] - level) * math.exp(-k / 12) + spread * shocks[t]

    def powder_path(self, q):
        mode, level = self.s["prices"]["mode"], math.log(q["powder_level_usd_per_tonne"])
        if mode == "fixed":
            return np.full(len(self.months), math.exp(level))
        anchors = self.anchors(mode, q["powder_anchor_years"], q["powder_anchors_usd_per_tonne"])
        shocks = self.shocks(2, 0, q["powder_common_loading"])
        step = self.ou(level, q["powder_reversion_per_year"], q["powder_volatility_per_year"], shocks)
        return np.exp(self.path(anchors, q["powder_bridge_volatility_per_year"], shocks, [level], step))

    def mode(self, q):
        return self.s["prices"]["mode"] if q["mode"] == "scenario" else q["mode"]

    def product_path(self, name, q):
        mode, level = self.mode(q), math.log(q["level_bs_per_unit"])
        general = [q["inflation_pass_through"] * log for log in self.log_general]
        literal = self.s["prices"]["anchor_set"] == "report_literal" and q["anchor_prices_report_literal_bs_per_unit"]
        anchors = self.anchors(mode, q["anchor_years"], literal or q["anchor_prices_bs_per_unit"])
        shocks = self.shocks(1, key_of(name), q["common_loading"])
        self.quota[name], self.boom[name], self.regime[name] = ([value] * len(self.months) for value in (1, 0, 0))
        if q["process"] == "administered":
            self.national[name] = np.exp(self.administered(q, mode, level, general, anchors, shocks))
            self.quota[name] = self.quotas(self.national[name])
        elif mode == "fixed":
            self.national[name] = np.exp(level + np.array(general))
        elif q["process"] == "ou":
            step = self.ou(level, q["reversion_per_year"], q["volatility_per_year"], shocks)
            x = self.path(anchors, q["bridge_volatility_per_year"], shocks, [level], step, general)
            self.national[name] = np.exp(np.add(x, general))
        else:
            x = self.regimes(name, q, level, general, anchors, shocks)
            self.national[name] = np.exp(np.add(x, general))

    def regimes(self, name, q, level, general, anchors, shocks):
        distance, regime = math.log(q["boom_ratio"]), []
        leave = np.append(1.0, self.draws.u(3, key_of(name), 0, len(self.months)))

        def step(t, x):
            regime.extend(int(value > level + distance / 2) for value in x[len(regime) :])
            booms = regime[-1] != (leave[t] < 1 / q["boom_months" if regime[-1] else "normal_months"])
            regime.append(int(booms))
            kind = "boom_" if booms else ""
            k, s = q[kind + "reversion_per_year"], q[kind + "volatility_per_year"]
            momentum = q["momentum"] * (x[-1] - x[-2]) if t > 1 else 0
            pull = (1 - math.exp(-k / 12)) * (level + booms * distance - x[-1])
            return x[-1] + momentum + pull + s * math.sqrt(1 / 12) * shocks[t]

        x = self.path(anchors, q["bridge_volatility_per_year"], shocks, [level, level + distance], step, general)
        self.regime[name] = regime + [int(value > level + distance / 2) for value in x[len(regime) :]]
        self.boom[name] = [clamp((value - level) / distance, 0, 1) for value in x]
        return x

    def administered(self, q, mode, level, general, anchors, shocks):
        milk, x = self.s["prices"]["milk"], []
        for t in self.months:
            if mode == "fixed":
                x.append(level + general[t])
            elif anchors and t <= max(anchors[-1][0], 0):
                x.append(([value for month, value in anchors if month <= t] or [anchors[0][1]])[-1])
            elif t == 0 or t % milk["review_months"]:
                x.append(x[-1] if x else level)
            else:
                usual = milk["powder_level_usd_per_tonne"] * self.rate[t] / milk["litres_per_tonne"]
                wanted = milk["pass_through"] * math.log(self.parity[t] / usual) + q["volatility_per_year"] * shocks[t]
                target = level + general[t] + clamp(wanted, math.log(milk["band_low"]), math.log(milk["band_high"]))
                x.append(target if abs(target - x[-1]) > milk["step_threshold"] else x[-1])
        return x

    def quotas(self, price):
        milk, quota = self.s["prices"]["milk"], []
        for gap in 1 - self.parity / price:
            wanted = max(milk["quota_floor"], 1 - milk["quota_slope"] * max(gap - milk["quota_tolerance"], 0))
            quota.append(quota[-1] + milk["quota_adjustment_per_month"] * (wanted - quota[-1]) if quota else wanted)
        return quota

    def spot_path(self, region, name, market):
        q, noise = self.s["product"][name]["price"], []
        persistence, sigma = q["spot_persistence_per_month"], q["spot_noise"] * (self.mode(q) != "fixed")
        for z in self.draws.z(4, within(key_of(region), key_of(name)), 0, len(self.months)):
            noise.append(persistence * noise[-1] + sigma * math.sqrt(1 - persistence**2) * z if noise else sigma * z)
        local = market["price_basis"] * (1 - q["spot_margin"] * (1 - market["market_depth"]))
        self.spot[region, name] = self.national[name] * local * np.exp(noise)
