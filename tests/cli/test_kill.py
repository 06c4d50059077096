"""Whatever moment a program is killed at, --resume goes on and ends with the bytes of an undisturbed run."""

import os
import random
import re
import signal
import subprocess
import time

import h5py
import pytest

from conftest import AYNI, BOLIVIA
from test_run import content

SMALL = ["--set", "scale.size=0.02", "--set", "run.horizon_months=24", "-t", "1"]
KILLER = os.environ.get("AYNI_KILLER")
RUNS = ["run", BOLIVIA, *SMALL, "-n", "130", "-o", "x.h5", "-q", "--resume"]


def killed(tmp_path, at, **options):
    """Runs ayni and kills it in the at-th call that changes a file."""
    return subprocess.run([AYNI, *map(str, RUNS)], cwd=tmp_path, capture_output=True, text=True, timeout=300,
                          env={**os.environ, "LD_PRELOAD": KILLER, **({"KILL_AT": str(at)} if at else {}), **options})


def number_of_changes(tmp_path):
    calls = int(re.search(r"changed files (\d+) times", killed(tmp_path, None).stderr)[1])
    os.remove(tmp_path / "x.h5")
    assert calls > 60
    return calls


def empty(folder):
    for path in folder.iterdir():
        path.unlink()


def held(folder):
    """How many runs can be read in what was left; -1 when not even the file's beginning can."""
    if (folder / "x.h5").exists():
        return 130
    if subprocess.run([AYNI, "info", "x.h5.partial"], cwd=folder, capture_output=True, timeout=60).returncode != 0:
        return -1
    content(folder / "x.h5.partial")
    with h5py.File(folder / "x.h5.partial") as file:
        return int(file["runs_complete"][()])


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    result = subprocess.run([AYNI, *map(str, RUNS)], cwd=folder, capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stderr
    return content(folder / "x.h5")


@pytest.mark.skipif(KILLER is None, reason="needs the library that kills")
def test_a_kill_in_the_middle_of_any_change_of_a_file_loses_nothing(tmp_path, undisturbed):
    calls = number_of_changes(tmp_path)
    chosen = sorted(random.Random(1).sample(range(1, calls + 1), 24) + [calls])
    for at in chosen:
        assert killed(tmp_path, at).returncode == -signal.SIGKILL, at
        for path in tmp_path.glob("x.h5*.partial"):
            info = subprocess.run([AYNI, "info", path.name], cwd=tmp_path, capture_output=True, text=True, timeout=60)
            created = info.returncode == 0
            assert created or "not an HDF5 file" in info.stderr or "truncated" in info.stderr, (at, info.stderr)
        last = subprocess.run([AYNI, *map(str, RUNS)], cwd=tmp_path, capture_output=True, text=True, timeout=300)
        assert last.returncode == 0, (at, last.stderr)
        assert content(tmp_path / "x.h5") == undisturbed, at
        empty(tmp_path)


@pytest.mark.skipif(KILLER is None, reason="needs the library that kills")
def test_a_power_cut_loses_no_more_than_the_batch_being_written(tmp_path, undisturbed):
    for at in sorted(random.Random(3).sample(range(1, number_of_changes(tmp_path) + 1), 16)):
        assert killed(tmp_path, at).returncode == -signal.SIGKILL, at
        after_kill = held(tmp_path)
        empty(tmp_path)
        assert killed(tmp_path, at, POWER_CUT=str(at)).returncode == -signal.SIGKILL, at
        assert held(tmp_path) >= after_kill - 64, at
        last = subprocess.run([AYNI, *map(str, RUNS)], cwd=tmp_path, capture_output=True, text=True, timeout=300)
        assert last.returncode == 0, (at, last.stderr)
        assert content(tmp_path / "x.h5") == undisturbed, at
        empty(tmp_path)


def test_a_kill_at_any_moment_loses_at_most_the_last_seconds(ayni, start, tmp_path):
    many = ["run", BOLIVIA, *SMALL[:4], "-n", "1500", "-o", "x.h5", "-q", "--resume"]
    moments = random.Random(2)
    for _ in range(30):
        process = start(*many)
        time.sleep(moments.uniform(0.02, 0.2))
        process.kill()
        process.communicate(timeout=60)
        if (tmp_path / "x.h5").exists():
            break
        for path in tmp_path.glob("*.partial"):
            info = ayni("info", path.name)
            assert info.returncode == 0 or "not an HDF5 file" in info.stderr, info.stderr
    assert ayni(*many).returncode == 0
    assert ayni("run", BOLIVIA, *SMALL[:4], "-n", "1500", "-o", "y.h5", "-q").returncode == 0
    assert content(tmp_path / "x.h5") == content(tmp_path / "y.h5")


def test_a_file_in_use_is_not_touched(ayni, start, tmp_path):
    process = start("run", BOLIVIA, *SMALL, "-n", "4000", "-o", "x.h5", "-q")
    while not (tmp_path / "x.h5.partial").exists():
        time.sleep(0.01)
    time.sleep(0.2)
    for words in (["info", "x.h5.partial"], ["run", BOLIVIA, *SMALL, "-n", "4000", "-o", "x.h5", "--resume"]):
        result = ayni(*words)
        assert result.returncode == 5 and "in use" in result.stderr, result.stderr
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    with h5py.File(tmp_path / "x.h5.partial") as file:
        assert file.attrs["status"] == "interrupted"
    assert not (tmp_path / "x.h5.partial.journal").exists()


def test_several_that_resume_at_once_leave_one_file_and_nothing_beside_it(ayni, start, tmp_path, undisturbed):
    for seed in range(6):
        process = start(*RUNS)
        while not list(tmp_path.glob("*.partial")):
            time.sleep(0.005)
        time.sleep(random.Random(seed).uniform(0.05, 0.3))
        process.kill()
        process.communicate(timeout=60)
        racing = [start(*RUNS) for _ in range(4)]
        for process in racing:
            _, said = process.communicate(timeout=120)
            assert process.returncode == 0 or (process.returncode == 5 and "in use" in said), said
        assert content(tmp_path / "x.h5") == undisturbed
        assert os.listdir(tmp_path) == ["x.h5"]
        os.remove(tmp_path / "x.h5")
