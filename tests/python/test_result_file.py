"""A result file opens in the tools that researchers use, and says there what the catalogue says.

AYNI_MADE_UP_WRITER  the program write_made_up_file, whose values are known by arithmetic (tests/support)
AYNI_RESULT          a result file of the simulator; without it, AYNI (or build/release/ayni) makes a small one
"""

import os
import pathlib
import resource
import shutil
import signal
import subprocess
import time

import h5py
import netCDF4
import numpy as np
import pytest
import xarray as xr

ROOT = pathlib.Path(__file__).parents[2]
ENGINES = ["h5netcdf", "netcdf4"]
RUNS = 70  # more than one batch, and not a multiple of one


@pytest.fixture(scope="session")
def made_up(tmp_path_factory):
    path = tmp_path_factory.mktemp("made-up") / "made-up.h5"
    subprocess.run([os.environ["AYNI_MADE_UP_WRITER"], path, str(RUNS)], check=True)
    return path


@pytest.fixture(scope="session")
def real(tmp_path_factory):
    if "AYNI_RESULT" in os.environ:
        return pathlib.Path(os.environ["AYNI_RESULT"])
    program = pathlib.Path(os.environ.get("AYNI", ROOT / "build/release/ayni"))
    if not program.exists():
        pytest.skip(f"neither AYNI_RESULT nor a program {program}")
    path = tmp_path_factory.mktemp("real") / "small.h5"
    scenario = ROOT / "scenarios/bolivia.toml"
    command = [program, "run", scenario, "-q", "-n", "3", "--twin", "--set", "scale.size=0.02", "-o", path]
    subprocess.run(command, check=True)
    return path


@pytest.fixture(params=["made_up", "real"])
def result(request):
    return request.getfixturevalue(request.param)


def expected(arm, run, measure, shape):
    """The made-up values of one run; see tests/support/made_up_results.hpp."""
    return (1000 * run + 100 * arm + 10 * measure + np.arange(np.prod(shape, dtype=int))).reshape(shape)


def datasets(file):
    return {name: item for name, item in file.items() if isinstance(item, h5py.Dataset)}


@pytest.mark.parametrize("engine", ENGINES)
def test_xarray_opens_it_with_dates_and_labels(result, engine):
    with xr.open_dataset(result, engine=engine) as data:
        assert {"arm", "run", "time"} <= set(data.sizes)
        assert np.issubdtype(data["time"].dtype, np.datetime64)
        days = data["time"].dt.day.values
        assert (days == 1).all()
        assert all(isinstance(label, str) for label in data["region"].values)
        for name, variable in data.variables.items():
            assert not np.issubdtype(variable.dtype, np.timedelta64), name
            if name != "time":
                assert {"long_name", "units", "description"} <= set(variable.attrs), name
        assert data.attrs["status"] == "complete"
        assert int(data["runs_complete"]) == data.sizes["arm"] * data.sizes["run"]


@pytest.mark.parametrize("engine", ENGINES)
def test_xarray_reads_the_values_that_were_written(made_up, engine):
    with xr.open_dataset(made_up, engine=engine) as data:
        assert list(data["arm"].values) == ["project", "twin"]
        assert list(data["product"].values) == ["quinoa", "milk", "ají"]
        assert str(data["time"].values[0])[:10] == "2009-11-01"
        assert str(data["time"].values[-1])[:10] == "2011-10-01"
        assert data["time"].size == 24
        for run in (0, 31, 32, 63, 64, RUNS - 1):
            for arm, label in enumerate(["project", "twin"]):
                one = data.sel(arm=label, run=run)
                np.testing.assert_array_equal(one["price"], expected(arm, run, 0, (24, 3, 3)))
                np.testing.assert_array_equal(one["volume"], expected(arm, run, 1, (24, 2)))
                np.testing.assert_array_equal(one["members"], expected(arm, run, 2, (24, 3)))
                assert int(one["balance"][0]) == 10**12 + int(expected(arm, run, 3, ()))
                np.testing.assert_array_equal(one["at_risk"], expected(arm, run, 4, (5, 3)) % 100)
                np.testing.assert_array_equal(one["worst"], expected(arm, run, 5, (2, 1)) % 100)
                assert float(one["figure_value"][0]) == expected(arm, run, 6, ())
                assert np.isnan(one["figure_value"][1])
                assert float(one["mean_trust"]) == expected(arm, run, 7, ())


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_of_a_table_belong_to_their_runs(made_up, engine):
    with xr.open_dataset(made_up, engine=engine) as data:
        counts = np.array([[(7 * run + 3 * arm) % 5 for run in range(RUNS)] for arm in range(2)])
        np.testing.assert_array_equal(data["alliance_rows"], counts)
        assert data.sizes["alliance"] == counts.sum()
        assert data.sizes["event"] == 0
        owners = [(run, arm) for run in range(RUNS) for arm in range(2) for _ in range(counts[arm, run])]
        np.testing.assert_array_equal(data["alliance_run"], [run for run, _ in owners])
        np.testing.assert_array_equal(data["alliance_arm"], [arm for _, arm in owners])
        position = np.concatenate([np.arange(counts[arm, run]) for run in range(RUNS) for arm in range(2)])
        np.testing.assert_array_equal(data["alliance_start"], np.array([run for run, _ in owners]) + position)
        np.testing.assert_array_equal(data["alliance_cause"], position - 1)
        np.testing.assert_array_equal(data["alliance_trust"], np.where(position == 0, np.nan, 0.25 * position))
        meanings = dict(zip(data["alliance_cause"].flag_values, data["alliance_cause"].flag_meanings.split()))
        assert meanings == {-1: "no_value", 0: "price_gap", 1: "trust", 2: "drought"}


def test_netcdf_gives_whole_numbers_as_whole_numbers(made_up):
    with netCDF4.Dataset(made_up) as data:
        assert data["balance"].dtype == np.int64
        assert data["worst"].dtype == np.int8
        assert data.dimensions["alliance"].isunlimited()
        assert data["scenario_source"][...] == "# Señal\nschema_version = 1\n"


def test_h5py_reads_provenance_and_storage(result):
    with h5py.File(result) as file:
        assert file.attrs["program"] == "ayni"
        assert file.attrs["format_version"] == "2"
        assert file.attrs["seed"].isdigit()
        assert file.attrs["ended"] >= file.attrs["started"]
        assert all(text.strip() for text in file["scenario_resolved"].asstr()[()])
        for name, dataset in datasets(file).items():
            if dataset.chunks and "long_name" in dataset.attrs:
                assert (dataset.shuffle, dataset.compression) == (True, "gzip"), name
            kind = dataset.dtype.kind
            assert kind in "fiO", f"{name}: netCDF has no type for {dataset.dtype}"
            if "CLASS" not in dataset.attrs:
                assert all(len(dimension) == 1 for dimension in dataset.dims), name


def test_every_category_explains_its_values(result):
    with h5py.File(result) as file:
        for name, dataset in datasets(file).items():
            if "flag_values" not in dataset.attrs or dataset.size == 0:
                continue
            assert dataset.dtype == np.int8, name
            assert len(dataset.attrs["flag_values"]) == len(dataset.attrs["flag_meanings"].split()), name
            assert set(np.unique(dataset[...])) <= set(dataset.attrs["flag_values"]), name


def test_tables_add_up(result):
    with h5py.File(result) as file:
        tables = [name.removesuffix("_rows") for name in file if name.endswith("_rows")]
        assert tables
        for table in tables:
            rows = file[f"{table}_rows"][...]
            columns = [name for name, item in datasets(file).items()
                       if item.shape and item.dims[0] and item.dims[0][0].name == f"/{table}"]
            assert {f"{table}_run", f"{table}_arm"} <= set(columns)
            assert {file[name].shape for name in columns} == {(rows.sum(),)}
            runs, arms = file[f"{table}_run"][...], file[f"{table}_arm"][...]
            counted = np.zeros_like(rows)
            np.add.at(counted, (arms, runs), 1)
            np.testing.assert_array_equal(counted, rows)


@pytest.mark.parametrize("command", [["ncdump", "-h"], ["ncdump", "-c"]])
def test_ncdump_prints_its_head_and_coordinates(result, command):
    done = subprocess.run([*command, result], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "runs_complete" in done.stdout


def test_ncdump_prints_all_values_of_a_small_file(made_up):
    done = subprocess.run(["ncdump", made_up], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "alliance_trust = NaN" in done.stdout or "alliance_trust = _" in done.stdout


def test_r_reads_it(result):
    script = pathlib.Path(__file__).with_name("result_file.R")
    if not shutil.which("Rscript"):
        pytest.skip("R is not installed")
    done = subprocess.run(["Rscript", "--vanilla", script, result], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert ["status", "complete"] in lines
    sums = {name: float(total) for kind, name, total in (line for line in lines if line[0] == "sum")}
    with h5py.File(result) as file:
        numeric = {name: item for name, item in datasets(file).items() if item.dtype.kind in "fi" and item.size}
        for name, item in numeric.items():
            if "CLASS" not in item.attrs:
                assert sums[name] == pytest.approx(float(np.nansum(item[...], dtype=float)), rel=1e-6, abs=1e-9), name


def test_a_full_disk_is_one_line_of_error(tmp_path):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000))

    done = subprocess.run([os.environ["AYNI_MADE_UP_WRITER"], tmp_path / "a.h5", "2000"], preexec_fn=limit,
                          capture_output=True, text=True)
    assert done.returncode == 5
    assert done.stderr == f"cannot write {tmp_path / 'a.h5'}.partial: File too large\n"
    assert not (tmp_path / "a.h5").exists()


def test_killed_files_hold_what_they_say(tmp_path):
    """A kill between two flushes is harmless; one within a flush, about a millisecond of every batch, may not be. The
    writer here does nothing but write, and 3 kills of 240 hit a flush: three of ten would do so once in 5,000 tests."""
    path = tmp_path / "a.h5.partial"
    damaged = 0
    for attempt in range(10):
        path.unlink(missing_ok=True)
        writer = subprocess.Popen([os.environ["AYNI_MADE_UP_WRITER"], tmp_path / "a.h5", "100000"])
        time.sleep(0.2 + 0.03 * attempt)
        writer.kill()
        writer.wait()
        try:
            with h5py.File(path) as file:
                runs = int(file["runs_complete"][()]) // 2
                assert file.attrs["status"] == "partial"
                assert (file["price"][1, :runs, 3, 1, 2] == 1000 * np.arange(runs) + 100 + 32).all()
                rows = int(file["alliance_rows"][:, :runs].sum())
                position = file["alliance_start"][:rows] - file["alliance_run"][:rows]
                assert ((position >= 0) & (position < 4 + 1)).all()
        except (OSError, KeyError):
            damaged += 1
    assert damaged <= 2
