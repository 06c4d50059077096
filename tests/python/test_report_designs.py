"""ayni report of sweeps and searches: what its sentences say of made-up results whose signs and answers are known."""

import pathlib
import re
import subprocess
import unittest.mock

import numpy as np
import pytest
import xarray as xr
from conftest import PROGRAM

from ayni.report.command import made as page_of
from ayni.report.design_findings import DesignFindings
from ayni.report.design_tables import DesignTables
from ayni.report.designed import Designed
from ayni.request import Request, request_of
from ayni.words import Words

RUNS = 8
NOISE = np.linspace(-1.0, 1.0, RUNS)  # of all points alike, so that pairing takes it away
SCENARIO = "[project]\ncounterpart_share = 0.3\ntranches = 3\n"
SHARES = [0.0, 0.15, 0.3, 0.45, 0.6]
COMMAND = "ayni search a.toml --lever project.counterpart_share=0:0.6"


def made_up(command, factors, paired=1.0, **by_outcome):
    """Results at points: of each factor its values, of each outcome its mean at each point."""
    names = {"kept": ("kaplan_meier[duration=84]", "Share still with the first buyer, by months since funding [duration=84]"),
             "money": ("public_money", "Public money over the run, Bs"), "side": ("side_selling", "Share side-sold")}
    variables = {name: ("point", np.array(values, dtype=float), {"parameter": f"project.{name}"}) for name, values in factors.items()}
    for name, means in by_outcome.items():
        luck = np.random.default_rng(1).normal(size=(len(means), RUNS))
        noise = paired * NOISE + (1.0 - paired) * luck
        variables[re.sub(r"[^a-z0-9]+", "_", names[name][0]).strip("_")] = (
            ("arm", "point", "run"), (np.array(means)[:, None] + 0.05 * abs(means[0]) * noise)[None], {"long_name": names[name][1], "units": "1"})
    data = xr.Dataset(variables, coords={"arm": ["bolivia"], "run": np.arange(RUNS)})
    data["scenario_resolved"] = ("arm", np.array([SCENARIO], dtype=object))
    data.attrs = {"outcomes": "\n".join(names[name][0] for name in by_outcome), "command_line": command, "seed": "1", "status": "complete"}
    return Designed(pathlib.Path("made-up.h5"), data)


def told(found, language="en"):
    return [(finding.title.replace("\N{NO-BREAK SPACE}", " "), [line.replace("\N{NO-BREAK SPACE}", " ") for _, lines in finding.lines for line in lines],
             finding.caution) for finding in DesignFindings(found, Words(language)).all()]


@pytest.mark.parametrize("ends, language, said", [
    ((0.4, 0.5), "en", "rises by 10.00 points when project.counterpart_share goes from 0 to 0.6."),
    ((0.5, 0.4), "en", "falls by 10.00 points when project.counterpart_share goes from 0 to 0.6."),
    ((0.5, 0.4), "es", "baja en 10,00 puntos cuando project.counterpart_share pasa de 0 a 0,6.")])
def test_a_sweep_tells_the_sign_and_size_between_the_ends_of_its_lever(ends, language, said):
    found = made_up("ayni sweep a.toml", {"counterpart_share": SHARES}, kept=np.linspace(*ends, 5))
    [(title, _, _)] = told(found, language)
    assert title.endswith(said)


def test_what_the_runs_cannot_tell_is_no_difference():
    found = made_up("ayni sweep a.toml", {"counterpart_share": SHARES}, paired=0.0, kept=[0.5, 0.5, 0.5, 0.5, 0.501])
    [(title, lines, _)] = told(found)
    assert "no difference that these runs can tell" in title and "no difference that these runs can tell" in lines[0]


def test_of_two_levers_the_one_that_does_more_is_named_and_the_other_averaged_over():
    share, tranches = (values.ravel() for values in np.meshgrid([0.0, 0.6], [1, 3, 6]))
    found = made_up("ayni sweep a.toml", {"counterpart_share": share, "tranches": tranches}, kept=0.5 - 0.1 * share + 0.04 * tranches)
    [(title, lines, _)] = told(found)
    assert "rises by 20.0 points when project.tranches goes from 1 to 6" in title
    assert lines[0].startswith("project.tranches: +20.0") and lines[1].startswith("project.counterpart_share: \N{MINUS SIGN}6.0")


def test_a_sample_is_told_by_regression_over_the_whole_range():
    draw = np.random.default_rng(2)
    levers = {"counterpart_share": draw.uniform(0, 0.6, 40), "tranches": draw.uniform(1, 6, 40)}
    found = made_up("ayni sweep a.toml", levers, kept=0.5 - 0.2 * levers["counterpart_share"])
    [(title, lines, _)] = told(found)
    span = np.ptp(levers["counterpart_share"])
    assert f"falls by {20 * span:.2f} points when project.counterpart_share" in title
    assert "project.tranches" in lines[1] and "\N{MINUS SIGN}" not in lines[1].partition("(")[0].replace("\N{MINUS SIGN}0.0", "")


@pytest.mark.parametrize("largest, answer", [("", "0.3"), (" --largest", "0.6")])
def test_the_value_that_meets_a_goal_is_the_smallest_or_the_largest(largest, answer):
    found = made_up(f"{COMMAND} --goal 'kaplan_meier[duration=84]>=0.5'{largest}", {"counterpart_share": SHARES},
                    kept=[0.40, 0.45, 0.51, 0.52, 0.53])
    [(title, lines, caution)] = told(found)
    way = "largest" if largest else "smallest"
    assert title == f"The {way} value tried that meets the goal is project.counterpart_share = {answer}; 3 of 5 meet it."
    assert lines[0].startswith("Share still with the first buyer (after 84 months) at least 50.0%: 5") and lines[0].endswith("met.")
    assert "there may be better ones" in caution


def test_a_goal_that_no_value_meets_is_said_to_be_missed_with_the_nearest_value():
    found = made_up(f"{COMMAND} --goal 'kaplan_meier[duration=84]>=0.9'", {"counterpart_share": SHARES},
                    kept=[0.40, 0.45, 0.51, 0.62, 0.53])
    [(title, lines, _)] = told(found)
    assert title == "None of 5 values tried meets the goal: Share still with the first buyer (after 84 months) at least 90.0%."
    assert lines[0].endswith("the nearest is 62.0%, with project.counterpart_share = 0.45.")
    assert found.best is None and "\N{EN DASH}" not in title
    assert told(found, "es")[0][0].startswith("Ninguno de los 5 valores probados cumple la meta")


def test_the_best_is_sought_among_those_within_the_budget_and_held_against_the_scenario():
    found = made_up(f"{COMMAND} --maximise 'kaplan_meier[duration=84]' --within 'public_money<=+10%'", {"counterpart_share": SHARES},
                    kept=[0.70, 0.60, 0.50, 0.45, 0.40], money=[1.3e8, 1.05e8, 1e8, 9e7, 8e7])
    [(title, lines, _)] = told(found)
    assert title == ("Of 4 that meet the conditions, out of 5 tried, Share still with the first buyer (after 84 months) is highest, "
                     "60.0%, with project.counterpart_share = 0.15.")
    assert "changes by at most +10.0% against the scenario as it stands: +5.0%, met." in lines[0]
    assert lines[1].startswith("Share still with the first buyer (after 84 months): +10.00 points")
    table = DesignTables(found, DesignFindings(found, Words())).tried()
    remarks = {row[0].value: (row[0].difference, row[-1]) for row in table.rows}
    assert remarks["project.counterpart_share = 0.15"] == ("what was sought", "yes")
    assert remarks["project.counterpart_share = 0.3"] == ("the scenario as it stands", "yes")
    assert remarks["project.counterpart_share = 0"] == ("", "no")


def test_goals_that_only_apart_can_be_met_are_said_to_be_so():
    found = made_up(f"{COMMAND} --goal 'kaplan_meier[duration=84]>=0.65' --within 'public_money<=9.5e7'", {"counterpart_share": SHARES},
                    kept=[0.70, 0.60, 0.50, 0.45, 0.40], money=[1.3e8, 1.05e8, 1e8, 9e7, 8e7])
    assert told(found)[0][0] == "None of 5 values tried meets all goals at once."


def test_the_smallest_change_of_several_levers_is_measured_by_their_ranges():
    found = made_up(f"{COMMAND} --lever project.tranches=1:6 --goal 'kaplan_meier[duration=84]>=0.5'",
                    {"counterpart_share": [0.3, 0.0, 0.3, 0.25], "tranches": [3, 3, 4, 1]}, kept=[0.4, 0.6, 0.6, 0.6])
    assert "project.counterpart_share = 0.3 and project.tranches = 4" in told(found)[0][0]


def test_a_search_by_its_worst_runs_is_not_answered_by_means():
    found = made_up(f"{COMMAND} --goal 'kaplan_meier[duration=84]>=0.5' --worst 0.1", {"counterpart_share": SHARES}, kept=[0.6] * 5)
    [(title, _, caution)] = told(found)
    assert "by the worst runs" in title and "--resume" in caution and found.best is None


def test_a_ranking_names_the_lever_that_changes_most_and_on_which_side_others_are():
    found = made_up("ayni search a.toml --rank 'kaplan_meier[duration=84]'",
                    {"counterpart_share": [0.3, 0.0, 0.6, 0.3, 0.3], "tranches": [3, 3, 3, 1, 6]}, kept=[0.5, 0.55, 0.42, 0.5, 0.53])
    [(title, lines, caution)] = told(found)
    assert title.startswith("The largest change comes with project.counterpart_share = 0.6: ") and "\N{MINUS SIGN}8.00 points" in title
    assert lines[0].startswith("project.counterpart_share = 0: +5.00") and lines[1].startswith("project.tranches = 6: +3.00")
    assert lines[2].startswith("project.counterpart_share = 0.6: \N{MINUS SIGN}8.00")


def test_tables_hold_the_paired_differences_with_their_sign():
    found = made_up("ayni sweep a.toml", {"counterpart_share": SHARES}, kept=[0.5, 0.5, 0.52, 0.53, 0.45])
    [table] = DesignTables(found, DesignFindings(found, Words())).curves()
    cells = [row[1] for row in table.rows]
    assert [cell.told for cell in cells] == [0, 0, 1, 1, -1] and cells[3].difference.startswith("+3.0")
    assert cells[0].difference == ""


@pytest.mark.parametrize("command, request_read", [
    ("ayni sweep a.toml", None),
    ("ayni search a.toml --lever=x=0:2 --goal=a>=1 --largest", (1, "", True)),
    ("ayni search a.toml --lever x=1:2:4 --minimise b -n 5", (0, "b", False))])
def test_what_was_asked_is_read_from_the_command(command, request_read):
    request = request_of(command)
    assert (request if request is None else (len(request.goals), request.objective, request.largest)) == request_read
    if request:
        assert isinstance(request, Request) and request.ranges == ({"x": 2.0} if "0:2" in command else {})


@pytest.mark.parametrize("goal, verdict", [("kaplan_meier[duration=84]>=0.34", "found"), ("kaplan_meier[duration=84]>=0.99", "nowhere")])
def test_the_answer_is_that_of_the_program(made, tmp_path, goal, verdict):
    command = subprocess.run([PROGRAM, "info", made("search"), "--json"], check=True, capture_output=True, text=True).stdout
    scenario = re.search(r"search (\S+bolivia.toml)", command)[1]
    path = tmp_path / "x.h5"
    said = subprocess.run([PROGRAM, "search", scenario, "--lever", "project.counterpart_share=0:0.6", "--goal", goal, "-n", "3",
                           "--set", "scale.size=0.05", "-o", path, "--json"], check=True, capture_output=True, text=True, timeout=300).stdout
    answer = re.search(r'"verdict": *"(\w+)".*?"answer": *([\d.]+|null)', said, re.DOTALL)
    from ayni import open_results
    with open_results(path) as data:
        found = Designed(path, data)
        if verdict == "nowhere":
            assert answer[1] == "nowhere" and found.best is None
        else:
            assert found.factors[0].values[found.best] == pytest.approx(float(answer[2]))


@pytest.mark.parametrize("name", ["grid", "one-lever", "sample", "search", "mix", "rank"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_design_has_a_page_in_both_languages(made, name, language):
    with unittest.mock.patch("ayni.report.design_page.drawings", return_value=[]):
        text = page_of([made(name)], language)
    assert f'<html lang="{language}">' in text and "<h3>" in text and not re.search(r"\bnan\b|\{[a-z]+\}", text)
