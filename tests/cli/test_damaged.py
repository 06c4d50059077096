"""Damaged and hostile result files: whatever is in them, a command ends soon, by itself, and says plainly what is wrong.

AYNI_FUZZ=N tries N damaged files in place of a few, AYNI_FUZZ_SEED begins elsewhere."""

import os
import random
import re
import resource
import shutil
import signal
import subprocess
import time

import h5py
import pytest

from conftest import AYNI, BOLIVIA, SMALL
from test_run import content

FILES = int(os.environ.get("AYNI_FUZZ", 8))
FIRST = int(os.environ.get("AYNI_FUZZ_SEED", 0))
RUN = ["run", BOLIVIA, *SMALL, "-n", "2", "--twin", "-q"]
DESIGN = f'''scenario = "bolivia.toml"
settings = ["scale.size=0.02", "run.horizon_months=24"]
replicates = 2
outcomes = ["kaplan_meier[duration=12]", "funded"]
[factor.counterpart]
parameter = "project.counterpart_share"
values = [0.1, 0.3]
'''


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A folder with a whole file, two shards and what they were made from."""
    folder = tmp_path_factory.mktemp("sound")
    shutil.copy(BOLIVIA, folder / "bolivia.toml")
    (folder / "design.toml").write_text(DESIGN)
    for words in (RUN + ["-o", "whole.h5"], ["sweep", "design.toml", "--shard", "1/2", "-o", "1.h5", "-q"],
                  ["sweep", "design.toml", "--shard", "2/2", "-o", "2.h5", "-q"]):
        subprocess.run([AYNI, *map(str, words)], cwd=folder, check=True, capture_output=True, timeout=300)
    return folder


def damaged(whole, draw):
    """Bytes changed in a way that disks, careless programs or people change them."""
    data = bytearray(whole)
    # What describes the data stands mostly at the beginning, and between it.
    end = draw.choice([2048, 20000, len(data)])
    way = draw.randrange(5)
    if way == 0:
        for _ in range(draw.choice([1, 10, 200])):
            data[draw.randrange(end)] = draw.randrange(256)
    elif way == 1:
        data[draw.randrange(end)] ^= 1 << draw.randrange(8)
    elif way == 2:
        at = draw.randrange(end)
        data[at:at + 8] = draw.choice([b"\xff" * 8, b"\x00" * 8, b"\x00" * 7 + b"\x80"])
    elif way == 3:
        del data[draw.randrange(len(data)):]
    else:
        at, to, size = draw.randrange(end), draw.randrange(end), draw.choice([16, 512, 4096])
        data[to:to + size] = data[at:at + size]
    return bytes(data)


def ends_well(folder, *words, codes=(0, 5)):
    """Runs a command, which has little time of the processor; returns what it said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run([AYNI, *map(str, words)], cwd=folder, capture_output=True, timeout=120,
                            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)))
    said = result.stdout.decode(errors="replace") + result.stderr.decode(errors="replace")
    assert result.returncode in codes, (words, result.returncode, said[-2000:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime < 10, words
    assert result.returncode == 0 or "error: " in said, (words, said[-2000:])
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", said), (words, said[-2000:])
    return said


@pytest.mark.parametrize("seed", range(FIRST, FIRST + FILES))
def test_no_damage_makes_a_command_crash_or_hang(sound, tmp_path, seed):
    draw = random.Random(seed)
    for name in ("whole.h5", "1.h5"):
        (tmp_path / name).write_bytes(damaged((sound / name).read_bytes(), draw))
    shutil.copy(sound / "2.h5", tmp_path)
    ends_well(tmp_path, "info", "whole.h5")
    ends_well(tmp_path, "info", "1.h5", "--json")
    ends_well(tmp_path, "evidence", "whole.h5", codes=(0, 3, 5))
    ends_well(tmp_path, "merge", "1.h5", "2.h5", "-o", "merged.h5", codes=(0, 3, 4, 5))
    ends_well(tmp_path, "reproduce", "whole.h5", "-q", codes=(0, 3, 4, 5))
    shutil.copy(tmp_path / "whole.h5", tmp_path / "again.h5.partial")
    ends_well(tmp_path, *RUN, "-o", "again.h5", "--resume", codes=(0, 3))
    ends_well(tmp_path, *RUN, "-o", "whole.h5", "--resume", codes=(0, 3, 5))


@pytest.fixture
def changed(sound, tmp_path):
    """A copy of the whole file, and HDF5's hand on it."""
    def change(how):
        shutil.copy(sound / "whole.h5", tmp_path / "changed.h5")
        with h5py.File(tmp_path / "changed.h5", "r+") as file:
            how(file)
        return "changed.h5"
    return change


@pytest.mark.parametrize("count", [-1, -2**63, 5, 2**62])
def test_a_count_of_runs_that_cannot_be_is_refused(changed, tmp_path, count):
    def miscount(file):
        file["runs_complete"][()] = count
    name = changed(miscount)
    for command in ("info", "evidence", "reproduce"):
        assert "changed.h5 is damaged" in ends_well(tmp_path, command, name, codes=(5,))


def test_what_controls_a_terminal_is_not_printed_from_a_file(changed, tmp_path):
    hostile = "\x1b[2Jname\x07\x9b31m\rfirst\nsecond"

    def rename(file):
        file.attrs["host"] = hostile
        file.attrs["status"] = hostile
        file["kaplan_meier"].attrs["long_name"] = hostile
        file["arm"][0] = hostile
    name = changed(rename)
    for words in (["info", name], ["info", name, "--json"], ["info", name, "--scenario"], ["reproduce", name],
                  ["info", name, "--arm", "none"], ["evidence", name], ["evidence", name, "--arm", hostile]):
        said = ends_well(tmp_path, *words, codes=(0, 3, 4, 5))
        assert "\x9b" not in said, words
    assert not re.search("^second", ends_well(tmp_path, "info", name), re.MULTILINE)


@pytest.mark.parametrize("command", ["info", "evidence", "reproduce", "merge"])
def test_a_pipe_or_a_circle_of_links_is_no_results_file(tmp_path, command):
    os.mkfifo(tmp_path / "pipe.h5")
    os.symlink("circle.h5", tmp_path / "circle.h5")
    more = ["-o", "merged.h5"] if command == "merge" else []
    assert "not a regular file" in ends_well(tmp_path, command, "pipe.h5", *more, codes=(5,))
    assert "circle.h5" in ends_well(tmp_path, command, "circle.h5", *more, codes=(5,))


def test_a_journal_that_is_a_pipe_is_not_waited_for(sound, tmp_path):
    shutil.copy(sound / "whole.h5", tmp_path)
    os.mkfifo(tmp_path / "whole.h5.journal")
    ends_well(tmp_path, "info", "whole.h5", codes=(0,))


def in_another_file(file):
    del file["funded"]
    file["funded"] = h5py.ExternalLink("pipe.h5", "/funded")


def in_a_circle(file):
    del file["funded"]
    file["funded"] = h5py.SoftLink("/funded")


def with_values_elsewhere(file):
    del file["funded"]
    file.create_dataset("funded", (2, 2), dtype="f4", external=[("pipe.h5", 0, h5py.h5f.UNLIMITED)])


def virtual(file):
    shape = file["funded"].shape
    layout = h5py.VirtualLayout(shape=shape, dtype="f4")
    layout[...] = h5py.VirtualSource("pipe.h5", "funded", shape=shape)
    del file["funded"]
    file.create_virtual_dataset("funded", layout)


@pytest.mark.parametrize("how", [in_another_file, in_a_circle, with_values_elsewhere, virtual])
def test_no_other_file_is_opened_because_a_file_says_so(changed, tmp_path, how):
    name = changed(how)
    os.mkfifo(tmp_path / "pipe.h5")  # who opens it waits for ever
    for command in ("info", "reproduce"):
        assert "changed.h5 is damaged" in ends_well(tmp_path, command, name, codes=(5,))
    ends_well(tmp_path, "evidence", name, codes=(0, 5))


def test_a_size_that_cannot_be_asks_for_no_memory(changed, tmp_path):
    def swell(file):
        del file["kaplan_meier"]
        file.create_dataset("kaplan_meier", (2, 2, 2**40), dtype="f4", chunks=(1, 1, 64))
    name = changed(swell)
    for command in ("info", "evidence"):
        ends_well(tmp_path, command, name)


def processes_of(parent):
    out = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True)
    return [int(pid) for pid in out.stdout.split()]


def test_who_reads_a_file_first_ends_with_the_program(sound, tmp_path, start):
    shutil.copy(sound / "whole.h5", tmp_path)
    for _ in range(40):
        process = start("reproduce", "whole.h5", "-q")
        children = []
        while process.poll() is None and not children:
            children = processes_of(process.pid)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if children:
            break
    assert children
    for _ in range(100):
        if not any(os.path.exists(f"/proc/{child}") for child in children):
            return
        time.sleep(0.02)
    pytest.fail("it is still there")


def test_a_beginning_with_damaged_values_is_told_and_its_runs_are_done_again(sound, tmp_path):
    with h5py.File(sound / "whole.h5") as file:
        chunk = file["kaplan_meier"].id.get_chunk_info(0)
    data = bytearray((sound / "whole.h5").read_bytes())
    for at in range(chunk.byte_offset + 20, chunk.byte_offset + chunk.size, 7):
        data[at] ^= 0x55
    (tmp_path / "again.h5.partial").write_bytes(data)
    said = ends_well(tmp_path, *RUN, "-o", "again.h5", "--resume", codes=(0,)).replace("\n", " ")
    assert "Left aside, its runs are done again: again.h5.partial is damaged" in said
    assert content(tmp_path / "again.h5") == content(sound / "whole.h5")
    assert os.listdir(tmp_path) == ["again.h5"]
