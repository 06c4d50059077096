"""The program as a user meets it: AYNI names the executable (default: build/release/ayni)."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
AYNI = pathlib.Path(os.environ.get("AYNI", ROOT / "build" / "release" / "ayni")).resolve()
BOLIVIA = ROOT / "scenarios" / "bolivia.toml"
SMALL = ["--set", "scale.size=0.02", "--set", "run.horizon_months=24"]


def on_path(environment):
    return {**environment, "PATH": f"{AYNI.parent}:{environment['PATH']}"}


@pytest.fixture
def ayni(tmp_path):
    """Runs ayni, which is on the PATH, in an empty folder and returns what it said."""
    def call(*words, **options):
        options.setdefault("cwd", tmp_path)
        options.setdefault("env", on_path(os.environ))
        return subprocess.run([AYNI, *map(str, words)], capture_output=True, text=True, timeout=300, **options)
    return call


@pytest.fixture
def start(tmp_path):
    """Starts ayni in an empty folder without waiting for its end."""
    started = []

    def call(*words, **options):
        options.setdefault("env", on_path(os.environ))
        process = subprocess.Popen([AYNI, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   cwd=tmp_path, **options)
        started.append(process)
        return process
    yield call
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def results(tmp_path_factory):
    """A small results file of two arms, for tests that only read."""
    path = tmp_path_factory.mktemp("results") / "small.h5"
    subprocess.run([AYNI, "run", BOLIVIA, *SMALL, "-n", "3", "--twin", "--seed", "5", "-o", path], check=True,
                   capture_output=True, timeout=300)
    return path
