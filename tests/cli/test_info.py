"""ayni info and ayni reproduce."""

import json
import os
import random
import shutil

import h5py
import pytest


def test_info_tells_what_a_file_holds(ayni, results):
    result = ayni("info", results)
    assert result.returncode == 0
    assert result.stderr == ""
    for said in ("complete", "no project", "seed", "ayni run", "scale.size=0.02"):
        assert said in result.stdout


def test_info_for_programs_is_json(ayni, results):
    told = json.loads(ayni("info", results, "--json").stdout)
    assert (told["status"], told["runs"], told["provenance"]["seed"]) == ("complete", 6, "5")


def test_the_scenario_of_a_file_runs_again(ayni, results, tmp_path):
    text = ayni("info", results, "--scenario")
    assert text.returncode == 0
    (tmp_path / "again.toml").write_text(text.stdout)
    assert ayni("check", "again.toml").returncode == 0


@pytest.mark.parametrize("kept", [0, 7, 100, 2000, -1])
def test_a_truncated_file_is_refused(ayni, results, tmp_path, kept):
    whole = results.read_bytes()
    (tmp_path / "cut.h5").write_bytes(whole[:kept])
    result = ayni("info", "cut.h5")
    assert result.returncode == 5
    assert result.stdout == ""
    assert "cut.h5" in result.stderr


def test_a_file_that_is_damaged_in_the_middle_is_read_or_refused(ayni, results, tmp_path):
    whole = results.read_bytes()
    refused = 0
    for seed in range(60):  # on about one in six of such files HDF5 1.10 crashes
        draw = random.Random(seed)
        damaged = bytearray(whole)
        for _ in range(200):
            damaged[draw.randrange(2048, len(whole))] = draw.randrange(256)
        (tmp_path / "damaged.h5").write_bytes(damaged)
        result = ayni("info", "damaged.h5")
        assert result.returncode in (0, 5), f"seed {seed}: {result.stderr}"
        if result.returncode == 5:
            refused += 1
            assert result.stdout == "" and result.stderr.startswith("error: damaged.h5")
    assert refused > 0


def test_a_file_of_another_kind_is_refused(ayni, tmp_path):
    with h5py.File(tmp_path / "other.h5", "w") as file:
        file["x"] = [1, 2, 3]
    result = ayni("info", "other.h5")
    assert result.returncode == 5
    assert "other.h5" in result.stderr


@pytest.mark.parametrize("name", ["no-such.h5", "."])
def test_a_file_that_is_not_there_is_refused(ayni, name):
    result = ayni("info", name)
    assert result.returncode == 5
    assert "error: " in result.stderr


def test_a_file_is_reproduced(ayni, results, tmp_path):
    result = ayni("reproduce", results)
    assert result.returncode == 0, result.stderr
    assert os.listdir(tmp_path) == []


def test_a_changed_value_is_found(ayni, results, tmp_path):
    shutil.copy(results, tmp_path / "changed.h5")
    with h5py.File(tmp_path / "changed.h5", "r+") as file:
        name = next(name for name, item in file.items() if item.ndim >= 3 and item.dtype.kind == "f")
        values = file[name][()]
        values.flat[0] += 1.0
        file[name][...] = values
    result = ayni("reproduce", "changed.h5")
    assert result.returncode == 4
    assert name in result.stdout + result.stderr
