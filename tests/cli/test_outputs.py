"""What a command writes never takes the place of what it reads, of another output, or of what is no file."""

import os
import shutil
import stat

import h5py
import pytest

from conftest import BOLIVIA, ROOT, SMALL

DESIGN = '''scenario = "scenario.toml"
settings = ["scale.size=0.02", "run.horizon_months=24"]
outcomes = ["kaplan_meier[duration=12]"]
design = "table"
table = "points.csv"
[factor.counterpart]
parameter = "project.counterpart_share"
'''


@pytest.fixture
def inputs(tmp_path):
    """A scenario that extends another, an overlay, a design with its table."""
    shutil.copy(BOLIVIA, tmp_path / "base.toml")
    (tmp_path / "scenario.toml").write_text('schema_version = 1\nname = "mine"\nextends = "base.toml"\n')
    (tmp_path / "overlay.toml").write_text("[trade]\nprice_floor_share = 0.5\n")
    (tmp_path / "design.toml").write_text(DESIGN)
    (tmp_path / "points.csv").write_text("counterpart\n0.1\n0.3\n")
    return tmp_path


def names(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and not path.is_symlink()}


def refused(ayni, folder, *words, said="give"):
    before = names(folder)
    result = ayni(*words)
    assert result.returncode == 5, (words, result.returncode, result.stderr)
    assert said in result.stderr, result.stderr
    assert names(folder) == before, words


RUN = ["run", "scenario.toml", "--overlay", "overlay.toml", *SMALL, "-n", "2", "-q", "--force"]
SWEEP = ["sweep", "design.toml", "-q", "--force"]
SEARCH = ["search", "scenario.toml", *SMALL, "-n", "2", "-q", "--force", "--lever", "project.counterpart_share=0:0.6",
          "--maximise", "kaplan_meier[duration=12]"]
COMPARE = ["compare", "base.toml", "scenario.toml", *SMALL, "-n", "2", "-q", "--force"]


@pytest.mark.parametrize("words, read", [
    (RUN, "scenario.toml"), (RUN, "base.toml"), (RUN, "overlay.toml"), (COMPARE, "base.toml"), (SEARCH, "base.toml"),
    (SWEEP, "design.toml"), (SWEEP, "scenario.toml"), (SWEEP, "base.toml"), (SWEEP, "points.csv")])
def test_no_output_is_written_over_an_input(ayni, inputs, words, read):
    os.makedirs(inputs / "folder")
    os.symlink(inputs / read, inputs / "link")
    os.link(inputs / read, inputs / "twin")
    for name in (read, f"folder/../{read}", inputs / read, "link", "twin"):
        refused(ayni, inputs, *words, "-o", name, said="which this command reads")
    refused(ayni, inputs, *words, "-o", read, "--dry-run", said="which this command reads")
    if words is SWEEP:
        for option in ("--csv", "--salib"):
            refused(ayni, inputs, *words, option, read, said="which this command reads")


def test_no_two_outputs_are_one_file(ayni, inputs):
    os.symlink("t.h5", inputs / "link")  # which is not there yet
    for words in (["-o", "t.h5", "--csv", "t.h5"], ["-o", "t.h5", "--salib", "./t.h5"], ["--csv", "t", "--salib", "t"],
                  ["-o", "t.h5", "--csv", "link"], ["-o", "t.h5", "--csv", "t.h5.partial"]):
        refused(ayni, inputs, *SWEEP, *words, said="one file")


def test_a_link_stays_and_its_file_is_written(ayni, inputs):
    os.makedirs(inputs / "far")
    os.symlink("far/x.h5", inputs / "link.h5")
    for _ in range(2):
        result = ayni(*RUN, "-o", "link.h5")
        assert result.returncode == 0, result.stderr
        assert (inputs / "link.h5").is_symlink()
        with h5py.File(inputs / "far" / "x.h5") as file:
            assert file.attrs["status"] == "complete"


@pytest.mark.parametrize("words", [RUN, COMPARE, SEARCH, SWEEP, [*SWEEP, "-o", "t.h5", "--csv"]])
def test_a_pipe_or_device_is_not_replaced(ayni, inputs, words):
    os.mkfifo(inputs / "pipe")
    option = [] if words[-1] == "--csv" else ["-o"]
    refused(ayni, inputs, *words, *option, "pipe", said="not a regular file")
    refused(ayni, inputs, *words, *option, "/dev/null", said="not a regular file")
    assert stat.S_ISFIFO((inputs / "pipe").stat().st_mode)
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_what_leads_elsewhere_under_the_name_of_a_partial_file_is_not_followed(ayni, inputs):
    (inputs / "precious").write_text("mine")
    for ending in (".partial", ".partial.journal"):
        os.symlink("precious", inputs / f"x.h5{ending}")
        ayni(*RUN, "-n", "200", "-o", "x.h5")
        assert (inputs / "precious").read_text() == "mine"
        os.remove(inputs / f"x.h5{ending}") if (inputs / f"x.h5{ending}").is_symlink() else None


def test_no_table_takes_the_place_of_what_is_read_or_written_beside_it(ayni, inputs):
    os.makedirs(inputs / "t")
    for words in ([*COMPARE, "-o", "t/summary-findings.csv"], [*RUN, "-o", "t/figures.csv"], [*SEARCH, "-o", "t/tried.csv"],
                  [*SWEEP, "--csv", "t/effects.csv"], [*SWEEP, "--csv", "t/x.csv", "-o", "t/effects.csv"]):
        refused(ayni, inputs, *words, "--tables", "t", said="is in the folder that tables are written to")
        refused(ayni, inputs, *words, "--tables", inputs / "t/../t", "--dry-run", said="is in the folder")
    refused(ayni, inputs, *SWEEP, "--tables", ".", said="points.csv is in the folder")
    refused(ayni, inputs, *RUN, "-o", "t", "--tables", "./t", said="t is a folder")
    refused(ayni, inputs, *RUN, "-o", "new", "--tables", "./new", said="a file and the folder of the tables")
    assert os.listdir(inputs / "t") == []
    assert ayni(*RUN, "-o", "t/x.csv").returncode == 0
    whole = (inputs / "t/x.csv").read_bytes()
    for words in (["info", "t/x.csv", "--outcomes"], ["evidence", "t/x.csv"]):
        refused(ayni, inputs, *words, "--tables", "t", "--force", said="is in the folder that tables are written to")
    assert (inputs / "t/x.csv").read_bytes() == whole


def test_a_table_does_not_replace_a_link_or_a_pipe(ayni, inputs):
    (inputs / "t").mkdir()
    (inputs / "precious").write_text("mine")
    os.symlink("../precious", inputs / "t/figures.csv")
    refused(ayni, inputs, *RUN, "-o", "x.h5", "--tables", "t", said="t/figures.csv is a link or no regular file")
    os.remove(inputs / "t/figures.csv")
    os.mkfifo(inputs / "t/figures.csv")
    refused(ayni, inputs, *RUN, "-o", "x.h5", "--tables", "t", said="t/figures.csv is a link or no regular file")
    assert (inputs / "precious").read_text() == "mine" and stat.S_ISFIFO((inputs / "t/figures.csv").stat().st_mode)
