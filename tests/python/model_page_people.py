"""Places and people of the model as drawn at the start, rewritten from sim/MODEL.md (5, 7.5): nothing read in the program."""

import math
from types import SimpleNamespace

import numpy as np
from model_page_markets import F, Markets, clamp, key_of, normal, rounded, within


def apportion(total, shares):
    exact = [total * share / sum(shares) for share in shares]
    parts = [math.floor(part) for part in exact]
    for k in sorted(range(len(parts)), key=lambda k: parts[k] - exact[k])[: total - sum(parts)]:
        parts[k] += 1
    return parts


def lognormal(mean, sigma, z):
    return mean * np.exp(sigma * z - sigma**2 / 2)


class Country(Markets):
    def __init__(self, scenario, seed, replicate):
        super().__init__(scenario, seed, replicate)
        self.municipalities, self.roads, self.groups, self.catchments = [], [], [], {}
        self.names, size = sorted(scenario["region"]), scenario["scale"]["size"]
        shares = [scenario["region"][name]["municipalities_share"] for name in self.names]
        parts = apportion(rounded(scenario["municipality"]["count"] * size), shares)
        for name, share, count in zip(self.names, shares, parts):
            count = max(count, 1) if share > 0 else count
            catchments = max(rounded(count / scenario["scale"]["municipalities_per_catchment"]), 1 if count else 0)
            sizes = [count * (k + 1) // catchments - count * k // catchments for k in range(catchments)]
            self.catchments[name] = [self.catchment(name, k, places) for k, places in enumerate(sizes)]
        cells = [(name, product) for name in self.names for product in sorted(scenario["region"][name]["product"])]
        region = scenario["region"]
        shares = [
            region[name]["share_of_groups"] * region[name]["product"][product]["share"] for name, product in cells
        ]
        kinds = [
            apportion(rounded(scenario["scale"][kind] * size), shares)
            for kind in ("potential_groups", "control_groups")
        ]
        for cell, counts in zip(cells, zip(*kinds)):
            for kind, count in enumerate(counts):
                of_kind = within(within(key_of(cell[0]), key_of(cell[1])), kind)
                self.groups += [self.group(*cell, kind, within(of_kind, number)) for number in range(count)]

    def catchment(self, region, number, count):
        """Municipalities around a market town, with their roads."""
        key, places, roads = within(key_of(region), number), [], self.s["roads"]
        needs, budget = self.s["region"][region]["needs_index"], self.s["municipality"]
        for k in range(count):
            u, v = self.draws.u(14, within(key, k), 0, 3), self.draws.u(13, within(key, k), 0, 4)
            way = roads["spread_km"] * self.s["region"][region]["remoteness"] * normal(u[:2])
            paved, z = u[2] ** ((1 - roads["paved_share"]) / roads["paved_share"]), normal(v)
            yearly = rounded(100 * budget["budget_bs"] * math.exp(budget["budget_sigma"] * z[1]))
            month = math.floor(v[0] * budget["budget_months"])
            at = len(self.municipalities) + k
            places.append(SimpleNamespace(number=at, region=region, way=way, paved=paved, yearly=yearly, month=month))
        self.municipalities += places
        ends = [SimpleNamespace(number=-1, way=np.zeros(2), paved=1.0), *places]
        hours = np.full((len(ends), len(ends)), math.inf)
        for i, one in enumerate(ends):
            for j, other in enumerate(ends):
                unpaved = 1 + (roads["unpaved_factor"] - 1) * (1 - (one.paved + other.paved) / 2)
                length = roads["detour"] * math.hypot(*(one.way - other.way))
                hours[i, j] = length / roads["paved_speed_km_per_hour"] * unpaved if i != j else math.inf
        built, reached = set(), [0]
        while len(reached) < len(ends):
            i, j = min(
                ((i, j) for i in reached for j in range(len(ends)) if j not in reached), key=lambda ij: hours[ij]
            )
            reached.append(j)
            built.add((min(i, j), max(i, j)))
        for i in range(1, len(ends)):
            for j in np.argsort(hours[i])[: min(roads["neighbour_roads"], len(ends) - 1)]:
                built.add((min(i, j), max(i, j)))
        shortest = np.where(np.eye(len(ends)), 0, math.inf)
        for i, j in sorted(built):
            self.roads.append((ends[i].number, ends[j].number, F(hours[i, j])))
            shortest[i, j] = shortest[j, i] = hours[i, j]
        for k in range(len(ends)):
            shortest = np.minimum(shortest, shortest[:, k, None] + shortest[k])
        for k, place in enumerate(places):
            place.to_market, place.hours = shortest[0, k + 1], dict(
                zip((p.number for p in places), shortest[k + 1, 1:])
            )
        return places

    def group(self, region, product, kind, key):
        s, where = self.s, self.s["region"][region]
        u = self.draws.u(10, key, 0, 12)
        z = dict(zip((2, 3, 4, 8, 9, 10, 11), normal(u[[2, 3, 4, 8, 9, 10, 11]])))
        g = SimpleNamespace(region=region, product=product, kind=kind, key=key)
        g.catchment = math.floor(u[0] * len(self.catchments[region]))
        places = self.catchments[region][g.catchment]
        g.place = places[math.floor(u[1] * len(places))]
        members = rounded(lognormal(where["members_mean"], s["scale"]["members_sigma"], z[2]))
        g.members = max(members, s["scale"]["members_min"])
        g.wealth = F(where["wealth"] * math.exp(s["household"]["wealth_sigma"] * z[3]))
        g.management = F(z[4])
        for trait, table, k, low, high in (("cohesion", "membership", 8, 0, 1), ("quality", "assistance", 9, 0.1, 0.9)):
            mean, sigma, by_management = (s[table][f"{trait}_start{end}"] for end in ("", "_sigma", "_management"))
            setattr(g, trait, F(clamp(mean + sigma * z[k] + by_management * z[4], low, high)))
        for share, k in (("women_share", 10), ("indigenous_share", 11)):
            setattr(g, share, F(clamp(where[share] + s["membership"][share + "_sigma"] * z[k], 0, 1)))
        g.young, g.old = u[5] < where["group_young_share"], u[5] > 1 - where["group_old_share"]
        g.call = self.call(12 * where["start_delay_years"], u[7])
        self.settle(g)
        return g

    def call(self, delay, u):
        project = self.s["project"]
        calls = list(zip(project["call_months"], project["call_shares"]))
        if u >= project["campaign_reach"]:
            return None
        held = [(month, share) for month, share in calls if delay == 0 or month >= delay] or calls[-1:]
        cumulated = np.cumsum([share for _, share in held]) / sum(share for _, share in held)
        return held[min(np.searchsorted(cumulated, u / project["campaign_reach"], side="right"), len(held) - 1)][0]

    def settle(self, g):
        """The households of a block."""
        s, where, product = self.s["household"], self.s["region"][g.region], self.s["product"][g.product]
        community = 1 if g.kind else self.s["membership"]["community_ratio"]
        count = rounded(g.members * (community + where["migrant_share"]))
        g.member = np.arange(count) < (0 if g.kind else g.members)
        g.away = np.arange(count) >= rounded(g.members * community)
        u = self.draws.u(9, g.key, 0, 4 * count)
        first, savings, herd = u[: 3 * count].reshape(-1, 3), u[2 : 3 * count : 3], u[3 * count :]
        sigma = math.hypot(product["farm_units_sigma"], self.s["production"]["ability_sigma"])
        capacity = lognormal(product["farm_units_mean"] * float(g.wealth), sigma, normal(first[:, 0]))
        price, index, cost = product["price"], math.exp(self.log_general[0]), product["cost_share"]

        def sales(units):
            harvest = units * product["yield_per_farm_unit_year"] * (1 - product["loss_share"])
            return np.maximum(harvest - s["persons"] * product["home_consumption"], 0) * price["level_bs_per_unit"]

        g.capacity = capacity.astype(F)
        now = math.exp(price["inflation_pass_through"] * self.log_general[0]) - cost * index
        g.expected = (sales(capacity) * now).astype(F)
        share = where["other_income_share"]
        mean = sales(product["farm_units_mean"]) * (1 - cost) * share / (1 - share) * float(g.wealth)
        other = lognormal(mean, s["other_income_sigma"], normal(first[:, 1]))
        g.other = (other / 12).astype(F)
        sold = g.expected.astype(float)
        monthly = 100 * (sold + other * index) / 12
        wait = next(w for w in range(12) if product["sold_by_month"][(self.first + w) % 12] > 0)
        g.sells_at_first = wait == 0
        g.cash = np.floor(100 * wait * sold / 12 + 2 * s["savings_months"] * savings * monthly) * ~g.away
        g.animals = np.floor(2 * s["animals_months"] * herd * monthly / index) * ~g.away

    def cash_after_first_month(self, g):
        """In centavos, where nothing is sold or sown in it and nobody works more than usual (7.15)."""
        s, index, sold_by_month = (
            self.s["household"],
            math.exp(self.log_general[0]),
            self.s["product"][g.product]["sold_by_month"],
        )
        drought, here = F(self.hazard["drought", g.region][0]), (~g.away).astype(F)
        wait = next(w for w in range(1, 13) if sold_by_month[(self.first + w) % 12] > 0)
        buffer, distress = s["buffer_months"], index * (1 - s["animal_discount"])
        e = here * g.other * (F(100 * index) * (1 - F(s["drought_loss_other"]) * drought))
        usual = np.trunc(e + here * g.expected * F(100 / 12))
        e = np.trunc(e)
        animals = np.trunc(g.animals.astype(F) * (1 - F(s["drought_loss_animals"]) * drought))
        least = np.trunc(usual * F(s["consumption_floor_share"])).astype(int)
        sold = np.minimum(np.trunc(np.maximum(least - g.cash - e, 0).astype(F) * F(1 / distress)), animals)
        there = (g.cash + e + np.trunc(sold * F(distress))).astype(int)
        affords = np.trunc((there.astype(F) + F(wait - 1) * e) * F(1 / (wait + buffer)))
        kept = there - np.minimum(np.maximum(np.minimum(affords, usual), least).astype(int), there)
        spare = np.minimum(kept.astype(F) - usual * F(wait - 1 + buffer) + e * F(wait - 1), kept.astype(F))
        room = np.minimum(usual * F(s["herd_months"] / index), F(1e9)) - (animals - sold)
        bought = np.trunc(np.maximum(np.minimum(spare * F(s["restocking_share"] / index), room), 0))
        kept = kept - np.minimum(np.trunc(bought * F(index)), kept)
        return np.minimum(kept, usual * (wait - 1 + math.floor(s["savings_ceiling_months"])))

    def buyers(self):
        """In the order of catchments and products; those that are not there yet stand behind those that are."""
        s, all_buyers, sold, markets = self.s["buyer"], [], {}, {}
        for g in self.groups:
            product = self.s["product"][g.product]
            harvest = g.capacity[g.member].astype(float).sum() * product["yield_per_farm_unit_year"]
            eaten = self.s["household"]["persons"] * g.members * product["home_consumption"]
            sold.setdefault((g.region, g.product), []).append(max(harvest * (1 - product["loss_share"]) - eaten, 0))
        for region, catchments in self.catchments.items():
            everywhere = sum(len(places) for places in catchments)
            for k, places in enumerate(catchments):
                for name, market in sorted(self.s["region"][region]["product"].items()):
                    key = within(within(key_of(region), k), key_of(name))
                    markets[name] = markets.get(name, 0) + 1
                    usual = s["density"] * market["buyers_per_catchment"]
                    there = math.floor(usual + self.draws.u(47, key, 0, 1)[0])
                    enters = s[self.s["product"][name]["buyer_kind"]]["entry_cost_bs"] > 0
                    all_sold = sum(sold.get((region, name), []))
                    each = market["buyer_capacity"] * all_sold * len(places) / everywhere / max(there, 1)
                    for number in range(there + (math.ceil(s["entrants_share"] * usual) if enters else 0)):
                        u = self.draws.u(11, within(key, number), 0, 3)
                        place = places[math.floor(u[0] * len(places))]
                        capacity = math.ceil(each * (1 + s["capacity_spread"] * (2 * u[1] - 1)))
                        collects = np.exp(
                            -np.array([*place.hours.values()]) / self.s["relations"]["collection_range_hours"]
                        )
                        collects = self.draws.u(49, within(key, number), 0, len(places)) < collects
                        buyer = SimpleNamespace(key=within(key, number), region=region, product=name, catchment=k)
                        buyer.place, buyer.capacity, buyer.there = place, capacity, number < there
                        buyer.collects = [home for home, comes in zip(place.hours, collects) if comes]
                        buyer.wealth = math.exp(s["capital_sigma"] * normal(u)[2])
                        buyer.rank = number if buyer.there else number - there
                        buyer.market = markets[name] - 1
                        all_buyers.append(buyer)
        return all_buyers

    def firms(self, buyers):
        """Of each buyer the number of its firm, and own funds of the firms, centavos."""
        firms, funds = {}, []
        for b in buyers:
            product = self.s["product"][b.product]
            kind, price = self.s["buyer"][product["buyer_kind"]], product["price"]
            turn = (b.market + b.rank) // kind["firm_catchments"]
            b.firm, wealth = firms.setdefault((b.product, b.there, b.rank, turn), (len(firms), b.wealth))
            funds += [0] * (len(firms) - len(funds))
            now = price["level_bs_per_unit"] * math.exp(price["inflation_pass_through"] * self.log_general[0])
            funds[b.firm] += rounded(100 * kind["working_capital_share"] * b.capacity * now * wealth)
        return [b.firm for b in buyers], funds

    def brokers(self, buyers):
        """Whom each knows and serves, by their numbers."""
        s, brokers = self.s["relations"], []
        for region, catchments in self.catchments.items():
            for k, places in enumerate(catchments):
                known = [(number, b.key) for number, b in enumerate(buyers) if (b.region, b.catchment) == (region, k)]
                served = [(n, g) for n, g in enumerate(self.groups) if (g.region, g.catchment) == (region, k)]
                for number in range(rounded(self.s["scale"]["brokers_per_catchment"])):
                    key = within(within(key_of(region), k), number)
                    u = self.draws.u(12, key, 0, 2)
                    place = places[math.floor(u[0] * len(places))]
                    skill = max(self.s["broker"]["skill_mean"] + self.s["broker"]["skill_sigma"] * normal(u)[1], 0)
                    present = self.draws.u(50, key, 0, 1)[0] < s["broker_presence"]

                    def tied(process, other, chance):
                        return present and self.draws.u(process, within(key, other), 0, 1)[0] < chance

                    near = {home: math.exp(-hours / s["broker_range_hours"]) for home, hours in place.hours.items()}
                    knows = [n for n, other in known if tied(51, other, s["broker_contact_share"] * skill)]
                    serves = [n for n, g in served if tied(52, g.key, s["broker_service_share"] * near[g.place.number])]
                    brokers.append(SimpleNamespace(knows=knows, serves=serves))
        return brokers

    def peers(self):
        """Pairs of groups that know each other."""
        s, pairs = self.s["relations"], set()
        for region, catchments in self.catchments.items():
            for k in range(len(catchments)):
                all_here = [(n, g) for n, g in enumerate(self.groups) if (g.region, g.catchment) == (region, k)]
                all_here.sort(key=lambda one: (one[1].place.number, one[1].product, one[0]))
                homes = np.array([g.place.number for _, g in all_here])
                products = np.array([g.product for _, g in all_here])
                for number, g in all_here:
                    near = np.exp(-np.array([g.place.hours[home] for home in homes]) / s["peer_range_hours"])
                    weights = np.cumsum(near * np.where(products == g.product, 1, s["cross_product_weight"]))
                    for u in self.draws.u(15, g.key, 0, s["peers_named"]):
                        pairs.add(tuple(sorted((number, all_here[np.searchsorted(weights, u * weights[-1])][0]))))
        return {(one, other) for one, other in pairs if one != other}
