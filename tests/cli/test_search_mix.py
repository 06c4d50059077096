"""ayni search over several levers and choices, with a budget; and which levers matter."""

import json
import os
import signal

import h5py
import numpy
import pytest

from conftest import ROOT
from test_run import content

CLASSROOM = ROOT / "scenarios" / "classroom.toml"
KEPT = "kaplan_meier[duration=84]"
MIX = ["--lever", "project.counterpart_share=0:0.6", "--lever", "project.tranches", "--maximise", KEPT, "--within",
       "public_money<=+10%"]


def found(ayni, *words):
    result = ayni("search", CLASSROOM, *words, "--json", "-q", "-o", "x.h5", "--force")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def rows(report, section, table=0):
    return next(one for one in report["sections"] if one["name"] == section)["tables"][table]["rows"]


def every(report):
    tables = next(one for one in report["sections"] if one["name"] == "tried")["tables"]
    return next(table for table in tables if table["name"] == "all")["rows"]


def test_the_best_mix_within_a_budget_is_the_best_of_all_tried_that_keep_it(ayni, tmp_path):
    report = found(ayni, *MIX, "-n", "8")
    assert report["verdict"] == "found" and report["neighbours_tried"] and not report["out_of_evaluations"]
    tried = every(report)
    with h5py.File(tmp_path / "x.h5") as file:
        money = numpy.mean(file["public_money"][0], axis=1)
        kept = numpy.mean(file["kaplan_meier_duration_84"][0], axis=1)
        levers = list(zip(file["counterpart_share"][()], file["tranches"][()]))
    base = levers.index((0.3, 3.0))
    meeting = [kept[n] for n in range(len(levers)) if money[n] <= 1.1 * money[base]]
    assert len(levers) == report["evaluations"] or len(levers) == report["evaluations"] + 1
    assert tried[0][KEPT] == pytest.approx(max(meeting), rel=1e-6) and tried[0]["met"] == "yes"
    best = levers.index((tried[0]["project.counterpart_share"], tried[0]["project.tranches"]))
    goal = rows(report, "goals")[0]
    assert goal["best"] == pytest.approx(money[best] / money[base] - 1, abs=1e-9)
    outcome = next(one for one in rows(report, "outcomes") if one["outcome"] == KEPT)
    assert outcome["difference"] == pytest.approx(kept[best] - kept[base], abs=1e-9)
    assert ayni("reproduce", "x.h5").returncode == 0


def test_the_suggested_command_compares_the_best_mix_with_the_scenario(ayni):
    result = ayni("search", CLASSROOM, *MIX, "-n", "4", "--evaluations", "12")
    assert "evaluations were used up" in result.stdout
    words = result.stderr.split("Next: ayni ")[1].split()
    assert words[0] == "compare" and any(word.startswith("best:project.counterpart_share=") for word in words)
    assert ayni(*words, "-q").returncode == 0


def test_choices_are_all_tried(ayni):
    report = found(ayni, "--lever", "credit.bank_loans", "--lever", "project.tranches=1:3:4", "--maximise", KEPT, "-n", "4")
    assert report["combinations"] == 6 == report["evaluations"]
    tried = {(one["credit.bank_loans"], one["project.tranches"]) for one in every(report)}
    assert tried == {(flag, n) for flag in ("false", "true") for n in (1, 3, 4)}


def test_without_an_objective_the_smallest_change_is_sought(ayni):
    report = found(ayni, *MIX[:4], "--goal", f"{KEPT}>=0", "-n", "4")
    assert [one["best"] for one in rows(report, "levers")] == [one["now"] for one in rows(report, "levers")]


def test_goals_that_cannot_be_met_are_missed_by_a_told_distance(ayni):
    result = ayni("search", CLASSROOM, *MIX, "--goal", f"{KEPT}>=0.99", "-n", "4", "--evaluations", "30")
    assert result.returncode == 0, result.stderr
    assert "cannot be met by these levers" in result.stdout and "The nearest mix tried is" in result.stdout
    assert f"There {KEPT} misses the goal by" in result.stdout


def test_a_budget_can_be_kept_by_one_lever_too(ayni):
    report = found(ayni, "--lever", "project.counterpart_share=0.1:0.6", "--within", "public_money<=-5%", "-n", "6")
    tried = report["sections"][0]["tables"][0]["rows"]
    assert report["verdict"] == "found" and report["goal_threshold"] == -0.05
    assert all((one["goal"] <= -0.05) == (one["meets_goal"] == "yes") for one in tried)


WORDS = ["search", CLASSROOM, *MIX, "-n", "12", "--evaluations", "25"]


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_a_search_over_a_mix_that_was_ended_goes_on_to_the_same_bytes(ayni, start, tmp_path, sent):
    process = start(*WORDS, "-o", "x.h5")
    lines = 0
    for line in process.stderr:
        lines += "tried" in line
        if lines == 5:
            break
    process.send_signal(sent)
    process.communicate(timeout=120)
    assert not (tmp_path / "x.h5").exists() and os.path.isdir(tmp_path / "x.h5.values")
    resumed, whole = (ayni(*WORDS, "-o", name, "--json", "-q", *more) for name, more in (("x.h5", ["--resume"]), ("y.h5", [])))
    assert resumed.stdout.replace("x.h5", "y.h5") == whole.stdout != ""
    assert content(tmp_path / "x.h5") == content(tmp_path / "y.h5")
    assert sorted(os.listdir(tmp_path)) == ["x.h5", "y.h5"]
    again = ayni(*WORDS, "-o", "x.h5", "--json", "-q", "--resume")
    assert again.returncode == 0 and again.stdout == resumed.stdout


def test_every_declared_lever_is_ranked_by_what_it_brings(ayni, tmp_path):
    report = found(ayni, "--rank", KEPT, "-n", "6")
    levers = [one["path"] for one in json.loads(ayni("params", "--levers", "--json").stdout)]
    by_gain = rows(report, "levers")
    # Without the project, or when no plan needs a buyer, there are no alliances: nothing to hold against the scenario.
    without = ["project.enabled", "project.requires_buyer"]
    assert sorted([*(one["lever"] for one in by_gain), *without]) == sorted(levers)
    for lever in without:
        assert any(line.startswith(f"{lever} is not ranked") for line in report["conclusions"])
    assert [one["gain"] for one in by_gain] == sorted((one["gain"] for one in by_gain), reverse=True)
    with h5py.File(tmp_path / "x.h5") as file:
        kept = numpy.mean(file["kaplan_meier_duration_84"][0], axis=1)
    assert by_gain[0]["gain"] == pytest.approx(max(kept) - kept[0], abs=1e-9)
    assert ayni("reproduce", "x.h5").returncode == 0


def test_named_levers_are_ranked_between_the_ends_that_are_given(ayni):
    report = found(ayni, "--rank", "public_money:lower", "--lever", "project.counterpart_share=0.3:0.6", "--lever",
                   "project.tranches=2:3:4", "-n", "6")
    by_gain = {one["lever"]: one for one in rows(report, "levers")}
    assert by_gain["project.counterpart_share"]["value"] == "0.6" and by_gain["project.counterpart_share"]["gain"] > 0
    assert by_gain["project.tranches"]["value"] in ("2", "4")
