"""Files that are damaged or made to do harm, and outputs that would do some: ayni plot and ayni report end soon, say why in
one line, and leave what was there as it was."""

import os
import pathlib
import random
import resource
import shutil
import signal
import stat
import subprocess
import time

import h5py
import pytest
from conftest import PROGRAM

COMMANDS = {"plot": ["--picture", "survival", "-o", "made.svg"], "report": ["-o", "made.html"]}


def ends(folder, command, *words, limit=None):
    def limited():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if limit:
            resource.setrlimit(*limit)
    return subprocess.run([PROGRAM, command, *map(str, words)], cwd=folder, capture_output=True, text=True, timeout=120,
                          check=False, preexec_fn=limited)


def refused(folder, command, *words, limit=None):
    before = {path.name for path in folder.iterdir()}
    done = ends(folder, command, *words, limit=limit)
    assert done.returncode == 5, (words, done.returncode, done.stderr)
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.rstrip("\n").isprintable()
    assert {path.name for path in folder.iterdir()} == before
    return done.stderr


@pytest.fixture
def changed(made, tmp_path):
    def change(how):
        shutil.copy(made("one-dairy"), tmp_path / "changed.h5")
        with h5py.File(tmp_path / "changed.h5", "r+") as file:
            how(file)
        return "changed.h5"
    return change


@pytest.mark.parametrize("command", COMMANDS)
def test_a_pipe_or_a_circle_of_links_is_no_results_file(tmp_path, command):
    os.mkfifo(tmp_path / "pipe.h5")
    os.symlink("circle.h5", tmp_path / "circle.h5")
    assert "not a regular file" in refused(tmp_path, command, "pipe.h5", *COMMANDS[command])
    assert "circle.h5" in refused(tmp_path, command, "circle.h5", *COMMANDS[command])


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("count", [-1, 4, 2**62])
def test_a_count_of_runs_that_cannot_be_is_damage(changed, tmp_path, command, count):
    def miscount(file):
        file["runs_complete"][()] = count
    said = refused(tmp_path, command, changed(miscount), *COMMANDS[command])
    assert f"changed.h5 is damaged (it says that it holds {count} of 3 runs)" in said


def in_another_file(file):
    del file["funded"]
    file["funded"] = h5py.ExternalLink("pipe.h5", "/funded")


def with_values_elsewhere(file):
    del file["funded"]
    file.create_dataset("funded", (2, 2), dtype="f4", external=[("pipe.h5", 0, h5py.h5f.UNLIMITED)])


def virtual(file):
    shape = file["funded"].shape
    layout = h5py.VirtualLayout(shape=shape, dtype="f4")
    layout[...] = h5py.VirtualSource("pipe.h5", "funded", shape=shape)
    del file["funded"]
    file.create_virtual_dataset("funded", layout)


@pytest.mark.parametrize("how", [in_another_file, with_values_elsewhere, virtual])
def test_no_other_file_is_opened_because_a_file_says_so(changed, tmp_path, how):
    name = changed(how)
    os.mkfifo(tmp_path / "pipe.h5")  # who opens it waits for ever
    for command, words in COMMANDS.items():
        assert "is damaged (funded is in another file)" in refused(tmp_path, command, name, *words)


def test_what_controls_a_terminal_is_not_printed_from_a_file(changed, tmp_path):
    def rename(file):
        file.attrs["format_version"] = "\x1b[2J1\x07"
    for command, words in COMMANDS.items():
        refused(tmp_path, command, changed(rename), *words)


@pytest.mark.parametrize("seed", range(6))
def test_no_damage_makes_a_command_crash(made, tmp_path, seed):
    draw = random.Random(seed)
    data = bytearray(made("one-dairy").read_bytes())
    for _ in range(200):
        data[draw.randrange(draw.choice([2048, 20000, len(data)]))] = draw.randrange(256)
    (tmp_path / "damaged.h5").write_bytes(data)
    for command, words in COMMANDS.items():
        done = ends(tmp_path, command, "damaged.h5", *words)
        assert done.returncode in (0, 5), (seed, command, done.returncode, done.stderr)
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command, ending", [("plot", "svg"), ("report", "html")])
def test_no_output_takes_the_place_of_an_input_or_of_what_is_no_file(made, tmp_path, command, ending):
    shutil.copy(made("one-dairy"), tmp_path / f"results.{ending}")
    os.symlink(f"results.{ending}", tmp_path / f"link.{ending}")
    os.link(tmp_path / f"results.{ending}", tmp_path / f"twin.{ending}")
    os.mkfifo(tmp_path / f"pipe.{ending}")
    words = ["--picture", "survival"] if command == "plot" else ["--force"]
    whole = (tmp_path / f"results.{ending}").read_bytes()
    for name in ("results", "link", "twin"):
        assert "which this command reads" in refused(tmp_path, command, f"results.{ending}", *words, "-o", f"{name}.{ending}")
    said = refused(tmp_path, command, f"results.{ending}", *words, "-o", f"pipe.{ending}")
    assert "not a regular file" in said
    assert (tmp_path / f"results.{ending}").read_bytes() == whole
    assert stat.S_ISFIFO((tmp_path / f"pipe.{ending}").stat().st_mode)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_cannot_be_written_whole_leaves_the_one_that_was_there(made, tmp_path, command):
    name = COMMANDS[command][-1]
    (tmp_path / name).write_text("earlier")
    words = [*COMMANDS[command], *(["--force"] if command == "report" else [])]
    assert "File too large" in refused(tmp_path, command, made("one-dairy"), *words, limit=(resource.RLIMIT_FSIZE, (4096, 4096)))
    assert (tmp_path / name).read_text() == "earlier"


def test_a_link_stays_and_its_file_is_written(made, tmp_path):
    (tmp_path / "far").mkdir()
    os.symlink("far/made.svg", tmp_path / "made.svg")
    assert ends(tmp_path, "plot", made("one-dairy"), *COMMANDS["plot"]).returncode == 0
    assert (tmp_path / "made.svg").is_symlink() and "<svg" in (tmp_path / "far/made.svg").read_text()


def test_an_interruption_is_no_traceback(made, tmp_path):
    process = subprocess.Popen([PROGRAM, "report", made("one-dairy"), "-o", tmp_path / "made.html"], stderr=subprocess.PIPE, text=True)
    while process.poll() is None and "h5py" not in pathlib.Path(f"/proc/{process.pid}/maps").read_text():
        time.sleep(0.01)  # until it has begun
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130 and said == ""
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_behind_standard_output_is_noticed(made):
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([PROGRAM, "plot", made("one-dairy"), "--picture", "list"], stdout=full, stderr=subprocess.PIPE,
                              text=True, timeout=60, check=False)
    assert done.returncode == 5
    assert done.stderr == "error: cannot write to standard output: No space left on device\n"
