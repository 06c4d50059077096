"""ayni search: the value of a lever that meets a goal."""

import json
import os
import random
import re
import signal

import h5py
import numpy
import pytest

from conftest import ROOT
from test_kill import KILLER
from test_run import content

CLASSROOM = ROOT / "scenarios" / "classroom.toml"
LEVER = ["--lever", "project.counterpart_share=0:0.6"]
KEPT = "kaplan_meier[duration=84]"
FUNDED = "funded[time=last,region=sum]"


def found(ayni, *words):
    result = ayni("search", CLASSROOM, *words, "--json", "-q", "-o", "x.h5", "--force")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def tried(report):
    return report["sections"][0]["tables"][0]["rows"]


GOAL = 32  # alliances funded


def mean_at(ayni, tmp_path, share, runs):
    """The mean number of alliances funded, by ayni run."""
    assert ayni("run", CLASSROOM, "-n", runs, "-q", "--force", "-o", "run.h5", "--set",
                f"project.counterpart_share={share}").returncode == 0
    with h5py.File(tmp_path / "run.h5") as file:
        return float(numpy.mean(file["funded"][0, :, -1].sum(axis=-1), dtype="f8"))


def test_the_largest_value_that_meets_a_goal_does_and_the_next_does_not(ayni, tmp_path):
    report = found(ayni, *LEVER, "--goal", f"{FUNDED}>={GOAL}", "--largest", "-n", "20", "--tolerance", "0.02")
    assert report["verdict"] == "found"
    assert 0 < report["beyond"] - report["answer"] <= 0.02
    assert mean_at(ayni, tmp_path, report["answer"], 20) >= GOAL > mean_at(ayni, tmp_path, report["beyond"], 20)
    assert report["low"] < report["answer"]


def test_the_file_holds_every_value_tried_and_is_reproduced(ayni, tmp_path):
    report = found(ayni, *LEVER, "--goal", f"{KEPT}>=0.5", "--largest", "-n", "8", "--outcome", FUNDED)
    with h5py.File(tmp_path / "x.h5") as file:
        assert list(file["counterpart_share"][()]) == [one["value"] for one in tried(report)]
        kept = file["kaplan_meier_duration_84"][0]
        assert kept.shape == (len(tried(report)), 8)
        assert numpy.mean(kept, axis=1, dtype="f8") == pytest.approx([one["goal"] for one in tried(report)], rel=1e-6)
    assert ayni("reproduce", "x.h5").returncode == 0


def test_it_says_when_the_goal_cannot_be_met(ayni):
    result = ayni("search", CLASSROOM, *LEVER, "--goal", f"{KEPT}>=0.99", "-n", "6")
    assert result.returncode == 0, result.stderr
    assert "The goal cannot be met" in result.stdout and "the nearest is" in result.stdout


def test_the_worst_share_is_judged_harder_than_the_mean(ayni, tmp_path):
    words = [*LEVER, "--goal", f"{KEPT}>=0.5", "-n", "20", "--set", "prices.mode=stochastic"]
    mean = tried(found(ayni, *words))
    worst = tried(found(ayni, *words, "--worst", "0.2"))
    by_value = {one["value"]: one["goal"] for one in mean}
    assert all(one["goal"] < by_value[one["value"]] for one in worst if one["value"] in by_value)
    with h5py.File(tmp_path / "x.h5") as file:
        kept = numpy.sort(file["kaplan_meier_duration_84"][0, 0].astype("f8"))
    assert worst[0]["goal"] == pytest.approx(kept[:4].mean(), rel=1e-6)


def test_the_cheapest_of_what_meets_a_goal(ayni):
    report = found(ayni, *LEVER, "--goal", f"{FUNDED}>=30", "--minimise", "cost_per_lasting_alliance", "-n", "12")
    meeting = [one for one in tried(report) if one["meets_goal"] == "yes"]
    assert report["verdict"] == "found" and meeting
    best = min(meeting, key=lambda one: one["cost_per_lasting_alliance"])
    assert report["answer"] == best["value"]


def test_a_best_value_at_an_end_of_the_range_is_called_so(ayni):
    result = ayni("search", CLASSROOM, "--lever", "project.counterpart_share=0.3:0.4", "--minimise",
                  "project_spent[time=last,component=sum]", "-n", "4", "--tolerance", "0.05")
    assert "is 0.4, with" in result.stdout and "it is an end of the range, its neighbour tried is 0." in result.stdout


def test_too_few_runs_for_an_interval_are_told(ayni):
    result = ayni("search", CLASSROOM, *LEVER, "--goal", f"{KEPT}>=0.29", "--largest", "--worst", "0.1", "-n", "8")
    assert "The largest value that meets the goal" in result.stdout
    assert "cannot be told from so few runs" in result.stdout and "As sure as" not in result.stdout


def test_an_outcome_without_values_is_told(ayni):
    result = ayni("search", ROOT / "scenarios" / "no-project.toml", "--set", "scale.size=0.05", *LEVER, "--goal",
                  f"{KEPT}>=0.45", "-n", "3")
    assert result.returncode == 0 and "has no value in any run" in result.stdout


def test_a_whole_lever_takes_whole_values(ayni):
    report = found(ayni, "--lever", "project.tranches=1:6", "--maximise", KEPT, "-n", "6")
    assert all(one["value"] == int(one["value"]) for one in tried(report))


def test_a_lever_that_does_nothing_is_said_to(ayni):
    result = ayni("search", CLASSROOM, "--lever", "fund.seed_share=0:0.5", "--goal", f"{KEPT}>=0.5", "-n", "3")
    assert result.returncode == 0 and "The lever changes none of these outcomes" in result.stdout


@pytest.mark.parametrize("words, said", [
    (["--lever", "project.counterpart_shar=0:1", "--goal", f"{KEPT}>=0.5"], "counterpart_share"),
    (["--lever", "project.counterpart_share=0:1.5", "--goal", f"{KEPT}>=0.5"], "1.5"),
    (["--lever", "project.counterpart_share=0.5:0.1", "--goal", f"{KEPT}>=0.5"], "the lower first"),
    (["--lever", "scale.size", "--goal", f"{KEPT}>=0.5"], "no range worth trying is declared for it"),
    (["--lever", "project.counterpart_share=0.3", "--goal", f"{KEPT}>=0.5"], "one value is no choice"),
    (["--lever", "project.enabled=0:1", "--goal", f"{KEPT}>=0.5"], "true or false"),
    (["--lever", "project.tranches=2:3:2", "--goal", f"{KEPT}>=0.5"], "stands there twice"),
    ([*LEVER, *LEVER, "--goal", f"{KEPT}>=0.5"], "is a lever already"),
    ([*LEVER, "--goal", f"{KEPT}>=60"], "write >=0.6"),
    ([*LEVER, "--goal", f"{KEPT}>=60%"], "write >=0.6"),
    ([*LEVER, "--goal", f"{KEPT}>=-0.1"], "between 0 and 1"),
    ([*LEVER, "--goal", "public_money<=10%"], "has a sign, <=+10%"),
    ([*LEVER, "--lever", "project.tranches=1:6", "--tolerance", "0.1", "--maximise", KEPT], "is for one lever"),
    ([*LEVER, "--lever", "project.tranches=1:6", "--largest", "--goal", f"{KEPT}>=0.5"], "is for one lever"),
    ([*LEVER, "--lever", "project.tranches=1:2:3:4", "--lever", "project.tranche_interval_months=2:3:4:5", "--maximise",
      KEPT], "have 16 combinations"),
    (["--rank", "members[time=last,region=sum]"], ":higher or :lower"),
    (["--rank", "kaplan_meyer[duration=84]"], "kaplan_meier"),
    (["--lever", "run.horizon_months=24:48", "--goal", f"{KEPT}>=0.5"], "shapes the results"),
    (["--lever", "project.tranches=1.5:4", "--goal", f"{KEPT}>=0.5"], "whole number"),
    ([*LEVER, "--goal", f"{KEPT}=0.5"], "is not an outcome with a bound"),
    ([*LEVER, "--goal", "kaplan_meyer[duration=84]>=0.5"], "kaplan_meier"),
    ([*LEVER, "--goal", "kaplan_meier>=0.5"], "kaplan_meier"),
    (LEVER, "needs an aim"),
])
def test_what_cannot_be_sought_is_refused_before_anything_is_run(ayni, tmp_path, words, said):
    result = ayni("search", CLASSROOM, *words)
    assert result.returncode == 3, result.stderr
    assert said in result.stderr
    assert os.listdir(tmp_path) == []


def test_nothing_is_overwritten_without_force(ayni, tmp_path):
    (tmp_path / "kept.h5").write_text("precious")
    result = ayni("search", CLASSROOM, *LEVER, "--goal", f"{KEPT}>=0.5", "-o", "kept.h5")
    assert result.returncode == 5 and "--force" in result.stderr
    assert (tmp_path / "kept.h5").read_text() == "precious"


WORDS = ["search", CLASSROOM, *LEVER, "--goal", f"{KEPT}>=0.5", "--largest", "-n", "150"]


@pytest.mark.parametrize("sent, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_search_that_was_ended_goes_on_to_the_same_values(ayni, start, tmp_path, sent, code):
    process = start(*WORDS, "-o", "x.h5")
    for line in process.stderr:
        if "tried" in line:
            break
    process.send_signal(sent)
    _, messages = process.communicate(timeout=60)
    assert process.returncode == code
    if sent != signal.SIGKILL:
        assert "Interrupted" in messages and "x.h5.values" in messages and "--resume" in messages
    assert "0.h5" in os.listdir(tmp_path / "x.h5.values") and not (tmp_path / "x.h5").exists()
    refused = ayni(*WORDS, "-o", "x.h5")
    assert refused.returncode == 5 and "--resume" in refused.stderr
    resumed, whole = (ayni(*WORDS, "-o", name, "--json", "-q", *more) for name, more in (("x.h5", ["--resume"]), ("y.h5", [])))
    assert resumed.stdout.replace("x.h5", "y.h5") == whole.stdout
    assert content(tmp_path / "x.h5") == content(tmp_path / "y.h5")
    assert sorted(os.listdir(tmp_path)) == ["x.h5", "y.h5"]


def test_values_of_another_search_are_not_gone_on_with(ayni, start, tmp_path):
    process = start(*WORDS, "-o", "x.h5")
    for line in process.stderr:
        if "tried" in line:
            break
    process.kill()
    process.communicate(timeout=60)
    refused = ayni(*WORDS, "-o", "x.h5", "--seed", "9", "--resume")
    assert refused.returncode == 3 and "x.h5.values" in refused.stderr and "seed" in refused.stderr
    assert ayni(*WORDS[:-1], "5", "-o", "x.h5", "--force", "-q").returncode == 0
    assert os.listdir(tmp_path) == ["x.h5"]


def test_what_is_not_of_the_search_is_not_removed_with_its_values(ayni, start, tmp_path):
    process = start(*WORDS, "-o", "x.h5")
    for line in process.stderr:
        if "tried" in line:
            break
    process.kill()
    process.communicate(timeout=60)
    for name in ("mine.h5", "0.h5x", "notes.h5.txt"):
        (tmp_path / "x.h5.values" / name).write_text("precious")
    assert ayni(*WORDS[:-1], "5", "-o", "x.h5", "--force", "-q").returncode == 0
    assert sorted(os.listdir(tmp_path / "x.h5.values")) == ["0.h5x", "mine.h5", "notes.h5.txt"]
    os.symlink("x.h5.values", tmp_path / "y.h5.values")
    for more in ("--force", "--resume"):
        refused = ayni(*WORDS[:-1], "5", "-o", "y.h5", more, "-q")
        assert refused.returncode == 5 and "y.h5.values is a link" in refused.stderr
    assert len(os.listdir(tmp_path / "x.h5.values")) == 3


def test_public_money_is_shown_and_the_answer_is_suggested(ayni):
    result = ayni("search", CLASSROOM, *LEVER, "--goal", f"{KEPT}>=0.4", "--largest", "-n", "8", "--set", "scale.size=0.04")
    assert "public_money" in result.stdout
    suggested = result.stderr.split("Next: ayni ")[1].split()
    assert suggested[0] == "run" and "scale.size=0.04" in suggested and "--twin" in suggested
    assert ayni(*suggested, "-q").returncode == 0


def test_a_dry_run_tells_the_goal_and_does_nothing(ayni, tmp_path):
    result = ayni("search", CLASSROOM, *LEVER, "--goal", f"{KEPT}>=0.5", "--worst", "0.1", "--dry-run")
    assert result.returncode == 0
    assert "in the worst 10% is at least 50%" in result.stdout and os.listdir(tmp_path) == []
    told = json.loads(ayni("search", CLASSROOM, *LEVER, "--goal", f"{KEPT}>=0.5", "--dry-run", "--json").stdout)
    assert told["goal_threshold"] == 0.5 and (told["range_low"], told["range_high"]) == (0, 0.6) and os.listdir(tmp_path) == []


SHORT = ["search", CLASSROOM, *LEVER, "--goal", f"{KEPT}>=0.5", "--largest", "-n", "4", "-t", "1", "--tolerance", "0.1",
         "-o", "x.h5", "-q", "--resume"]


@pytest.mark.skipif(KILLER is None, reason="needs the library that kills")
def test_a_search_killed_at_any_change_of_a_file_goes_on(ayni, tmp_path):
    def killed(at):
        return ayni(*SHORT, env={**os.environ, "LD_PRELOAD": KILLER, **({"KILL_AT": str(at)} if at else {})})
    calls = int(re.search(r"changed files (\d+) times", killed(None).stderr)[1])
    whole = content(tmp_path / "x.h5")
    os.remove(tmp_path / "x.h5")
    # The last of them make the file of all values.
    for at in random.Random(1).sample(range(1, calls - 30), 3) + random.Random(2).sample(range(calls - 30, calls + 1), 9):
        assert killed(at).returncode == -signal.SIGKILL, at
        last = ayni(*SHORT)
        assert last.returncode == 0, (at, last.stderr)
        assert content(tmp_path / "x.h5") == whole, at
        assert os.listdir(tmp_path) == ["x.h5"], at
        os.remove(tmp_path / "x.h5")


def test_a_search_that_is_complete_already_tells_its_answer_again(ayni, tmp_path):
    words = [word for word in SHORT if word != "-q"] + ["--json"]
    first, again = ayni(*words), ayni(*words)
    assert again.returncode == 0 and "x.h5 is complete already" in again.stderr
    assert again.stdout == first.stdout
    other = ayni(*words, "--seed", "9")
    assert other.returncode == 3 and "its seed is" in other.stderr
