"""ayni compare: scenarios under the same shocks."""

import fcntl
import json
import os
import re
import signal
import time

import h5py
import numpy
import pytest
import xarray

from conftest import BOLIVIA, ROOT
from test_run import content

SCENARIOS = ROOT / "scenarios"
INDEXED = SCENARIOS / "indexed-contract.toml"
FLOOR = SCENARIOS / "price-floor.toml"
SMALL = ["--set", "scale.size=0.05", "--set", "run.horizon_months=96"]
KEPT = "kaplan_meier[duration=84]"
T_9 = 2.262157  # 97.5% quantile of Student's t with 9 degrees of freedom


def series(path, name):
    with h5py.File(path) as file:
        return file[name][()]


def found(ayni, *words):
    result = ayni("compare", *words, "--json", "-q")
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    return json.loads(result.stdout)


def tables(report, section):
    return next(one["tables"] for one in report["sections"] if one["name"] == section)


def row(table, arm):
    return next(one for one in table["rows"] if one["arm"] == arm)


def outcome(report, text):
    return next(one for one in tables(report, "outcomes") if one["name"] == text)


def changes(report):
    return [(one["changed_in"], one["changed"], one["changed_to"]) for one in tables(report, "changes")[0]["rows"]]


def test_differences_are_those_of_single_runs_of_the_scenarios(ayni, tmp_path):
    report = found(ayni, BOLIVIA, INDEXED, *SMALL, "-n", 10, "--outcome", KEPT)
    for scenario in (BOLIVIA, INDEXED):
        assert ayni("run", scenario, *SMALL, "-n", 10, "-q").returncode == 0
    base, other = (series(tmp_path / "results" / f"{name}.h5", "kaplan_meier")[0, :, 84].astype(float)
                   for name in ("bolivia", "indexed-contract"))
    gain = other - base
    arm = row(outcome(report, KEPT), "indexed-contract")
    error = gain.std(ddof=1) / 10**.5
    assert arm["difference"] == pytest.approx(gain.mean(), abs=1e-6)
    assert arm["difference_standard_error"] == pytest.approx(error, rel=1e-4)
    assert [arm["difference_low"], arm["difference_high"]] == pytest.approx([gain.mean() - T_9 * error, gain.mean() + T_9 * error], abs=1e-5)
    assert arm["probability_better"] == pytest.approx(((gain > 0) + 0.5 * (gain == 0)).mean())
    assert arm["variance_reduction"] == pytest.approx(
        1 - gain.var(ddof=1) / (base.var(ddof=1) + other.var(ddof=1)), abs=1e-4)
    assert [one["regret_largest"] for one in outcome(report, KEPT)["rows"]] == pytest.approx([max(gain.max(), 0), max((-gain).max(), 0)], abs=1e-6)


def test_the_file_holds_every_arm_with_its_scenario_and_is_reproduced(ayni, tmp_path):
    result = ayni("compare", BOLIVIA, INDEXED, FLOOR, *SMALL, "-n", 3)
    assert result.returncode == 0, result.stderr
    path = tmp_path / "results" / "compare-bolivia.h5"
    assert "Next: ayni info results/compare-bolivia.h5" in result.stderr
    with h5py.File(path) as file:
        assert [name.decode() for name in file["arm"][()]] == ["bolivia", "indexed-contract", "price-floor"]
        texts = [text.decode() for text in file["scenario_resolved"][()]]
    assert "price_floor_share = 0.9" in texts[2] and "price_floor_share = 0.0" in texts[0]
    assert ayni("reproduce", path).returncode == 0


@pytest.mark.parametrize("words", [["-n", 6], ["--until", f"{KEPT}:0.1", "--max-runs", 80]])
def test_the_file_also_holds_what_was_found(ayni, tmp_path, words):
    report = found(ayni, BOLIVIA, FLOOR, INDEXED, "--set", "scale.size=0.02", "--set", "run.horizon_months=96", *words,
                   "-o", "x.h5")
    for engine in ("h5netcdf", "netcdf4"):
        with xarray.open_dataset(tmp_path / "x.h5", group="comparison", engine=engine) as file:
            assert file.attrs["interval"] == report["interval"] and file.attrs["replicates"] == str(report["replicates"])
            assert list(file.arm.values) == ["bolivia", "price-floor", "indexed-contract"]
            assert list(file.outcome.values) == [one["name"] for one in tables(report, "outcomes")]
            assert "share" in file.outcome_unit.values and "lower" in file.outcome_better.values
            for dimension, section in [("outcome", "outcomes"), ("gained", "public_money")]:
                for table in tables(report, section):
                    for arm in table["rows"]:
                        at = file.sel({dimension: table["name"], "arm": arm["arm"]})
                        told = {name: value for name, value in arm.items() if name != "arm"}
                        assert len(told) >= 9
                        for name, value in told.items():
                            assert float(at[name]) == pytest.approx(numpy.nan if value is None else value, nan_ok=True), name
            assert numpy.isnan(file.money.sel(arm="bolivia")).all()
            findings = tables(report, "summary")[0]["rows"]
            assert len(findings) == 18 and list(file.finding.values) == [one["finding"] for one in findings]
            for name, values in file.data_vars.items():
                if values.dims == ("finding",) and values.dtype.kind == "f":
                    numpy.testing.assert_array_equal(values, [numpy.nan if one[name] is None else one[name] for one in findings])
            assert list(zip(file.changed_in.values, file.changed.values, file.changed_to.values)) == changes(report) == [
                ("price-floor", "trade.price_floor_share", "0.9"),
                ("indexed-contract", "trade.indexation", "1.0")]
    assert ayni("reproduce", "x.h5").returncode == 0


def test_a_summary_comes_first_and_tables_when_they_are_asked_for(ayni):
    words = [BOLIVIA, FLOOR, INDEXED, *SMALL, "-n", 4, "--force"]
    short = ayni("compare", *words).stdout
    summary = short.split("\n\n")[0].splitlines()
    assert summary[0].startswith("Against bolivia, 4 pairs of runs") and len(summary) <= 15
    assert max(map(len, summary)) <= 80 and {"price-floor", "indexed-contract"} <= set(summary)
    assert summary[2].startswith("  ") and summary[2].endswith(".")
    assert "What the arms change" in short and "P(better)" not in short and "--resume --all" in short
    one = ayni("compare", *words, "--outcome", KEPT).stdout
    assert one.startswith(short.split("\n\n")[0]) and f"\n{KEPT}: " in one and "rate_of_return" not in one
    assert "Public money beyond" not in one
    every = ayni("compare", *words[:-1], "--resume", "--all").stdout
    assert every.startswith(short.split("\n\n")[0]) and "rate_of_return" in every and "Public money beyond" in every


def test_what_the_summary_says_is_what_programs_are_told(ayni):
    words = [BOLIVIA, INDEXED, *SMALL, "-n", 4, "--force"]
    report = found(ayni, *words)
    money = next(one for one in tables(report, "summary")[0]["rows"]
                 if (one["finding"], one["finding_arm"]) == ("funded", "indexed-contract"))
    kept = next(line for line in ayni("compare", *words).stdout.splitlines() if "lliances funded" in line or "are funded" in line)
    assert f"({money['finding_difference_low']:+.2f} to" in kept or f"({money['finding_difference_low']:+.1f} to" in kept \
        or (money["finding_difference"] == 0 and "no difference" in kept)


def test_the_summary_is_told_in_spanish(ayni):
    words = ["compare", BOLIVIA, FLOOR, *SMALL, "-n", 4, "--force"]
    spanish = ayni(*words, "--lang", "es").stdout
    assert spanish.startswith("Frente a bolivia: 4 pares de corridas") and "Duración: " in spanish
    assert ayni(*words, "--lang", "fr").returncode == 2


def test_programs_are_told_the_same_names_in_every_language(ayni):
    words = ["compare", BOLIVIA, FLOOR, *SMALL, "-n", 2, "--force", "--json", "--by", "quintile"]
    def names(report):
        return [(section["name"], table["name"], [column["name"] for column in table["columns"]], table["rows"])
                for section in report["sections"] for table in section["tables"]]

    english, spanish = (json.loads(ayni(*words, "--lang", language).stdout) for language in ("en", "es"))
    assert [entry[:3] for entry in names(english)] == [entry[:3] for entry in names(spanish)]
    assert [entry[3] for entry in names(english) if entry[0] == "by_quintile"] == [
        entry[3] for entry in names(spanish) if entry[0] == "by_quintile"]


def test_the_text_tells_what_differs_and_what_came_of_it(ayni):
    text = ayni("compare", BOLIVIA, FLOOR, *SMALL, "-n", 4, "--all").stdout
    assert re.search(r"trade.price_floor_share +price-floor +0.0 +0.9\n", text)
    for words in (KEPT, "rate_of_return", "cost_per_lasting_alliance", "regret", "Public money", "4 replicates of 2 arms",
                  "Prices are the historical ones"):
        assert words in text
    stochastic = ayni("compare", SCENARIOS / "bolivia-stochastic.toml", FLOOR, *SMALL, "-n", 2, "--set",
                      'prices.mode="stochastic"', "--all").stdout
    assert "Prices are the historical ones" not in stochastic


ARMS = [BOLIVIA, INDEXED, FLOOR, *SMALL, "-n", 6]


def test_any_arm_may_be_the_one_that_the_others_are_held_against(ayni, tmp_path):
    usual = found(ayni, *ARMS, "-o", "usual.h5")
    report = found(ayni, *ARMS, "--against", "price-floor", "-o", "x.h5")
    assert report["arms"] == ["price-floor", "bolivia", "indexed-contract"]
    floor, turned = (row(outcome(one, KEPT), arm) for one, arm in [(usual, "price-floor"), (report, "bolivia")])
    assert turned["difference"] == pytest.approx(-floor["difference"])
    assert turned["difference_standard_error"] == pytest.approx(floor["difference_standard_error"])
    assert row(outcome(report, KEPT), "price-floor")["difference"] is None
    apart = (series(tmp_path / "x.h5", "kaplan_meier")[arm, :, 84].astype(float) for arm in (1, 2))
    assert row(outcome(report, KEPT), "indexed-contract")["difference"] == pytest.approx(
        numpy.subtract(*apart).mean(), abs=1e-6)
    assert row(outcome(report, KEPT), "price-floor")["regret"] == row(outcome(usual, KEPT), "price-floor")["regret"]
    money = [row(tables(one, "public_money")[0], arm)["money"] for one, arm in [(usual, "price-floor"), (report, "bolivia")]]
    assert money[0] == pytest.approx(-money[1])
    assert ("bolivia", "trade.price_floor_share", "0.0") in changes(report)
    with h5py.File(tmp_path / "x.h5") as file:
        assert [name.decode() for name in file["arm"]] == ["bolivia", "indexed-contract", "price-floor"]
        assert [name.decode() for name in file["comparison/arm"]] == report["arms"]
        assert numpy.isnan(file["comparison/difference"][:, 0]).all()


def test_differences_from_another_arm_need_no_new_runs(ayni):
    assert ayni("compare", *ARMS, "-o", "x.h5").returncode == 0
    result = ayni("compare", *ARMS, "-o", "x.h5", "--resume", "--against", "price-floor")
    assert result.returncode == 0 and "x.h5 is complete already" in result.stderr
    assert "bolivia, indexed-contract compared with price-floor" in result.stderr
    assert "Against price-floor" in result.stdout
    result = ayni("compare", *ARMS, "--against", "price_floor")
    assert result.returncode == 3
    assert ("--against price_floor: is none of the arms, which are bolivia, indexed-contract, price-floor. "
            "Did you mean price-floor?") in result.stderr


def test_arms_that_are_the_same_differ_in_nothing(ayni):
    report = found(ayni, BOLIVIA, BOLIVIA, *SMALL, "-n", 3)
    notes = next(one["notes"] for one in report["sections"] if one["name"] == "changes")
    assert "bolivia-2 is the same as bolivia." in notes and changes(report) == []
    for one in tables(report, "outcomes"):
        assert row(one, "bolivia-2")["difference"] in (0, None)


def test_the_project_is_compared_with_its_absence(ayni):
    report = found(ayni, SCENARIOS / "no-project.toml", BOLIVIA, *SMALL, "-n", 4)
    money = {one["name"]: row(one, "bolivia") for one in tables(report, "public_money")}
    alliances = money["alliance with its first buyer at the end"]
    assert alliances["money"] > 0 and alliances["gain"] > 0
    assert alliances["money_per_gain"] == pytest.approx(alliances["money"] / alliances["gain"])
    assert alliances["money_per_gain_low"] < alliances["money_per_gain"] < alliances["money_per_gain_high"]
    kept = row(outcome(report, KEPT), "bolivia")  # without a project there are no alliances, hence no pairs
    assert kept["left_out"] == 4 and kept["difference"] is None


def test_means_stand_over_the_pairs_of_their_difference(ayni):
    name = "cost_per_person_out_of_poverty"  # missing in the runs in which poverty does not fall
    words = [BOLIVIA, SCENARIOS / "high-counterpart.toml", "--set", "scale.size=0.02", "--set", "run.horizon_months=48",
             "-n", 60, "--outcome", name]
    arm = row(outcome(found(ayni, *words), name), "high-counterpart")
    assert 0 < arm["left_out"] < 50
    assert arm["mean"] - arm["base_mean"] == pytest.approx(arm["difference"])
    lines = ayni("compare", *words, "--force").stdout.splitlines()
    start = next(k for k, line in enumerate(lines) if line.startswith(name))
    base, other = (next(line.split() for line in lines[start:] if line.strip().startswith(arm))
                   for arm in ("bolivia", "high-counterpart"))
    assert float(other[1]) - float(base[1]) == pytest.approx(float(other[2]), abs=2.0)
    assert f"{arm['left_out']:.0f} without a value" in "\n".join(lines[start:])


def test_an_arm_without_values_takes_no_regret_from_the_others(ayni):
    report = found(ayni, BOLIVIA, FLOOR, SCENARIOS / "no-project.toml", *SMALL, "-n", 4, "--outcome", KEPT)
    regret = {one["arm"]: one["regret_largest"] for one in outcome(report, KEPT)["rows"]}
    assert regret["no-project"] is None and regret["bolivia"] >= 0 and regret["price-floor"] >= 0


def test_a_direction_is_the_users_word(ayni):
    report = found(ayni, BOLIVIA, INDEXED, *SMALL, "-n", 4, "--outcome", "members[time=last,region=sum]",
                   "--outcome", "members[time=last,region=sum]:lower", "--outcome", "members[time=last,region=sum]:higher")
    unsaid, lower, higher = tables(report, "outcomes")
    assert unsaid["better"] is None and all(one["regret"] is None for one in unsaid["rows"])
    better = [row(one, "indexed-contract")["probability_better"] for one in (lower, higher)]
    assert better[0] == pytest.approx(1 - better[1])
    assert lower["least_regret"] in ("bolivia", "indexed-contract")


def test_overlays_and_settings_are_laid_over_every_arm(ayni, tmp_path):
    (tmp_path / "over.toml").write_text("[trade]\nprice_floor_share = 0.5\n")
    report = found(ayni, BOLIVIA, FLOOR, *SMALL, "-n", 2, "--overlay", "over.toml", "--seed", 9)
    assert report["seed"] == 9
    assert changes(report) == []


UNTIL = ["compare", BOLIVIA, INDEXED, "--set", "scale.size=0.02", "--set", "run.horizon_months=96", "--until",
         f"{KEPT}:0.025", "--max-runs", 300]


def test_runs_go_on_until_the_difference_is_known_and_no_longer(ayni, tmp_path):
    reports = []
    for threads in (1, 4):
        result = ayni(*UNTIL, "-t", threads, "--json", "-q", "-o", f"{threads}.h5")
        assert result.returncode == 0, result.stderr
        reports.append({**json.loads(result.stdout), "output": None})
    assert reports[0] == reports[1]
    report = reports[0]
    assert report["until_reached"] and report["interval"] == "confidence sequence"
    assert 64 <= report["replicates"] < 300 and (report["replicates"] - 64) % 8 == 0
    arm = row(outcome(report, KEPT), "indexed-contract")
    assert arm["difference_high"] - arm["difference_low"] <= 0.05
    assert sorted(os.listdir(tmp_path)) == ["1.h5", "4.h5"]
    plain = ayni("compare", BOLIVIA, INDEXED, "--set", "scale.size=0.02", "--set", "run.horizon_months=96", "-n",
                 report["replicates"], "-o", "plain.h5", "-q")
    assert plain.returncode == 0
    for name in ("kaplan_meier", "project_spent", "alliance_duration", "event_kind"):
        expected = series(tmp_path / "plain.h5", name)
        for threads in (1, 4):
            assert numpy.array_equal(series(tmp_path / f"{threads}.h5", name), expected, equal_nan=True)
    assert ayni("reproduce", "4.h5").returncode == 0


def test_the_runs_that_were_enough_are_parted_off_while_no_other_touches_the_folder(start, tmp_path):
    process = start(*UNTIL, "-o", "x.h5")
    folder = os.open(tmp_path, os.O_RDONLY)
    while process.poll() is None:
        fcntl.flock(folder, fcntl.LOCK_EX)
        before = sorted(os.listdir(tmp_path))
        time.sleep(0.2)
        after = sorted(os.listdir(tmp_path))
        fcntl.flock(folder, fcntl.LOCK_UN)
        assert ("x.h5" in before) == ("x.h5" in after) and ("x.h5.kept.partial" in before) == ("x.h5.kept.partial" in after)
        time.sleep(0.01)
    os.close(folder)
    assert process.returncode == 0 and os.listdir(tmp_path) == ["x.h5"]


def test_a_comparison_that_ended_by_its_rule_is_not_begun_again(ayni, start, tmp_path):
    process = start(*UNTIL, "-t", 1, "-o", "x.h5")
    for line in process.stderr:
        if " 10%" in line:
            break
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 143
    narrow = [*UNTIL[:-3], f"{KEPT}:0.016", *UNTIL[-2:]]
    first = ayni(*narrow, "-o", "x.h5", "--resume", "--json", "-q")
    assert first.returncode == 0 and os.listdir(tmp_path) == ["x.h5"]
    before = content(tmp_path / "x.h5")
    process = start(*UNTIL[:-3], f"{KEPT}:0.016", *UNTIL[-2:], "-t", 1, "-o", "y.h5")
    for line in process.stderr:
        if " 10%" in line:
            break
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    os.rename(tmp_path / "y.h5.partial", tmp_path / "x.h5.partial")  # as if killed before what was read back had gone
    again = ayni(*narrow, "-o", "x.h5", "--resume", "--json", "-q")
    assert again.returncode == 0 and again.stdout == first.stdout
    for half_width in ("0.001", "0.2"):
        other = ayni(*UNTIL[:-3], f"{KEPT}:{half_width}", *UNTIL[-2:], "-o", "x.h5", "--resume")
        assert other.returncode == 3 and "are not where --until" in other.stderr
    assert content(tmp_path / "x.h5") == before and os.listdir(tmp_path) == ["x.h5"]


def test_it_says_when_the_most_runs_do_not_suffice(ayni):
    result = ayni("compare", BOLIVIA, INDEXED, *SMALL, "--until", f"{KEPT}:1e-9", "--max-runs", 70)
    assert result.returncode == 0
    assert "not reached with so many runs" in result.stdout and "70 replicates" in result.stdout


def test_ctrl_c_leaves_a_partial_file_that_is_resumed_to_the_same_values(ayni, start, tmp_path):
    words = ["compare", BOLIVIA, INDEXED, "--set", "scale.size=0.1", "-n", 60]
    process = start(*words, "-t", 2, "-o", "x.h5")
    for line in process.stderr:
        if " 10%" in line:
            break
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert (tmp_path / "x.h5.partial").exists() and not (tmp_path / "x.h5").exists()
    assert ayni(*words, "-o", "x.h5", "--resume", "-q").returncode == 0
    assert ayni(*words, "-o", "whole.h5", "-q").returncode == 0
    assert content(tmp_path / "x.h5") == content(tmp_path / "whole.h5")


def test_a_dry_run_says_what_would_be_compared_and_does_nothing(ayni, tmp_path):
    result = ayni("compare", BOLIVIA, INDEXED, "-n", 7, "--dry-run")
    assert result.returncode == 0
    assert "indexed-contract compared with bolivia: 7 runs of each" in result.stdout
    assert KEPT in result.stdout and "results/compare-bolivia.h5" in result.stdout
    assert json.loads(ayni("compare", BOLIVIA, INDEXED, "--dry-run", "--json").stdout)["replicates"] == 20
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("words, said", [
    (["--outcome", "kaplan_mier[duration=84]"], "Did you mean kaplan_meier?"),
    (["--outcome", "kaplan_meier"], "has several values a run"),
    (["--outcome", "kaplan_meier[duration=120]"], "runs from 0 to 119"),
    (["--outcome", "kaplan_meier[duration=84]:up"], ":higher or :lower"),
    (["--outcome", "members[time=last,region=largo]"], "Did you mean lago?"),
    (["--until", "kaplan_meier[duration=84]"], "half the width"),
    (["--until", "kaplan_meier[duration=84]:-1"], "half the width"),
    (["--until", "kaplan_meier[duration=84]:nan"], "half the width"),
    (["--until", "kaplan_mier[duration=84]:0.1"], "Did you mean kaplan_meier?"),
    (["--set", "trade.price_flor_share=1"], "price_floor_share"),
])
def test_what_cannot_be_compared_is_refused_before_anything_is_run(ayni, tmp_path, words, said):
    result = ayni("compare", BOLIVIA, INDEXED, *words)
    assert result.returncode == 3
    assert said in result.stderr
    assert result.stderr.count(said) == 1
    assert os.listdir(tmp_path) == []


def test_arms_of_another_shape_are_refused_with_all_that_differs(ayni):
    result = ayni("compare", BOLIVIA, SCENARIOS / "bolivia-2018.toml", SCENARIOS / "teaching" / "one-dairy.toml")
    assert result.returncode == 3
    for said in ("bolivia-2018.toml: cannot be compared", "run.horizon_months is 138, but 120 in the base",
                 "list of regions", "list of products", "start_year"):
        assert said in result.stderr


@pytest.mark.parametrize("words", [[BOLIVIA], [BOLIVIA, INDEXED, "--until", f"{KEPT}:0.1", "-n", "5"],
                                   [BOLIVIA, INDEXED, "--max-runs", "5"], [BOLIVIA, INDEXED, "--confidence", "95"],
                                   [BOLIVIA, INDEXED, "--outcom", "x"]])
def test_what_makes_no_command_is_a_usage_error(ayni, words):
    assert ayni("compare", *words).returncode == 2
