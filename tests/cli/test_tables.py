"""What is printed, as CSV: --tables and --csv-style of all commands that print tables; --by, and info --outcomes."""

import csv
import json
import os

import pytest

from conftest import BOLIVIA, ROOT, SMALL

FLOOR = ROOT / "scenarios" / "price-floor.toml"
LONGER = ["--set", "scale.size=0.05", "--set", "run.horizon_months=60"]
COMPARE = ["compare", BOLIVIA, FLOOR, *LONGER, "-n", 3, "-o", "x.h5"]


def rows(path, **style):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, **style))


def test_shares_stand_in_percent_and_differences_in_points_with_all_digits(ayni, tmp_path):
    told = json.loads(ayni(*COMPARE, "--all", "--json", "--tables", "t").stdout)
    outcomes = next(one for one in told["sections"] if one["name"] == "outcomes")
    poverty = next(one for one in outcomes["tables"] if one["name"] == "member_moderate_poverty[season=last]")["rows"][1]
    written = rows(tmp_path / "t" / "outcomes-member_moderate_poverty_season_last.csv")[1]
    assert float(written["mean (%)"]) == pytest.approx(100 * poverty["mean"], rel=1e-13)
    assert float(written["difference_low (points)"]) == pytest.approx(100 * poverty["difference_low"], rel=1e-13, abs=1e-15)
    assert len(os.listdir(tmp_path / "t")) == 2 + len(outcomes["tables"]) + 3
    spanish = ayni(*COMPARE, "--resume", "--tables", "es", "--csv-style", "es", "--all", "-q")
    assert spanish.returncode == 0, spanish.stderr
    again = rows(tmp_path / "es" / "outcomes-member_moderate_poverty_season_last.csv", delimiter=";")[1]
    assert again["mean (%)"].replace(",", ".") == written["mean (%)"] and "," in again["mean (%)"]


def test_only_what_is_printed_is_written_and_nothing_over_it_without_force(ayni, tmp_path):
    result = ayni(*COMPARE, "--tables", "t")
    assert "Wrote 2 tables to t" in result.stderr
    assert sorted(os.listdir(tmp_path / "t")) == ["changes-changed.csv", "summary-findings.csv"]
    (tmp_path / "t" / "summary-findings.csv").write_text("precious")
    refused = ayni(*COMPARE[:-1], "y.h5", "--tables", "t")
    assert refused.returncode == 5 and "t holds tables already" in refused.stderr and "--force" in refused.stderr
    assert (tmp_path / "t" / "summary-findings.csv").read_text() == "precious"
    assert not (tmp_path / "y.h5").exists()  # told before the runs, not after them
    assert ayni(*COMPARE, "--tables", "t", "--force").returncode == 0
    assert rows(tmp_path / "t" / "summary-findings.csv")[0]["finding"] == "lasting"
    assert ayni(*COMPARE[:-1], "y.h5", "--tables", "x.h5").returncode == 5
    assert ayni(*COMPARE[:-1], "y.h5", "--csv-style", "es").returncode == 2


def test_every_command_that_prints_tables_writes_them(ayni, tmp_path):
    assert ayni("run", BOLIVIA, *SMALL, "-n", 2, "-o", "r.h5", "--tables", "run").returncode == 0
    assert {"figures.csv", "summary-findings.csv"} <= set(os.listdir(tmp_path / "run"))
    assert ayni("evidence", "r.h5", "--tables", "evidence").returncode == 0
    assert os.listdir(tmp_path / "evidence")
    assert ayni("info", "r.h5", "--outcomes", "--tables", "info").returncode == 0
    assert sorted(os.listdir(tmp_path / "info")) == ["axes.csv", "outcomes.csv"]
    assert ayni("search", ROOT / "scenarios" / "classroom.toml", "--lever", "project.counterpart_share=0:0.6", "--minimise",
                "public_money", "-n", 2, "-o", "s.h5", "--tables", "search", "--tolerance", 0.3).returncode == 0
    values = rows(tmp_path / "search" / "tried.csv")
    assert values[0]["public_money_from_lowest"] == "" and float(values[-1]["public_money_from_lowest"]) < 0


def test_who_wins_and_who_loses_is_told_by_parts(ayni):
    words = [*COMPARE, "--by", "group", "--by", "region"]
    told = json.loads(ayni(*words, "--json").stdout)
    by = {one["name"]: one["tables"] for one in told["sections"] if one["name"].startswith("by_")}
    assert list(by) == ["by_group", "by_region"]
    assert [row["group"] for row in by["by_group"][0]["rows"]] == ["member", "control", "applicant"]
    funded = by["by_region"][0]["rows"]
    findings = next(one for one in told["sections"] if one["name"] == "summary")["tables"][0]["rows"]
    total = next(one for one in findings if one["finding"] == "funded" and one["finding_arm"] == "bolivia")["finding_mean"]
    assert sum(row["bolivia"] for row in funded) == pytest.approx(total)
    text = ayni(*words, "--resume").stdout
    assert "By region" in text and text.index("Against bolivia") == 0
    assert ayni(*COMPARE, "--by", "village").returncode == 2


def test_outcomes_are_listed_with_the_positions_on_their_axes(ayni):
    ayni("run", BOLIVIA, *SMALL, "-n", 1, "-o", "r.h5")
    text = ayni("info", "r.h5", "--outcomes").stdout
    assert "funded[time, region]" in text and "chaco, lago, norte" in text and "run_status" not in text
    told = json.loads(ayni("info", "r.h5", "--outcomes", "--json").stdout)
    axes = {row["axis"]: row["positions"] for row in told["sections"][1]["tables"][0]["rows"]}
    assert axes["time"] == "0 to 23" and axes["quintile"] == "poorest, second, third, fourth, richest"


def test_one_scenario_is_told_by_parts_as_a_comparison_is(ayni, tmp_path):
    words = ["run", BOLIVIA, *LONGER, "-n", 3, "-o", "r.h5", "--by", "region", "--by", "group"]
    told = {one["name"]: one["tables"] for one in json.loads(ayni(*words, "--json").stdout)["sections"]}
    compared = json.loads(ayni(*COMPARE, "--by", "region", "--by", "group", "--json").stdout)["sections"]
    for by in ("by_region", "by_group"):
        base = next(one for one in compared if one["name"] == by)["tables"]
        assert [table["name"] for table in told[by]] == [table["name"] for table in base]
        for mine, theirs in zip(told[by], base):
            assert [row["bolivia"] for row in mine["rows"]] == [row["bolivia"] for row in theirs["rows"]]
            assert all("bolivia_low" in row for row in mine["rows"])
    assert ayni(*words, "--resume", "--tables", "t").returncode == 0
    assert "by_region-funded_time_last_region.csv" in os.listdir(tmp_path / "t")


def test_the_project_is_held_against_its_absence_by_parts_and_what_has_no_twin_stands_for_itself(ayni):
    words = ["run", BOLIVIA, *LONGER, "-n", 3, "-o", "r.h5", "--twin", "--by", "group"]
    tables = next(one for one in json.loads(ayni(*words, "--json").stdout)["sections"] if one["name"] == "by_group")["tables"]
    member, control, _ = next(one for one in tables if one["name"] == "GROUP_income[season=last]")["rows"]
    assert control["bolivia, mean"] - control["no project"] == pytest.approx(control["bolivia"], abs=1e-6)
    assert member["no project"] is None and member["bolivia"] is None and member["bolivia, mean"] > 0
    text = ayni(*words, "--resume").stdout
    assert "Means of no project, and differences from it." in text and "bolivia, mean" in text
