"""MODEL.md can be rewritten: Python written from the page alone gives the program's prices, weather and people to the last bit."""

import math
import re
import subprocess
import tomllib

import h5py
import numpy as np
import pytest
from conftest import PROGRAM, ROOT
from model_page_markets import Markets, rounded
from model_page_people import Country

MILK_PASSED_ON = "product.milk.price.inflation_pass_through=1"
QUINOA_PASSED_ON = "product.quinoa.price.inflation_pass_through=0.5"
COFFEE_WITH_ANCHORS = [
    "product.coffee.price.anchor_years=[2009,2010,2011.5]",
    "product.coffee.price.anchor_prices_bs_per_unit=[500,2000,300]",
    "product.coffee.price.inflation_pass_through=0.7",
]
FAR_OUT = [
    "product.coffee.price.reversion_per_year=0",
    "product.coffee.price.volatility_per_year=5",
    "product.quinoa.price.momentum=0.95",
    "product.quinoa.price.volatility_per_year=3",
    "prices.milk.powder_reversion_per_year=0",
    "prices.milk.powder_volatility_per_year=4",
]
NO_PRICE_INDEX = ["prices.consumer_price_years=[]", "prices.consumer_prices=[]"]
REGIONS = ["chaco", "lago", "norte", "salar", "tropico", "valles"]
WITHOUT_PROJECT = ["output.detail=true", "project.enabled=false"]


@pytest.fixture
def result(tmp_path):
    """Runs a scenario with settings; the file, its scenario and its replicates."""

    def made(scenario, *settings):
        path = tmp_path / "result.h5"
        changes = [word for setting in settings for word in ("--set", setting)]
        command = [PROGRAM, "run", ROOT / f"scenarios/{scenario}.toml", "-n", "2", "-q", "-o", path, *changes]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=120)
        file = h5py.File(path)
        return file, tomllib.loads(file["scenario_resolved"][0].decode()), int(file.attrs["seed"])

    if not PROGRAM.exists():
        pytest.skip(f"no program {PROGRAM}")
    return made


def labels(file, dimension):
    return [text.decode() for text in file[dimension]]


def rows(file, table, column, run):
    return file[f"{table}_{column}"][:][file[f"{table}_run"][:] == run]


def same(mine, theirs):
    np.testing.assert_array_equal(np.asarray(mine, theirs.dtype), theirs)


@pytest.mark.parametrize(
    "scenario, settings",
    [
        ("bolivia", []),
        ("bolivia-2018", ["run.horizon_months=200", MILK_PASSED_ON, QUINOA_PASSED_ON]),
        ("bolivia-stochastic", ["run.start_month=7", "run.horizon_months=240", *FAR_OUT]),
        ("bolivia", ["prices.anchor_set=report_literal", "run.start_year=2009", *COFFEE_WITH_ANCHORS]),
        ("bolivia-stochastic", ["run.start_year=2021", "run.start_month=3", MILK_PASSED_ON, *NO_PRICE_INDEX]),
        ("bolivia", ["prices.mode=fixed", MILK_PASSED_ON]),
    ],
)
def test_prices_and_weather_can_be_rewritten_from_the_page(result, scenario, settings):
    file, parameters, seed = result(scenario, "scale.size=0.05", *settings)
    for run in range(2):
        mine = Markets(parameters, seed, run)
        same(np.exp(mine.log_general), file["general_prices"][0, run])
        same(mine.wage, file["day_wage"][0, run])
        same(mine.rate, file["exchange_rate"][0, run])
        same(mine.powder, file["powder_price"][0, run])
        same(mine.parity, file["import_parity"][0, run])
        for k, product in enumerate(labels(file, "product")):
            same(mine.national[product], file["reference_price"][0, run, :, k])
            same(mine.quota[product], file["quota"][0, run, :, k])
            same(mine.boom[product], file["boom"][0, run, :, k])
            same(mine.regime[product], file["regime"][0, run, :, k])
            # From the second year on what is sold moves an administered product's price in town.
            end = 13 if parameters["product"][product]["price"]["process"] == "administered" else None
            for r, region in enumerate(labels(file, "region")):
                theirs = file["spot_price"][0, run, :end, r, k]
                if not np.isnan(theirs).all():  # no group of the region sells it
                    same(mine.spot[region, product][:end], theirs)
        for r, region in enumerate(labels(file, "region")):
            for hazard in ("drought", "frost", "flood"):
                same(mine.hazard[hazard, region], file[hazard][0, run, :, r])


def test_places_people_and_buyers_can_be_rewritten_from_the_page(result):
    file, parameters, seed = result("bolivia", "run.horizon_months=1", "scale.size=0.4", *WITHOUT_PROJECT)
    regions, products = labels(file, "region"), labels(file, "product")
    for run in range(2):
        mine = Country(parameters, seed, run)
        same([regions.index(m.region) for m in mine.municipalities], rows(file, "place", "region", run))
        same([m.way[0] for m in mine.municipalities], rows(file, "place", "east", run))
        same([m.way[1] for m in mine.municipalities], rows(file, "place", "north", run))
        same([m.to_market for m in mine.municipalities], rows(file, "place", "hours_to_market", run))
        roads = zip(*(rows(file, "road", column, run) for column in ("from", "to", "hours")))
        assert sorted(mine.roads) == sorted((min(a, b), max(a, b), hours) for a, b, hours in roads)

        groups = mine.groups
        same([regions.index(g.region) for g in groups], rows(file, "group", "region", run))
        same([products.index(g.product) for g in groups], rows(file, "group", "product", run))
        same([g.kind for g in groups], rows(file, "group", "control", run))
        same([g.place.number for g in groups], rows(file, "group", "municipality", run))
        for trait in ("management", "cohesion", "quality"):
            same([getattr(g, trait) for g in groups], rows(file, "group", trait, run))
        same([0 if g.kind else g.members for g in groups], rows(file, "group", "members", run))

        for column in ("member", "away", "capacity"):
            same(np.concatenate([getattr(g, column) for g in groups]), rows(file, "household", column, run))
        waits = np.repeat([not g.sells_at_first for g in groups], [len(g.away) for g in groups])
        assert waits.any()
        cash = np.concatenate([mine.cash_after_first_month(g) for g in groups])
        same(cash[waits], np.rint(100 * rows(file, "household", "cash", run)[waits]))

        buyers = mine.buyers()
        same([regions.index(b.region) for b in buyers], rows(file, "buyer", "region", run))
        same([products.index(b.product) for b in buyers], rows(file, "buyer", "product", run))
        same([b.place.number for b in buyers], rows(file, "buyer", "municipality", run))
        same([b.capacity for b in buyers], rows(file, "buyer", "capacity", run))
        same([b.there for b in buyers], rows(file, "buyer", "open", run))
        firms, funds = mine.firms(buyers)
        same(firms, rows(file, "buyer", "firm", run))
        same(np.array(funds) / 100, rows(file, "firm", "own_at_start", run))

        ties = [*zip(*(rows(file, "tie", column, run) for column in ("from_kind", "to_kind", "from", "to")))]
        group, buyer, broker, municipality = range(4)

        def between(one, other):
            return {(a, b) for kind, to, a, b in ties if (kind, to) == (one, other)}

        assert mine.peers() == {(min(pair), max(pair)) for pair in between(group, group)}
        assert {(k, home) for k, b in enumerate(buyers) for home in b.collects} == between(buyer, municipality)
        brokers = mine.brokers(buyers)
        assert {(k, known) for k, b in enumerate(brokers) for known in b.knows} == between(broker, buyer)
        assert {(k, served) for k, b in enumerate(brokers) for served in b.serves} == between(broker, group)


def test_budgets_of_municipalities_can_be_rewritten_from_the_page(result):
    file, parameters, seed = result("bolivia", "run.horizon_months=3", "scale.size=0.5", *WITHOUT_PROJECT)
    years, transfers = parameters["municipality"]["transfer_years"], parameters["municipality"]["transfers"]
    pair = labels(file, "payer").index("outside"), labels(file, "payee").index("municipality")
    for run in range(2):
        mine = Country(parameters, seed, run)
        paid = [round(m.yearly * np.interp(mine.middle[m.month], years, transfers)) for m in mine.municipalities]
        assert sum(paid) == round(100 * file["account_flow"][(0, run, 0, *pair)])


def planned(mine, g):
    """Investment, Bs."""
    project, usd = mine.s["project"], mine.s["region"][g.region]["investment_per_producer_usd"]
    spread = math.exp(project["investment_sigma"] * mine.draws.z(21, g.key, 0, 3)[2])
    plan = usd * project["grant_factor"] * spread * g.members * project["bolivianos_per_usd"]
    return rounded(100 * plan) / 100


def test_what_is_known_of_applicants_can_be_rewritten_from_the_page(result):
    everybody = [f"region.{name}.survey.sample_2015=10000" for name in REGIONS]
    settings = ["scale.size=0.5", "output.detail=true", "project.word_of_mouth=0", "run.horizon_months=102"]
    file, parameters, seed = result("bolivia", *settings, *everybody)
    assert labels(file, "region") == REGIONS
    for run in range(2):
        mine = Country(parameters, seed, run)
        groups = mine.groups
        applied = [(g, month) for g, month in zip(groups, rows(file, "group", "applied", run)) if month >= 0]
        assert len(applied) > 100
        assert all(g.kind == 0 and g.call is not None and max(g.call, 0) == month for g, month in applied)
        funded = [groups[k] for k in rows(file, "alliance", "group", run)]
        for share in ("women_share", "indigenous_share"):
            same([getattr(g, share) for g in funded], rows(file, "alliance", share, run))
        # Plans of the calls before the first assembly, which changes who is a member.
        early = [(g, plan) for g, plan in zip(funded, rows(file, "alliance", "investment", run)) if g.call < 12]
        same([planned(mine, g) for g, _ in early], np.array([plan for _, plan in early]))
        surveyed = (0, run, labels(file, "sample").index("sample_2015"), labels(file, "stratum").index("all"))
        same(np.mean([g.young for g in funded]), file["survey_young"][surveyed])
        same(np.mean([g.old for g in funded]), file["survey_old"][surveyed])


def test_the_page_numbers_every_process_that_the_model_draws():
    numbers = dict(re.findall(r"^  (\w+) = (\d+),", (ROOT / "sim/core/random.hpp").read_text(), re.MULTILINE))
    code = "".join(
        file.read_text() for folder in ("model", "network", "observe") for file in ROOT.glob(f"sim/{folder}/**/*.?pp")
    )
    drawn = {name: numbers[name] for name in re.findall(r"Process::(\w+)", code) if name in numbers}
    table = re.findall(r"^\| ([\d, ]+) \| ([`\w, ]+) \|", (ROOT / "sim/MODEL.md").read_text(), re.MULTILINE)
    told = {}
    for of_row, names in table:
        told |= dict(zip(re.findall(r"\w+", names), re.findall(r"\d+", of_row), strict=True))
    assert told == drawn


def test_the_page_names_every_parameter_of_the_model():
    page = set(re.findall(r"\w+", (ROOT / "sim/MODEL.md").read_text()))
    _, *tables = (ROOT / "sim/PARAMETERS.md").read_text().split("\n## `")  # the first is about the file
    declared = {name for table in tables for name in re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)}
    assert declared - page == set()
