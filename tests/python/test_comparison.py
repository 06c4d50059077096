"""Comparisons and verdicts in Python are those that the program tells."""

import json
import math
import subprocess

import numpy as np
import pytest
from conftest import PROGRAM

from ayni import open_group, open_results
from ayni.comparison import pair, regrets, worst_tenth
from ayni.judgement import judged


def test_paired_differences_and_regrets_are_those_of_compare(made):
    path = made("compare")
    found = open_group(path, "comparison").sel(outcome="kaplan_meier[duration=84]")
    with open_results(path) as data:
        values = data["kaplan_meier"].isel(duration=84).values.astype(float)
    lost = regrets(list(values), higher_is_better=True)
    for arm in range(1, len(values)):
        paired, told = pair(values[0], values[arm]), found.isel(arm=arm)
        for mine, its in ((paired.difference.mean, told.difference), (paired.difference.low, told.difference_low),
                          (paired.difference.high, told.difference_high), (paired.better_share, told.probability_better),
                          (lost[arm].mean, told.regret), (lost[arm].worst_tenth, told.regret_worst_tenth),
                          (lost[arm].largest, told.regret_largest)):
            assert mine == pytest.approx(float(its), rel=1e-5, abs=1e-6)  # curves are kept in single precision


def test_verdicts_are_those_of_evidence(made):
    path = made("compare")
    told = json.loads(subprocess.run([PROGRAM, "evidence", path, "--json"], check=True, capture_output=True).stdout)
    rows = [row for section in told["sections"] if section["name"] != "studies" for table in section["tables"]
            for row in table["rows"]]
    with open_results(path) as data:
        mine = judged(data)
    assert len(mine) == len(rows)
    for row in rows:
        here = mine.loc[row["figure"]]
        assert here.verdict == row.get("verdict", "not available"), row
        if "verdict" in row:
            assert here.model == pytest.approx(row["model"], rel=1e-12), row
            assert here.z == pytest.approx(row.get("z", math.nan), abs=1e-9, nan_ok=True), row


def test_the_worst_tenth_is_on_the_bad_side():
    assert worst_tenth(np.arange(10.0), higher_is_better=True) == 0.0
    assert worst_tenth(np.arange(10.0), higher_is_better=False) == 9.0


def test_arms_without_values_have_no_regret_and_spoil_nobody_elses():
    lost = regrets([np.array([1.0, 2.0]), np.array([np.nan, np.nan]), np.array([2.0, 2.0])], True)
    assert (lost[0].mean, lost[2].mean) == (0.5, 0.0)
    assert np.isnan(lost[1].mean)
