"""Result files as a user of the package meets them: labelled data, tables that spell, messages for what is no result file."""

import doctest
import importlib
import pkgutil
import shutil

import h5py
import numpy as np
import pytest
import xarray as xr

import ayni
from ayni import ResultsError, open_results, open_table, scenario_of


def test_dimensions_have_labels(made):
    with open_results(made("twin")) as data:
        assert data["trust"].sel(arm="no project", region="lago").dims == ("run", "time")
        assert str(data["time"].values[0])[:7] == "2007-01"


def test_a_table_spells_its_categories_and_names_arm_and_run(made):
    alliances = open_table(made("twin"), "alliance")
    assert set(alliances["arm"].unique()) == {"bolivia"}
    assert set(alliances["run"].unique()) == {0, 1, 2}
    assert "low_trust" in alliances["cause"].cat.categories and alliances["cause"].notna().all()
    assert (alliances.loc[alliances["ended"] == 0, "cause"] == "none").all()


def test_a_table_that_is_not_there_is_answered_with_those_that_are(made):
    with pytest.raises(ResultsError, match="no table 'aliance'.*alliance, signing, event"):
        open_table(made("twin"), "aliance")


def test_the_scenario_of_the_file_has_its_regions(made):
    with open_results(made("twin")) as data:
        assert set(scenario_of(data)["region"]) == set(data["region"].values)


def edited(made, tmp_path, edit):
    path = tmp_path / "edited.h5"
    shutil.copy(made("twin"), path)
    with h5py.File(path, "a") as file:
        edit(file)
    return path


def test_of_an_interrupted_file_the_runs_are_there_that_every_arm_has(made, tmp_path):
    def interrupt(file):
        file["runs_complete"][()] = 3  # of two arms: one whole run, and a half
        file.attrs["status"] = "partial"

    path = edited(made, tmp_path, interrupt)
    with open_results(path) as data:
        assert data.sizes["run"] == 1
    assert set(open_table(path, "alliance")["run"]) == {0}


def test_a_file_without_a_whole_run_says_so(made, tmp_path):
    def none_yet(file):
        file["runs_complete"][()] = 1

    with pytest.raises(ResultsError, match="no finished run of every arm.*--resume"):
        open_results(edited(made, tmp_path, none_yet))


def test_a_file_of_another_version_names_both_versions(made, tmp_path):
    def older(file):
        file.attrs["format_version"] = "1"

    with pytest.raises(ResultsError, match="version 1 of the layout.*reads version 2"):
        open_results(edited(made, tmp_path, older))


def test_a_file_with_a_journal_beside_it_is_left_to_the_program(made, tmp_path):
    path = edited(made, tmp_path, lambda file: None)
    path.with_name("edited.h5.journal").write_bytes(b"x")
    with pytest.raises(ResultsError, match="ayni info"):
        open_results(path)


@pytest.mark.parametrize(
    "content, message",
    [
        (None, "cannot open .*: No such file"),
        (b"", "is empty"),
        (b"question,answer\n", "no result file"),
        (b"\x89HDF\r\n\x1a\n" + bytes(200), "damaged"),
    ],
)
def test_what_is_no_result_file_is_named_with_the_reason(tmp_path, content, message):
    path = tmp_path / "file.h5"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ResultsError, match=message):
        open_results(path)


def test_a_file_that_was_cut_off_is_damaged(made, tmp_path):
    path = tmp_path / "cut.h5"
    path.write_bytes(made("twin").read_bytes()[:200_000])
    with pytest.raises(ResultsError, match="damaged"):
        open_results(path)


def test_a_folder_is_no_result_file(tmp_path):
    with pytest.raises(ResultsError, match="folder"):
        open_results(tmp_path)


def test_a_file_of_another_program_is_refused(tmp_path):
    path = tmp_path / "other.h5"
    xr.Dataset({"x": ("t", np.array([1.0]))}).to_netcdf(path, engine="h5netcdf")
    with pytest.raises(ResultsError, match="not written by ayni"):
        open_results(path)


@pytest.mark.parametrize("name", [module.name for module in pkgutil.walk_packages(ayni.__path__, "ayni.")])
def test_the_examples_in_the_docstrings_are_right(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
