"""The survival estimates agree with R's survival package and with statsmodels.

AYNI_SURVIVAL_CLI names the program that prints our estimates (tests/support/survival_cli.cpp), AYNI the simulator, whose
curves are also those that R finds in its tables.
"""

import csv
import io
import math
import os
import pathlib
import random
import subprocess

import pytest

CLI = os.environ.get("AYNI_SURVIVAL_CLI", "")
HORIZON = 60
CAUSES = 3
TOLERANCE = 1e-12


def spells(seed):
    """Spells with heavy ties: causes with unequal hazards, censoring, and for some seeds a last month where all end."""
    draw = random.Random(seed)
    size = [1, 3, 12, 60, 400, 3000][seed % 6]
    early, late, leaving = draw.uniform(0.01, 0.2), draw.uniform(0.002, 0.05), draw.uniform(0.0, 0.05)
    rows = []
    for _ in range(size):
        month = 0 if draw.random() < 0.5 else 1
        while month < 80:
            hazard = early if month < 12 else late
            u = draw.random()
            if u < hazard:
                cause = 1 + (u > hazard / 2) + (u > 0.9 * hazard)
                break
            if u > 1 - leaving:
                cause = 0
                break
            month += 1
        else:
            cause = 1 if seed % 2 else 0
        rows.append((month, cause))
    return rows


SETS = {seed: spells(seed) for seed in range(18)}


def table(text):
    rows = []
    for row in csv.DictReader(io.StringIO(text)):
        rows.append({key: math.nan if value in ("NA", "NaN") else float(value) for key, value in row.items()})
    return rows


@pytest.fixture(scope="module")
def ours():
    def run(rows):
        text = "".join(f"{duration} {cause}\n" for duration, cause in rows)
        done = subprocess.run([CLI, str(HORIZON), str(CAUSES)], input=text, capture_output=True, text=True, check=True)
        return table(done.stdout)

    return {seed: run(rows) for seed, rows in SETS.items()}


def estimates_of_r(sets, horizon, causes):
    text = "set,duration,cause\n"
    text += "".join(f"{name},{d},{c}\n" for name, rows in sets.items() for d, c in rows)
    script = pathlib.Path(__file__).with_name("survival_oracle.R")
    done = subprocess.run(
        ["Rscript", "--vanilla", str(script), str(horizon), str(causes)],
        input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    by_set = {name: [] for name in sets}
    for row in table(done.stdout):
        by_set[int(row["set"])].append(row)
    return by_set


@pytest.fixture(scope="module")
def from_r():
    return estimates_of_r(SETS, HORIZON, CAUSES)


def close(a, b):
    return math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


VALUES = ["at_risk", "survival"] + [f"incidence_{k}" for k in range(1, CAUSES + 1)]
ERRORS = ["survival"] + [f"incidence_{k}" for k in range(1, CAUSES + 1)]


@pytest.mark.parametrize("seed", SETS)
@pytest.mark.parametrize("name", VALUES)
def test_every_estimate_is_that_of_r(ours, from_r, seed, name):
    for mine, theirs in zip(ours[seed], from_r[seed], strict=True):
        assert close(mine[name], theirs[name]), (name, mine["month"])


@pytest.mark.parametrize("seed", SETS)
@pytest.mark.parametrize("name", ERRORS)
def test_every_standard_error_is_that_of_r(ours, from_r, seed, name):
    for mine, theirs in zip(ours[seed], from_r[seed], strict=True):
        error = theirs[name + "_error"]
        if name == "survival" and mine["survival"] == 0.0:
            assert math.isnan(error) and mine["survival_variance"] == 0.0  # R says 0 x infinity where nobody is left
            continue
        assert close(math.sqrt(max(0.0, mine[name + "_variance"])), error), (name, mine["month"])


@pytest.mark.parametrize("seed", [seed for seed, rows in SETS.items() if len(rows) > 10])
def test_every_estimate_is_that_of_statsmodels(ours, seed):
    duration = pytest.importorskip("statsmodels.duration.survfunc", reason="python3-statsmodels is not installed")
    months, causes = zip(*SETS[seed])
    curve = duration.SurvfuncRight(months, [cause > 0 for cause in causes])
    incidence = duration.CumIncidenceRight(months, causes)
    by_month = {int(row["month"]): row for row in ours[seed]}
    for i, month in enumerate(curve.surv_times):
        if month > HORIZON:
            break
        mine = by_month[int(month)]
        assert close(mine["survival"], curve.surv_prob[i])
        if mine["survival"] > 0.0:
            assert close(math.sqrt(mine["survival_variance"]), curve.surv_prob_se[i])
    for i, month in enumerate(incidence.times):
        if month > HORIZON:
            break
        for k in range(len(incidence.cinc)):
            assert close(by_month[int(month)][f"incidence_{k + 1}"], incidence.cinc[k][i])


@pytest.mark.skipif("AYNI" not in os.environ, reason="needs the simulator")
def test_the_curves_of_a_run_are_those_that_r_finds_in_its_tables(tmp_path):
    h5py = pytest.importorskip("h5py", reason="python3-h5py is not installed")
    scenario = pathlib.Path(__file__).parents[2] / "scenarios" / "bolivia.toml"
    settings = ["scale.size=0.2", "buyer.dairy.overhead_share=0.3", "buyer.wholesaler.overhead_share=0.3", "project.disbursement_lag_months=6"]
    subprocess.run([os.environ["AYNI"], "run", scenario, "-n", "1", "-q", "-o", tmp_path / "run.h5",
                    *(word for one in settings for word in ("--set", one))], check=True, timeout=300)
    with h5py.File(tmp_path / "run.h5") as file:
        curves = {"alliance": "", "signing": "_from_signing"}
        sets = {k: list(zip(file[f"{name}_duration"][:].tolist(), file[f"{name}_cause"][:].tolist()))
                for k, name in enumerate(curves)}
        assert any(funded < 0 and cause > 0 for funded, cause in zip(file["signing_funded"], file["signing_cause"]))
        for k, suffix in enumerate(curves.values()):
            survival = file[f"kaplan_meier{suffix}"][0, 0]
            incidence = file[f"cumulative_incidence{suffix}"][0, 0]
            at_risk = file[f"at_risk{suffix}"][0, 0].sum(axis=0)
            theirs = estimates_of_r({k: sets[k]}, len(survival) - 1, len(incidence))[k]
            for month, row in enumerate(theirs):
                assert at_risk[month] == row["at_risk"]
                assert math.isclose(survival[month], row["survival"], abs_tol=1e-6)  # kept in single precision
                for cause in range(len(incidence)):
                    assert math.isclose(incidence[cause][month], row[f"incidence_{cause + 1}"], abs_tol=1e-6)
