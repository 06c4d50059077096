"""ayni sweep and ayni merge: designs, shards, what is kept, what is refused."""

import csv
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import time

import h5py
import numpy
import pytest
import xarray

from conftest import AYNI, BOLIVIA, ROOT
from test_run import content

SMALL = 'settings = ["scale.size=0.02", "run.horizon_months=30"]'
OUTCOMES = 'outcomes = ["kaplan_meier[duration=12]", "member_product_income[season=last]"]'
COUNTERPART = '[factor.counterpart]\nparameter = "project.counterpart_share"\n'


@pytest.fixture
def design(tmp_path):
    """Writes a design over the Bolivia scenario; returns the file's name."""
    shutil.copy(BOLIVIA, tmp_path / "bolivia.toml")

    def write(text, name="design.toml"):
        (tmp_path / name).write_text(f'scenario = "bolivia.toml"\n{SMALL}\n{OUTCOMES}\n{text}')
        return name
    return write


GRID = f'replicates = 2\n{COUNTERPART}values = [0.1, 0.3, 0.5]\n[factor.lag]\n' \
       'parameter = "project.disbursement_lag_months"\nvalues = [0, 6]\n'
MANY = f'replicates = 400\n{COUNTERPART}values = [0.1, 0.3, 0.5]\n'


def test_every_point_is_the_scenario_with_its_factors_set(ayni, design, tmp_path):
    assert ayni("sweep", design(GRID), "-o", "sweep.h5").returncode == 0
    with xarray.open_dataset(tmp_path / "sweep.h5", engine="h5netcdf") as sweep:
        assert dict(sweep.sizes) == {"arm": 1, "point": 6, "run": 2}
        assert sorted(zip(sweep.counterpart.values, sweep.lag.values)) == [
            (share, lag) for share in (0.1, 0.3, 0.5) for lag in (0, 6)]
        point = int(numpy.flatnonzero((sweep.counterpart == 0.5) & (sweep.lag == 6))[0])
        swept = sweep.kaplan_meier_duration_12.isel(arm=0, point=point).values
    single = ayni("run", "bolivia.toml", "-n", "2", "-o", "run.h5", "--set", "scale.size=0.02", "--set",
                  "run.horizon_months=30", "--set", "project.counterpart_share=0.5", "--set",
                  "project.disbursement_lag_months=6")
    assert single.returncode == 0, single.stderr
    with xarray.open_dataset(tmp_path / "run.h5", engine="h5netcdf") as run:
        numpy.testing.assert_array_equal(swept, run.kaplan_meier.isel(arm=0, duration=12).values)


@pytest.mark.parametrize("text, points", [
    (f'design = "latin_hypercube"\npoints = 5\n{COUNTERPART}range = [0.1, 0.5]\n', 5),
    (f'design = "sobol"\npoints = 4\n{COUNTERPART}range = [0.1, 0.5]\n', 4),
    (f'design = "morris"\ntrajectories = 2\n{COUNTERPART}range = [0.1, 0.5]\n', 4),
    (f'design = "saltelli"\npoints = 2\n{COUNTERPART}range = [0.1, 0.5]\nspacing = "log"\n', 6),
    (f'design = "list"\n{COUNTERPART}values = [0.5, 0.2]\n', 2),
    ('[factor.mode]\nparameter = "prices.mode"\nlevels = ["stochastic", "historical"]\n', 2),
])
def test_every_kind_of_design_is_run(ayni, design, tmp_path, text, points):
    result = ayni("sweep", design(text), "-o", "x.h5", "--json")
    assert result.returncode == 0, result.stderr
    assert len(json.loads(result.stdout)["sections"][0]["tables"][0]["rows"]) == points
    with h5py.File(tmp_path / "x.h5") as file:
        assert file["kaplan_meier_duration_12"].shape == (1, points, 1)
        assert file["runs_complete"][()] == points


def test_points_may_come_from_a_table(ayni, design, tmp_path):
    (tmp_path / "samples.csv").write_text("trust.prior_mean,counterpart\n0.3,0.2\n0.5,0.4\n")
    result = ayni("sweep", design(f"{COUNTERPART}range = [0.1, 0.5]\n"), "--design", "samples.csv", "-o", "x.h5")
    assert result.returncode == 0, result.stderr
    with h5py.File(tmp_path / "x.h5") as file:
        assert list(file["counterpart"][()]) == [0.2, 0.4]
        assert file["trust_prior_mean"].attrs["parameter"] == "trust.prior_mean"


def test_arms_are_crossed_with_points_under_the_same_shocks(ayni, design, tmp_path):
    arms = '[arm.with]\n[arm.without]\nsettings = ["project.enabled=false"]\n[arm.same]\n'
    assert ayni("sweep", design(GRID + arms), "-o", "x.h5").returncode == 0
    with h5py.File(tmp_path / "x.h5") as file:
        assert [name.decode() for name in file["arm"][()]] == ["with", "without", "same"]
        income = file["member_product_income_season_last"][()]
    assert income.shape == (3, 6, 2)
    assert numpy.array_equal(income[0], income[2], equal_nan=True)


def test_differences_between_points_and_arms_are_paired(ayni, design, tmp_path):
    text = f'design = "list"\nreplicates = 8\n{COUNTERPART}values = [0.1, 0.5]\n'
    arms = '[arm.plain]\n[arm.floor]\nsettings = ["trade.price_floor_share=0.9"]\n'
    result = ayni("sweep", design(text + arms), "-o", "x.h5", "--json")
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)["sections"][0]["tables"][0]["rows"]
    with h5py.File(tmp_path / "x.h5") as file:
        names = [name.decode() for name in file["arm"][()]]
        kept = file["kaplan_meier_duration_12"][()]  # [arm, point, run]
    first, other = names
    last = next(row for row in told if row["arm"] == other and row["counterpart"] == 0.5)
    for name, gain in (("from_first_point", kept[1, 1] - kept[1, 0]), ("from_first_arm", kept[1, 1] - kept[0, 1])):
        gain = gain[~numpy.isnan(gain)]
        assert last[f"kaplan_meier_duration_12_{name}_count"] == len(gain) > 2
        assert last[f"kaplan_meier_duration_12_{name}"] == pytest.approx(gain.mean(), abs=1e-9)
        assert last[f"kaplan_meier_duration_12_{name}_standard_error"] == pytest.approx(gain.std(ddof=1) / len(gain)**.5, abs=1e-9)
    start = next(row for row in told if row["arm"] == first and row["counterpart"] == 0.1)
    assert start["kaplan_meier_duration_12_from_first_point"] is None and start["kaplan_meier_duration_12_from_first_arm"] is None
    assert "from first" in ayni("sweep", "design.toml", "-o", "y.h5").stdout


def test_threads_and_shards_change_no_byte(ayni, design, tmp_path):
    design(GRID)
    assert ayni("sweep", "design.toml", "-t", "1", "-o", "one.h5").returncode == 0
    assert ayni("sweep", "design.toml", "-t", "3", "-o", "three.h5").returncode == 0
    shards = [f"part-{k}.h5" for k in (1, 2, 3, 4)]
    for k, shard in enumerate(shards, 1):
        result = ayni("sweep", "design.toml", "--shard", f"{k}/4", "-o", shard)
        assert result.returncode == 0, result.stderr
    result = ayni("merge", *reversed(shards), "-o", "merged.h5")
    assert result.returncode == 0, result.stderr
    assert "12 runs of 4 shards" in result.stderr
    one = content(tmp_path / "one.h5")
    assert content(tmp_path / "three.h5") == one
    assert content(tmp_path / "merged.h5") == one
    assert ayni("reproduce", "merged.h5").returncode == 0


def test_a_sweep_may_keep_everything(ayni, design, tmp_path):
    (tmp_path / "all.toml").write_text(f'scenario = "bolivia.toml"\n{SMALL}\n{COUNTERPART}values = [0.1, 0.5]\n')
    design("")
    assert ayni("sweep", "all.toml", "-o", "one.h5", "-n", "3").returncode == 0
    with h5py.File(tmp_path / "one.h5") as file:
        assert file["kaplan_meier"].shape[:3] == (1, 2, 3)
    for k in (1, 2):
        assert ayni("sweep", "all.toml", "-n", "3", "--shard", f"{k}/2", "-o", f"{k}.h5").returncode == 0
    assert ayni("merge", "1.h5", "2.h5", "-o", "merged.h5").returncode == 0
    assert content(tmp_path / "merged.h5") == content(tmp_path / "one.h5")


def test_other_tools_get_a_table_and_a_problem(ayni, design, tmp_path):
    assert ayni("sweep", design(GRID), "-o", "x.h5", "--csv", "runs.csv", "--salib", "problem.json").returncode == 0
    with open(tmp_path / "runs.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 12
    with h5py.File(tmp_path / "x.h5") as file:
        for row in rows:
            assert float(row["counterpart"]) == file["counterpart"][int(row["point"])]
            kept = file["kaplan_meier_duration_12"][0, int(row["point"]), int(row["run"])]
            written = float(row["kaplan_meier_duration_12"] or "nan")  # a country so small may have no alliance
            assert written == pytest.approx(kept, rel=1e-6, nan_ok=True)
    problem = json.loads((tmp_path / "problem.json").read_text())
    assert problem["num_vars"] == 2 and problem["names"] == ["counterpart", "lag"]
    assert problem["bounds"] == [[0.1, 0.5], [0, 6]]
    again = ayni("sweep", "design.toml", "-o", "y.h5", "--csv", "runs.csv")
    assert again.returncode == 5 and "runs.csv exists" in again.stderr and not (tmp_path / "y.h5").exists()


def test_the_text_has_a_line_for_every_point(ayni, design):
    result = ayni("sweep", design(GRID), "-o", "x.h5")
    lines = result.stdout.splitlines()
    assert lines[0] == "Outcomes at every point, mean over 2 runs and its standard error"
    head = next(k for k, line in enumerate(lines) if line.split()[:1] == ["counterpart"])
    # What differs from the first point stands beside each outcome, with the error of pairs of runs.
    assert lines[head].split() == ["counterpart", "lag", "kaplan_meier_duration_12", "s.e.", "from", "first", "s.e."]
    assert "member_product_income_season_last" in result.stdout
    assert lines[head + 1].split()[:1] == ["%"]
    assert [line.split()[:2] for line in lines[head + 2:head + 8]] == [
        [share, lag] for share in ("0.1", "0.3", "0.5") for lag in ("0", "6")]
    assert "Next: ayni info x.h5" in result.stderr


def test_a_large_design_is_told_by_its_extremes(ayni, design):
    result = ayni("sweep", design(f'design = "sobol"\npoints = 64\n{COUNTERPART}range = [0.1, 0.5]\n'), "-o", "x.h5")
    assert result.returncode == 0, result.stderr
    assert "Outcomes over 64 points" in result.stdout
    assert result.stdout.count(" lowest ") == 3 and result.stdout.count("at counterpart = ") == 4


def test_a_dry_run_tells_the_plan_and_does_nothing(ayni, design, tmp_path):
    name = design(GRID)
    before = sorted(os.listdir(tmp_path))
    result = ayni("sweep", name, "--dry-run")
    assert result.returncode == 0, result.stderr
    assert "6 points x 2 replicates = 12 runs" in result.stdout
    assert re.search("counterpart +0.1 to 0.5 +project.counterpart_share", result.stdout)
    plan = json.loads(ayni("sweep", name, "--dry-run", "--json", "--shard", "1/4").stdout)
    factors = {row["factor"]: row["parameter"] for row in plan["sections"][0]["tables"][0]["rows"]}
    assert plan["runs"] == 4 - 1 and factors == {
        "counterpart": "project.counterpart_share", "lag": "project.disbursement_lag_months"}
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.parametrize("text, said", [
    ('[factor.x]\nparameter = "project.counterpart_shar"\nvalues = [1]\n', "counterpart_share"),
    (f"{COUNTERPART}range = [0.1, 1.5]\n", "1.5"),
    ('[factor.prior]\nparameter = "trust.prior_mean"\nvalues = []\n', "nothing to vary"),
    ("", "no factors"),
    (f'design = "sobol"\n{COUNTERPART}range = [nan, 0.5]\n', "nan"),
    (f"{COUNTERPART}values = [0.1]\nvaluse = [0.2]\n", "values"),
    ('[factor.x]\nparameter = "run.horizon_months"\nvalues = [24, 36]\n', "shapes the results"),
])
def test_a_wrong_design_is_refused_with_its_place(ayni, design, tmp_path, text, said):
    result = ayni("sweep", design(text), "-o", "x.h5")
    assert result.returncode == 3, result.stderr
    assert "design.toml:" in result.stderr and said in result.stderr
    assert not any(name.startswith("x.h5") for name in os.listdir(tmp_path))


MILLION_COLUMNS = "counterpart," + ",".join(map(str, range(1_000_000))) + "\n0.2\n"


@pytest.mark.parametrize("table, said", [
    ("lag\n3\n", "counterpart"),
    ("counterpart\nnan\n", "nan"),
    ("counterpart\n0.2,0.3\n", "0.3"),
    ("counterpart\n", "points"),
    (MILLION_COLUMNS, "columns"),
    ("\0\1\2\n", "not a text file"),
], ids=["missing", "nan", "too many cells", "no points", "a million columns", "no text"])
def test_a_wrong_table_is_refused_with_its_place(ayni, design, tmp_path, table, said):
    (tmp_path / "samples.csv").write_text(table)
    result = ayni("sweep", design(f"{COUNTERPART}range = [0.1, 0.5]\n"), "--design", "samples.csv", "-o", "x.h5")
    assert result.returncode == 3, result.stderr
    assert "samples.csv:" in result.stderr or "design.toml:" in result.stderr
    assert said in result.stderr and len(result.stderr) < 10_000
    assert "the table is empty" not in result.stderr
    assert not (tmp_path / "x.h5").exists()


def test_an_unknown_outcome_is_refused_with_the_nearest_name(ayni, design, tmp_path):
    (tmp_path / "d.toml").write_text(f'scenario = "bolivia.toml"\n{SMALL}\noutcomes = ["kaplan_meyer[duration=12]"]\n'
                                     f"{COUNTERPART}values = [0.1]\n")
    design("")
    result = ayni("sweep", "d.toml", "-o", "x.h5")
    assert result.returncode == 3 and "kaplan_meier" in result.stderr
    assert not (tmp_path / "x.h5").exists()


@pytest.mark.parametrize("shard", ["0/3", "4/3", "1", "1/0", "a/b", "1/3x", "-1/3"])
def test_a_shard_is_one_of_several(ayni, design, shard):
    result = ayni("sweep", design(GRID), f"--shard={shard}")
    assert result.returncode == 2 and "3/8" in result.stderr


def test_shards_that_do_not_belong_together_are_not_merged(ayni, design, tmp_path):
    design(GRID)
    for k in (1, 2):
        ayni("sweep", "design.toml", "--shard", f"{k}/2", "-o", f"{k}.h5")
    ayni("sweep", "design.toml", "--shard", "1/3", "-o", "third.h5")
    ayni("sweep", "design.toml", "--shard", "2/2", "-o", "seed.h5", "--seed", "77")
    ayni("sweep", "design.toml", "--shard", "2/2", "-o", "more.h5", "-n", "3")
    ayni("sweep", "design.toml", "-o", "whole.h5")
    for shards, said in [(["1.h5"], "lack 6 of 12 runs"), (["1.h5", "third.h5", "2.h5"], "overlaps"),
                         (["1.h5", "1.h5", "2.h5"], "overlaps"), (["1.h5", "seed.h5"], "its seed is 77"),
                         (["1.h5", "more.h5"], "its design is another"), (["1.h5", "whole.h5"], "is no shard")]:
        result = ayni("merge", *shards, "-o", "merged.h5")
        assert result.returncode == 3, (shards, result.stderr)
        assert said in result.stderr
    assert ayni("merge", "1.h5", "none.h5", "-o", "merged.h5").returncode == 5
    assert not (tmp_path / "merged.h5").exists()
    (tmp_path / "merged.h5").write_text("precious")
    assert ayni("merge", "1.h5", "2.h5", "-o", "merged.h5").returncode == 5
    assert (tmp_path / "merged.h5").read_text() == "precious"
    result = ayni("merge", "1.h5", "2.h5", "-o", "2.h5", "--force")
    assert result.returncode == 5 and "which this command reads" in result.stderr
    assert ayni("merge", "1.h5", "2.h5", "-o", "whole.h5", "--force").returncode == 0
    (tmp_path / "begun.h5.partial").write_text("")
    result = ayni("merge", "1.h5", "2.h5", "-o", "begun.h5")
    assert result.returncode == 5 and "--force" in result.stderr and "--resume" not in result.stderr


def begun(process, path):
    """Waits until the sweep has written something."""
    for _ in range(2000):
        if process.poll() is not None or path.exists():
            return
        time.sleep(0.001)


@pytest.mark.parametrize("name, code", [("SIGINT", 130), ("SIGTERM", 143), ("SIGUSR1", 143)])
def test_a_sweep_that_is_told_to_stop_is_balanced_and_goes_on_later(ayni, design, start, tmp_path, name, code):
    design(MANY)
    for patience in (0.1, 1.0, 5.0):  # a slow build has no run to show for a tenth of a second
        process = start("sweep", "design.toml", "-o", "x.h5", "--force")
        begun(process, tmp_path / "x.h5.partial")
        time.sleep(patience)
        process.send_signal(getattr(signal, name))
        process.communicate(timeout=60)
        assert process.returncode == code
        with h5py.File(tmp_path / "x.h5.partial") as file:
            done = (file["run_status"][()] == 0).sum(axis=2)[0]
        if done.sum() > 0:
            break
        (tmp_path / "x.h5.partial").unlink()
    assert 0 < done.sum() < 1200 and done.max() - done.min() <= 1
    assert ayni("sweep", "design.toml", "-o", "x.h5", "--resume").returncode == 0
    assert ayni("sweep", "design.toml", "-o", "y.h5").returncode == 0
    assert content(tmp_path / "x.h5") == content(tmp_path / "y.h5")


def test_shards_are_resumed_after_kills_at_random_moments(ayni, design, start, tmp_path):
    design(MANY)
    moments = random.Random(5)
    for k in (1, 2):
        for _ in range(4):
            process = start("sweep", "design.toml", "--shard", f"{k}/2", "-o", f"{k}.h5", "--resume")
            begun(process, tmp_path / f"{k}.h5.partial")
            time.sleep(moments.uniform(0.0, 0.3))
            process.kill()
            process.communicate(timeout=60)
        assert ayni("sweep", "design.toml", "--shard", f"{k}/2", "-o", f"{k}.h5", "--resume").returncode == 0
    assert ayni("merge", "1.h5", "2.h5", "-o", "merged.h5").returncode == 0
    assert ayni("sweep", "design.toml", "-o", "y.h5").returncode == 0
    assert content(tmp_path / "merged.h5") == content(tmp_path / "y.h5")


def test_what_a_kill_left_beside_a_complete_file_goes(ayni, design, tmp_path):
    whole = ["sweep", design(GRID), "-o", "x.h5", "--resume"]
    (tmp_path / "x.h5.partial").write_text("")  # killed while the file was made
    assert ayni(*whole).returncode == 0
    assert [name for name in os.listdir(tmp_path) if name.startswith("x.h5")] == ["x.h5"]
    before = content(tmp_path / "x.h5")
    shutil.copy(tmp_path / "x.h5", tmp_path / "x.h5.earlier-1.partial")  # killed before what was read back had gone
    assert ayni("sweep", "design.toml", "-o", "y.h5", "--seed", "9").returncode == 0
    shutil.copy(tmp_path / "y.h5", tmp_path / "x.h5.earlier-2.partial")
    result = ayni(*whole)
    assert result.returncode == 0 and "complete already" in result.stderr
    assert sorted(name for name in os.listdir(tmp_path) if name.startswith("x.h5")) == [
        "x.h5", "x.h5.earlier-2.partial"], "what is of another sweep stays"
    assert content(tmp_path / "x.h5") == before


def test_a_table_that_cannot_be_written_is_made_up_for_later(ayni, design, tmp_path):
    (tmp_path / "runs.csv.partial").mkdir()
    words = ["sweep", design(GRID), "-o", "x.h5", "--csv", "runs.csv"]
    result = ayni(*words)
    assert result.returncode == 5 and "Is a directory" in result.stderr and "x.h5 is complete" in result.stderr
    (tmp_path / "runs.csv.partial").rmdir()
    assert ayni(*words, "--resume").returncode == 0
    assert len((tmp_path / "runs.csv").read_text().splitlines()) == 13


def test_another_design_is_not_resumed(ayni, design, start, tmp_path):
    design(MANY)
    process = start("sweep", "design.toml", "-o", "x.h5")
    begun(process, tmp_path / "x.h5.partial")
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    for change, said in [(["-n", "401"], "its design is another"), (["--seed", "8"], "its seed is"),
                         (["--shard", "1/2"], "it is the whole, not shard 1/2"),
                         (["--set", "trust.prior_mean=0.5"], "its scenarios are others")]:
        result = ayni("sweep", "design.toml", "-o", "x.h5", "--resume", *change)
        assert result.returncode == 3 and said in result.stderr, (change, result.stderr)
        assert (tmp_path / "x.h5.partial").exists()


def with_little_memory(tmp_path, *words):
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (150 << 20, 150 << 20))
    return subprocess.run([AYNI, *words], cwd=tmp_path, capture_output=True, text=True, timeout=300, preexec_fn=limit)


def test_a_run_that_fails_is_told_with_its_seed_and_the_rest_goes_on(design, tmp_path):
    design('seed = 3\nreplicates = 2\n[factor.size]\nparameter = "scale.size"\nvalues = [0.02, 40]\n')
    result = with_little_memory(tmp_path, "sweep", "design.toml", "-o", "x.h5", "-t", "1")
    assert result.returncode == 4, result.stderr
    assert result.stderr.count("(seed 3) failed") == 2 and "2 of 4 runs failed" in result.stderr
    with h5py.File(tmp_path / "x.h5") as file:
        large = int(numpy.argmax(file["size"][()]))
        assert list(file["run_status"][0, large]) == [1, 1] and list(file["run_status"][0, 1 - large]) == [0, 0]
        assert numpy.isnan(file["kaplan_meier_duration_12"][0, large]).all()
        assert not numpy.isnan(file["kaplan_meier_duration_12"][0, 1 - large]).any()


def test_stop_on_error_stops(design, tmp_path):
    design('seed = 3\nreplicates = 2\n[factor.size]\nparameter = "scale.size"\nvalues = [40]\n')
    result = with_little_memory(tmp_path, "sweep", "design.toml", "-o", "x.h5", "-t", "1", "--stop-on-error")
    assert result.returncode in (4, 5) and "(seed 3) failed" in result.stderr
    assert not (tmp_path / "x.h5").exists()


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios" / "sweeps").glob("*.toml")), ids=lambda path: path.stem)
def test_the_designs_of_the_repository_are_sound(ayni, path):
    plan = json.loads(ayni("sweep", path, "--dry-run", "--json").stdout)
    assert 0 < plan["runs"] <= 2000 and plan["outcomes"]
    assert path.name in (path.parent / "README.md").read_text()
    assert path.read_text().startswith("# For ")
