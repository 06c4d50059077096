"""ayni sweep on several processes, as mpirun starts them. Only for a program built with MPI."""

import os
import shutil
import signal
import subprocess
import time

import h5py
import pytest

from conftest import AYNI
from test_run import content
from test_sweep import GRID, MANY, begun, design  # noqa: F401 (a fixture)

MPIRUN = ["mpirun", "--oversubscribe", "-n"]
ENVIRONMENT = {**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}


@pytest.fixture
def ranks(tmp_path):
    """Runs ayni as so many processes in an empty folder and returns what they said together."""
    def call(number, *words):
        return subprocess.run([*MPIRUN, str(number), AYNI, *map(str, words)], cwd=tmp_path, capture_output=True, text=True,
                              timeout=300, env=ENVIRONMENT)
    return call


@pytest.fixture
def start_ranks(tmp_path):
    started = []

    def call(number, *words):
        process = subprocess.Popen([*MPIRUN, str(number), AYNI, *map(str, words)], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=ENVIRONMENT)
        started.append(process)
        return process
    yield call
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def processes_in(folder):
    """Ids of the processes that work there."""
    found = []
    for entry in os.listdir("/proc"):
        try:
            if entry.isdigit() and os.readlink(f"/proc/{entry}/cwd") == str(folder):
                found.append(int(entry))
        except OSError:
            pass  # it has ended
    return found


def test_any_number_of_ranks_and_threads_gives_the_same_bytes(ayni, ranks, design, tmp_path):
    design(GRID)
    assert ayni("sweep", "design.toml", "-o", "one.h5").returncode == 0
    one = content(tmp_path / "one.h5")
    for number, threads in [(1, 1), (2, 1), (3, 2), (5, 1)]:
        result = ranks(number, "sweep", "design.toml", "-t", threads, "-o", f"{number}.h5")
        assert result.returncode == 0, result.stderr
        assert content(tmp_path / f"{number}.h5") == one
        assert result.stderr.count("Wrote") == 1 and result.stdout.count("Outcomes") == 1
    assert sorted(name for name in os.listdir(tmp_path) if name.endswith(".partial")) == []


def test_ranks_may_share_a_shard(ayni, ranks, design, tmp_path):
    design(GRID)
    for k in (1, 2):
        assert ranks(2, "sweep", "design.toml", "-t", 1, "--shard", f"{k}/2", "-o", f"{k}.h5").returncode == 0
    assert ayni("merge", "1.h5", "2.h5", "-o", "merged.h5").returncode == 0
    assert ayni("sweep", "design.toml", "-o", "one.h5").returncode == 0
    assert content(tmp_path / "merged.h5") == content(tmp_path / "one.h5")


def test_one_rank_tells_what_is_wrong(ranks, design, tmp_path):
    result = ranks(3, "sweep", design("[factor.x]\nparameter = \"nothing\"\nvalues = [1]\n"), "-o", "x.h5")
    assert result.returncode == 3
    assert result.stderr.count("design.toml:") == 1
    (tmp_path / "kept.h5").write_text("precious")
    result = ranks(3, "sweep", design(GRID), "-o", "kept.h5")
    assert result.returncode == 5 and result.stderr.count("--force") == 1
    assert (tmp_path / "kept.h5").read_text() == "precious"
    assert sorted(os.listdir(tmp_path)) == ["bolivia.toml", "design.toml", "kept.h5"]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGUSR1"])
def test_ranks_told_to_stop_leave_a_beginning_that_any_number_of_them_finishes(ayni, ranks, start_ranks, design, tmp_path,
                                                                               name):
    many = ["sweep", design(MANY), "-n", "1500"]
    process = start_ranks(2, *many, "-t", "1", "-o", "x.h5")
    begun(process, tmp_path / "x.h5.rank-1.partial")
    time.sleep(0.3)
    process.send_signal(getattr(signal, name))
    _, messages = process.communicate(timeout=60)
    assert process.returncode != 0 and "--resume" in messages, messages
    with h5py.File(tmp_path / "x.h5.partial") as file:
        assert file.attrs["status"] == "interrupted"
        assert 0 < file["runs_complete"][()] < 4500
    result = ranks(3, *many, "-t", "1", "-o", "x.h5", "--resume")
    assert result.returncode == 0, result.stderr
    assert ayni(*many, "-o", "y.h5").returncode == 0
    assert content(tmp_path / "x.h5") == content(tmp_path / "y.h5")
    assert not [each for each in os.listdir(tmp_path) if each.endswith(".partial")]


def test_killed_ranks_are_resumed_by_one_process(ayni, start_ranks, design, tmp_path):
    many = ["sweep", design(MANY), "-n", "1500"]
    for _ in range(3):
        process = start_ranks(2, *many, "-t", "1", "-o", "x.h5", "--resume")
        begun(process, tmp_path / "x.h5.rank-1.partial")
        time.sleep(0.3)
        while processes := processes_in(tmp_path):
            for each in processes:
                try:
                    os.kill(each, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            time.sleep(0.05)
        process.communicate(timeout=60)
        assert not (tmp_path / "x.h5").exists()
    assert ayni(*many, "-o", "x.h5", "--resume").returncode == 0
    assert ayni(*many, "-o", "y.h5").returncode == 0
    assert content(tmp_path / "x.h5") == content(tmp_path / "y.h5")


def test_a_rank_that_fails_stops_all_when_told_to(ranks, design, tmp_path):
    shutil.copy(tmp_path / design(GRID), tmp_path / "fail.toml")
    text = 'seed = 3\nreplicates = 3\n[factor.size]\nparameter = "scale.size"\nvalues = [0.02, 40]\n'
    limited = ["bash", "-c", 'ulimit -v 400000; exec "$@"', "limited", AYNI, "sweep", design(text, "fail.toml"), "-t", "1",
               "-o", "x.h5", "--stop-on-error"]
    result = subprocess.run([*MPIRUN, "2", *map(str, limited)], cwd=tmp_path, capture_output=True, text=True, timeout=300,
                            env=ENVIRONMENT)
    assert result.returncode != 0
    assert "(seed 3) failed" in result.stderr
    assert not (tmp_path / "x.h5").exists()
