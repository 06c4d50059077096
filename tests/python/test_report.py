"""ayni report: what its sentences say of results whose signs and sizes are known, and that its numbers are the program's."""

import dataclasses
import json
import re
import string
import subprocess

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from conftest import PROGRAM, ROOT

from ayni.report.amounts import Amounts
from ayni.report.arms import Compared, Source, changes, read
from ayni.report.conclusions import Conclusions
from ayni.report.headline import held
from ayni.report.trust import Trust
from ayni.statistics import Estimate
from ayni.words import Words, terms

RUNS = 8
NOISE = np.linspace(-1.0, 1.0, RUNS)


def made_up(**by_arm):
    """Results of two arms or more, by outcome: a list of (level, difference's own noise) for each arm."""
    arms = len(next(iter(by_arm.values())))
    variables = {}
    for name, levels in by_arm.items():
        values = np.array([level + NOISE * own for level, own in levels])
        dims, extra = {"kaplan_meier": (("arm", "run", "duration"), 120), "potential_income": (("arm", "run", "season"), 3),
                       "kaplan_meier_from_signing": (("arm", "run", "duration"), 120)}.get(name, (("arm", "run"), 0))
        variables[name] = (dims, np.repeat(values[..., None], extra, axis=-1) if extra else values)
    names = ["base", "one", "two", "three"][:arms]
    data = xr.Dataset(variables, coords={"arm": names, "run": np.arange(RUNS)})
    for dimension in set(data.dims) - {"arm", "run"}:
        data = data.assign_coords({dimension: np.arange(data.sizes[dimension])})
    source = Source(ROOT / "made-up.h5", names, {"seed": "1", "command_line": "ayni compare a b"})
    return Compared(data, [source], [{"project.enabled": True}] * arms)


def titles(compared, language="en"):
    return {finding.key: finding.title.replace("\N{NO-BREAK SPACE}", " ")
            for finding in Conclusions(compared, held(compared), Words(language)).all()}


def test_more_is_said_of_what_is_more_and_less_of_what_is_less():
    compared = made_up(kaplan_meier_from_signing=[(0.5, 0.01), (0.53, 0.0), (0.46, 0.0)],
                       public_money=[(4e8, 1e6), (3.9e8, 0.0), (4.1e8, 0.0)])
    assert titles(compared)["lasting"] == ("Against base, alliances last longer with one (by 3.00 points), and less long with "
                                           "two (by 4.00 points).")
    assert titles(compared)["public"] == ("Against base, the public pays more with two (by 10.00 million Bs), and less with one "
                                          "(by 10.00 million Bs).")
    assert titles(compared, "es")["lasting"] == ("Frente a base, las alianzas duran más con one (en 3,00 puntos), y menos con two "
                                                 "(en 4,00 puntos).")


@pytest.mark.parametrize("level, said", [(0.55, "Alliances last longer with one (by 5.0 points) than with base."),
                                         (0.45, "Alliances last less long with one (by 5.0 points) than with base.")])
def test_one_other_arm_is_told_by_its_sign(level, said):
    assert titles(made_up(kaplan_meier_from_signing=[(0.5, 0.0), (level, 0.0)]))["lasting"] == said


def test_what_the_runs_cannot_tell_is_no_difference():
    compared = made_up(kaplan_meier_from_signing=[(0.5, 0.0), (0.505, 0.1)])
    assert titles(compared)["lasting"] == "How long alliances last: no difference from base that these runs can tell."
    assert "ninguna diferencia frente a base" in titles(compared, "es")["lasting"]
    [finding] = Conclusions(compared, held(compared), Words()).all()
    assert "no difference that these runs can tell" in finding.lines[0][1][0]


def test_what_is_more_without_the_project_is_more_without_it_in_either_language():
    compared = made_up(kaplan_meier_from_signing=[(0.5, 0.0), (0.55, 0.0)])
    compared = dataclasses.replace(compared, data=compared.data.assign_coords(arm=["no project", "one"]))
    assert titles(compared)["lasting"] == "Alliances last longer with one (by 5.0 points) than without the project."
    assert titles(compared, "es")["lasting"] == "Las alianzas duran más con one (en 5,0 puntos) que sin proyecto."


def test_an_arm_that_cannot_be_told_apart_is_named_so_beside_one_that_can():
    title = titles(made_up(kaplan_meier_from_signing=[(0.5, 0.0), (0.6, 0.0), (0.5, 0.1)]))["lasting"]
    assert title.endswith("than with base. No difference that these runs can tell: two.")


def test_the_largest_difference_is_named_first():
    title = titles(made_up(kaplan_meier_from_signing=[(0.5, 0.0), (0.52, 0.0), (0.56, 0.0)]))["lasting"]
    assert title.index("two") < title.index("one")


def test_one_arm_alone_is_told_by_its_level():
    title = titles(made_up(kaplan_meier_from_signing=[(0.5, 0.0)]))["lasting"]
    assert title == "50.0% of the alliances are still with their buyer seven years after signing."


def test_without_the_count_from_signing_the_one_from_funding_is_told():
    title = titles(made_up(kaplan_meier=[(0.5, 0.0), (0.6, 0.0)]))["lasting"]
    assert title.startswith("Alliances still with their first buyer seven years after funding: more with one")


def test_one_run_claims_no_difference():
    compared = made_up(kaplan_meier_from_signing=[(0.5, 0.0), (0.9, 0.0)])
    compared = Compared(compared.data.isel(run=slice(0, 1)), compared.sources, compared.scenarios)
    assert "one run cannot tell" in titles(compared)["lasting"]


def test_a_base_without_alliances_is_not_compared():
    compared = made_up(kaplan_meier_from_signing=[(np.nan, 0.0), (0.5, 0.0)])
    assert titles(compared)["lasting"] == "How long alliances last cannot be compared: base has none."


def test_another_answer_from_funding_is_said():
    compared = made_up(kaplan_meier_from_signing=[(0.5, 0.0), (0.6, 0.0)], kaplan_meier=[(0.5, 0.0), (0.4, 0.0)])
    finding = Conclusions(compared, held(compared), Words()).all()[0]
    assert finding.caution.endswith("is another one for one.")
    same = made_up(kaplan_meier_from_signing=[(0.5, 0.0), (0.6, 0.0)], kaplan_meier=[(0.5, 0.0), (0.6, 0.0)])
    assert Conclusions(same, held(same), Words()).all()[0].caution == ""


@pytest.mark.parametrize("low, high", [(0.0004, 0.0115), (-0.0004, 0.0115)])
def test_an_interval_that_ends_beside_zero_does_not_print_zero(low, high):
    text = Amounts(Words()).difference("share", Estimate((low + high) / 2, low, high, 9))
    assert "(0.0\N{NO-BREAK SPACE}" not in text and ("+0.04" in text) == (low > 0)


def test_texts_have_the_same_values_in_both_languages():
    def names(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, texts in terms().items():
        assert set(texts) == {"en", "es"}, key
        assert texts["en"].strip() and texts["es"].strip(), key
        assert names(texts["en"]) == names(texts["es"]), key


def test_every_text_that_the_report_asks_for_is_there():
    asked = {key for file in (ROOT / "analysis/ayni/report").rglob("*.*") if file.suffix in (".py", ".html")
             for key in re.findall(r"""words\(f?"([a-z_]+\.[^"{}]+)\"""", file.read_text())}
    assert len(asked) > 60
    assert asked <= set(terms())


def test_figures_that_nothing_is_fitted_to_are_counted_apart_from_those_that_may_be():
    trust = Trust.__new__(Trust)  # of no file: its figures are these
    trust.words = Words()
    trust.figures = pd.DataFrame([("calibrate", "good")] * 3 + [("validate", "poor")] * 2 + [("input", "not available")],
                                 columns=["use", "verdict"])
    told = trust.counts().split(". ")
    assert len(told) == 3
    assert "may be fitted to, 3 are met well, 0 fairly and 0 poorly" in told[0]
    assert "nothing is ever fitted, 0 are met well, 0 fairly and 2 poorly" in told[1]
    assert told[2].startswith("1 ")


@pytest.fixture(scope="module")
def compared(made):
    return read([made("compare")])


def test_every_number_of_the_overview_is_that_of_compare_to_its_last_digit(made, compared):
    found = held(compared)
    command = compared.sources[0].attributes["command_line"]
    outcomes = [word for each in found.values() for word in ("--outcome", each.selection)]
    done = subprocess.run([PROGRAM, *command.split()[1:command.split().index("-q")], *outcomes, "--json", "-q", "-o",
                           made("compare").with_name("again.h5"), "--force"], check=True, capture_output=True, timeout=300)
    told = {table["name"]: table["rows"] for section in json.loads(done.stdout)["sections"] for table in section["tables"]}
    amounts, checked = Amounts(Words()), 0
    for each in found.values():
        kind = each.outcome.kind
        for place, row in enumerate(told[each.selection]):
            mine = amounts.value(kind, each.pairs[place - 1].arm_mean if place else each.levels[0].mean)
            assert mine == amounts.value(kind, np.nan if row["mean"] is None else row["mean"]), (each.selection, row)
            if place and row["difference"] is not None:
                its = Estimate(row["difference"], row["difference_low"], row["difference_high"], row["difference_count"])
                assert amounts.difference(kind, each.pairs[place - 1].difference, each.size) == amounts.difference(kind, its, each.size)
                checked += 1
    assert checked > 15


SUMMARY = ("lasts_from_signing", "funded", "income", "poor", "public_money", "buyer_profit")  # as its lines follow


def test_differences_and_intervals_are_printed_as_in_the_summary_of_compare(made, compared):
    command = compared.sources[0].attributes["command_line"].split()
    done = subprocess.run([PROGRAM, *command[1:command.index("-q")], "-o", made("compare").with_name("summary.h5"), "--force"],
                          check=True, capture_output=True, text=True, timeout=300)
    found, amounts, told = held(compared), Amounts(Words()), 0
    for place, arm in enumerate(compared.others, start=1):
        lines = done.stdout.partition(f"\n{arm}\n")[2].splitlines()[:len(SUMMARY)]
        for key, line in zip(SUMMARY, lines):
            each = found[key]
            said = plain(amounts.difference(each.outcome.kind, each.pairs[place - 1].difference, each.size))
            interval = re.search(r"\(([+-]?[\d.,]+) to ([+-]?[\d.,]+)", line)
            if interval is None:
                continue  # "no difference": both arms are the same in every run
            assert re.search(rf"\({re.escape(interval[1])} to {re.escape(interval[2])}\)", said), (line, said)
            # The unit stands behind the level alone where that has one.
            numbers = {f" {text} (" for text in (said.partition(" (")[0], said.split(" ")[0])}
            assert each.told(place) == 0 if "no difference" in line else any(number in line for number in numbers), (line, said)
            told += 1
    assert told >= 8


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


def test_the_page_says_what_the_arms_change_and_nothing_else(compared):
    assert set(changes(compared)) == {"trade.indexation", "trade.price_floor_share"}


def test_a_twin_without_the_project_is_the_base(made):
    twin = read([made("twin")])
    assert twin.arms[0] == "no project" and twin.first_with_project == twin.arms[1]
    assert titles(twin)["lasting"] == "How long alliances last cannot be compared: no project has none."


def test_two_files_stand_side_by_side(made):
    both = read([made("twin"), made("compare")])
    assert both.arms == ["no project", "bolivia (twin)", "bolivia (compare)", "indexed-contract", "price-floor"]
    assert both.runs == 3


def test_an_index_has_three_decimals_and_no_unit_in_levels_and_differences():
    amounts = Amounts(Words("es"))
    assert amounts.value("index", 0.4321) == "0,432"
    assert amounts.difference("index", Estimate(-0.0123, -0.02, -0.005, 8)) == "\N{MINUS SIGN}0,012 (\N{MINUS SIGN}0,020\xa0a\xa0\N{MINUS SIGN}0,005)"
