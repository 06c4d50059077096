"""ayni run: streams, files, exit codes."""

import json
import os
import resource
import shutil
import signal
import subprocess
import time

import h5py
import numpy
import pytest
import xarray

from conftest import AYNI, BOLIVIA, ROOT, SMALL


def content(path):
    """Every dataset that is not provenance, by name, as bytes."""
    found = {}

    def visit(name, item):
        if isinstance(item, h5py.Dataset) and item.dtype.kind != "O":
            found[name] = item[()].tobytes()
    with h5py.File(path) as file:
        file.visititems(visit)
    assert found
    return found


def test_it_writes_results_named_after_the_scenario_and_says_what_next(ayni, tmp_path):
    result = ayni("run", BOLIVIA, *SMALL, "-n", "2")
    assert result.returncode == 0, result.stderr
    assert "Next: ayni info results/bolivia.h5" in result.stderr
    with h5py.File(tmp_path / "results" / "bolivia.h5") as file:
        assert file.attrs["status"] == "complete"
    assert sorted(os.listdir(tmp_path / "results")) == ["bolivia.h5"]


def test_messages_are_not_mixed_into_the_data(ayni):
    result = ayni("run", BOLIVIA, *SMALL, "-n", "1", "--json")
    assert result.returncode == 0
    assert json.loads(result.stdout)["output"] == "results/bolivia.h5"


def test_quiet_means_quiet(ayni):
    result = ayni("run", BOLIVIA, *SMALL, "-n", "1", "-q")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_a_dry_run_writes_nothing(ayni, tmp_path):
    result = ayni("run", BOLIVIA, "-n", "7", "--twin", "--dry-run")
    assert result.returncode == 0
    assert "7 runs with and without the project" in result.stdout
    assert "results/bolivia.h5" in result.stdout
    assert os.listdir(tmp_path) == []
    plan = json.loads(ayni("run", BOLIVIA, "-n", "7", "--twin", "--dry-run", "--json").stdout)
    assert (plan["replicates"], plan["arms"], plan["output_exists"]) == (7, ["bolivia", "no project"], False)


def test_nothing_is_overwritten_without_force(ayni, tmp_path):
    (tmp_path / "kept.h5").write_text("precious")
    result = ayni("run", BOLIVIA, *SMALL, "-n", "1", "-o", "kept.h5")
    assert result.returncode == 5
    assert "kept.h5" in result.stderr and "--force" in result.stderr
    assert (tmp_path / "kept.h5").read_text() == "precious"
    assert os.listdir(tmp_path) == ["kept.h5"]
    assert ayni("run", BOLIVIA, *SMALL, "-n", "1", "-o", "kept.h5", "--force").returncode == 0
    assert h5py.is_hdf5(tmp_path / "kept.h5")


def test_an_invalid_scenario_leaves_nothing_behind(ayni, tmp_path):
    result = ayni("run", BOLIVIA, "--set", "run.horizon_months=0")
    assert result.returncode == 3
    assert "horizon_months" in result.stderr
    assert os.listdir(tmp_path) == []


def test_a_missing_scenario_is_an_input_error(ayni):
    result = ayni("run", "no-such.toml")
    assert result.returncode == 5
    assert "no-such.toml" in result.stderr


def test_threads_change_no_byte_of_the_results(ayni, tmp_path):
    for threads in ("1", "2", "4"):
        result = ayni("run", BOLIVIA, *SMALL, "-n", "9", "--twin", "-t", threads, "-o", f"{threads}.h5")
        assert result.returncode == 0, result.stderr
    one = content(tmp_path / "1.h5")
    assert content(tmp_path / "2.h5") == one
    assert content(tmp_path / "4.h5") == one


def test_the_seed_matters(ayni, tmp_path):
    ayni("run", BOLIVIA, *SMALL, "-n", "1", "--seed", "1", "-o", "one.h5")
    ayni("run", BOLIVIA, *SMALL, "-n", "1", "--seed", "2", "-o", "two.h5")
    assert content(tmp_path / "one.h5") != content(tmp_path / "two.h5")


def test_a_file_with_a_twin_holds_why_revenues_changed(ayni, tmp_path):
    told = json.loads(ayni("run", BOLIVIA, *SMALL, "-n", "4", "--twin", "--json", "-o", "x.h5").stdout)["sections"][2]["tables"][0]["rows"]
    for engine in ("h5netcdf", "netcdf4"):
        with xarray.open_dataset(tmp_path / "x.h5", group="effect", engine=engine) as file:
            assert list(file.run.values) == [0, 1, 2, 3]
            change = numpy.stack([file[part].values for part in ("revenue", "volume", "quality", "trading_terms")], axis=1)
    numpy.testing.assert_allclose(change[:, 0], change[:, 1:].sum(axis=1), rtol=1e-12)
    numpy.testing.assert_allclose(100 * change.mean(axis=0), [row["change"] for row in told])
    assert ayni("reproduce", "x.h5").returncode == 0
    ayni("run", BOLIVIA, *SMALL, "-n", "4", "-o", "alone.h5")
    with h5py.File(tmp_path / "alone.h5") as file:
        assert "effect" not in file


def test_a_run_begins_with_a_summary_and_a_twin_is_what_it_is_held_against(ayni):
    alone = ayni("run", BOLIVIA, *SMALL, "-n", "3", "-o", "x.h5").stdout.splitlines()
    assert alone[0].startswith("bolivia, means of 3 runs") and alone[1].startswith("  With the first buyer 23 months after signing")
    twin = ayni("run", BOLIVIA, *SMALL, "-n", "3", "--twin", "-o", "y.h5", "--lang", "es").stdout.splitlines()
    assert twin[0].startswith("Frente a sin proyecto: 3 pares de corridas") and "  Se gasta más dinero público" in "\n".join(twin)
    assert any("alianzas financiadas" in line for line in twin)


def test_the_twin_is_a_second_arm(results):
    with h5py.File(results) as file:
        assert [name.decode() for name in file["arm"][()]] == ["bolivia", "no project"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(ayni, tmp_path):
    (tmp_path / "closed").mkdir(mode=0o500)
    result = ayni("run", BOLIVIA, *SMALL, "-n", "1", "-o", "closed/x.h5")
    assert result.returncode == 5
    assert "closed" in result.stderr and "Permission denied" in result.stderr


@pytest.mark.parametrize("output", ["/dev/null/x.h5", "/proc/x.h5", "."])
def test_an_output_that_cannot_be_made_is_an_output_error(ayni, output):
    result = ayni("run", BOLIVIA, *SMALL, "-n", "1", "-o", output)
    assert result.returncode == 5
    assert "error: " in result.stderr


def test_a_disk_that_fills_up_is_an_output_error_and_leaves_no_finished_file(tmp_path):
    def small_disk():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, 64 * 1024))
    result = subprocess.run([AYNI, "run", BOLIVIA, *SMALL, "-n", "70", "-o", "x.h5"], cwd=tmp_path, timeout=300,
                            capture_output=True, text=True, preexec_fn=small_disk)
    assert result.returncode == 5, result.stderr
    assert "x.h5" in result.stderr
    assert not (tmp_path / "x.h5").exists()


@pytest.mark.skipif(shutil.which("mount") is None or os.geteuid() != 0, reason="needs root to mount a small disk")
def test_a_full_file_system_is_an_output_error(ayni, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True).returncode != 0:
        pytest.skip("may not mount")
    try:
        result = ayni("run", BOLIVIA, *SMALL, "-n", "70", "-o", "disk/x.h5")
        assert result.returncode == 5, result.stderr
        assert "No space left on device" in result.stderr
        assert not (disk / "x.h5").exists()
    finally:
        subprocess.run(["umount", disk], check=True)


def until_under_way(process):
    """Reads messages until the first tenth of the runs is done."""
    for line in process.stderr:
        if "%" in line:
            return
    raise AssertionError("the runs never began")


@pytest.mark.parametrize("name, code", [("SIGINT", 130), ("SIGTERM", 143), ("SIGUSR1", 143)])
def test_a_signal_ends_it_cleanly_with_a_readable_partial_file(ayni, start, tmp_path, name, code):
    process = start("run", BOLIVIA, *SMALL, "-n", "4000", "-o", "x.h5")
    until_under_way(process)
    process.send_signal(getattr(signal, name))
    _, messages = process.communicate(timeout=60)
    assert process.returncode == code, messages
    assert "x.h5.partial" in messages and "--resume" in messages
    assert os.listdir(tmp_path) == ["x.h5.partial"]
    with h5py.File(tmp_path / "x.h5.partial") as file:
        assert file.attrs["status"] == "interrupted"
        done = int(file["runs_complete"][()])
        assert 0 < done < 4000
    info = ayni("info", "x.h5.partial")
    assert info.returncode == 0
    assert "interrupted" in info.stdout


def test_a_partial_file_is_the_beginning_of_the_whole(ayni, start, tmp_path):
    process = start("run", BOLIVIA, *SMALL, "-n", "4000", "-o", "x.h5")
    until_under_way(process)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    with h5py.File(tmp_path / "x.h5.partial") as file:
        done = int(file["runs_complete"][()])
        part = {name: item[()] for name, item in file.items()
                if item.ndim >= 2 and item.dtype.kind == "f" and item.shape[:2] == (1, 4000)}
    assert part
    assert ayni("run", BOLIVIA, *SMALL, "-n", done, "-o", "y.h5").returncode == 0
    with h5py.File(tmp_path / "y.h5") as file:
        for name, values in part.items():
            numpy.testing.assert_array_equal(values[:, :done], file[name][()])


def test_a_kill_leaves_nothing_under_the_final_name(start, tmp_path):
    process = start("run", BOLIVIA, *SMALL, "-n", "4000", "-o", "x.h5")
    until_under_way(process)
    process.kill()
    process.communicate(timeout=60)
    assert not (tmp_path / "x.h5").exists()


@pytest.mark.parametrize("language, question", [("en", "What keeps a group with its buyer when there is no other?"),
                                                ("es", "¿Qué mantiene a un grupo con su comprador cuando no hay otro?")])
def test_a_run_says_the_question_of_its_scenario(ayni, language, question):
    words = ["run", ROOT / "scenarios/teaching/one-dairy.toml", "-n", 1, "-o", "x.h5", "--force", "--lang", language]
    assert question in ayni(*words).stderr.splitlines()
    assert question not in ayni(*words, "-q").stderr


def test_the_first_words_come_at_once(start):
    began = time.monotonic()
    process = start("run", BOLIVIA, "-n", "100", "-o", "x.h5")
    first = process.stderr.readline()
    assert time.monotonic() - began < 2.0  # 0.1 s is wished for; a busy machine must not fail the test
    assert "bolivia.toml: 100 runs" in first


def test_a_resumed_run_ends_with_the_bytes_of_an_undisturbed_one(ayni, start, tmp_path):
    many = ["run", BOLIVIA, *SMALL, "-n", "3000", "--twin"]
    process = start(*many, "-o", "x.h5")
    until_under_way(process)
    process.kill()
    process.communicate(timeout=60)
    again = start(*many, "-o", "x.h5", "--resume")
    until_under_way(again)
    again.send_signal(signal.SIGINT)
    assert again.communicate(timeout=60) and again.returncode == 130
    last = ayni(*many, "-o", "x.h5", "--resume")
    assert last.returncode == 0, last.stderr
    assert ayni(*many, "-o", "y.h5").returncode == 0
    assert content(tmp_path / "x.h5") == content(tmp_path / "y.h5")
    assert sorted(os.listdir(tmp_path)) == ["x.h5", "y.h5"]


def test_nothing_is_resumed_that_is_of_something_else(ayni, start, tmp_path):
    process = start("run", BOLIVIA, *SMALL, "-n", "3000", "-o", "x.h5")
    until_under_way(process)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    for change, said in [(["--seed", "9"], "its seed is"), (["--set", "trust.prior_mean=0.6"], "its scenarios are others"),
                         (["--twin"], "its scenarios are others")]:
        result = ayni("run", BOLIVIA, *SMALL, "-n", "3000", "-o", "x.h5", "--resume", *change)
        assert result.returncode == 3, result.stderr
        assert "x.h5.partial: cannot be resumed" in result.stderr and said in result.stderr
        assert os.listdir(tmp_path) == ["x.h5.partial"]


def test_resuming_what_is_complete_does_no_harm(ayni, tmp_path):
    first = ayni("run", BOLIVIA, *SMALL, "-n", "2", "-o", "x.h5")
    before = (tmp_path / "x.h5").read_bytes()
    again = ayni("run", BOLIVIA, *SMALL, "-n", "2", "-o", "x.h5", "--resume")
    assert again.returncode == 0 and "complete already" in again.stderr
    assert again.stdout == first.stdout
    assert (tmp_path / "x.h5").read_bytes() == before
