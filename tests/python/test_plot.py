"""The command `ayni plot`: what it lists, writes and says. Most calls are made in this process, as loading takes a second."""

import re
import shutil
import subprocess
import types

import h5py
import pytest

from ayni import ResultsError, Words, plot
from ayni.pictures import KINDS

from conftest import BOLIVIA, PROGRAM, ROOT


@pytest.fixture
def command(monkeypatch, capsys):
    def call(*words):
        monkeypatch.setattr("sys.argv", ["ayni-plot", *map(str, words)])
        code = 0
        try:
            plot.main()
        except SystemExit as end:
            code = end.code
        said = capsys.readouterr()
        return types.SimpleNamespace(returncode=code, stdout=said.out, stderr=said.err)

    return call


def test_ayni_plot_writes_the_picture_asked_for(made, tmp_path):
    done = subprocess.run(
        [PROGRAM, "plot", made("one-dairy"), "--picture", "survival", "-o", tmp_path / "a.svg"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 and done.stderr == f"wrote {tmp_path / 'a.svg'}\n", done.stderr
    assert "<svg" in (tmp_path / "a.svg").read_text()


def test_list_tells_the_pictures_that_the_file_can_have(command, made):
    runs, sweep = (command(made(name), "--picture", "list").stdout for name in ("one-dairy", "one-lever"))
    assert "\nsurvival-by-product" in runs and "evidence" not in runs and "heat-map" not in runs
    assert sweep.startswith("lever ") and "survival" not in sweep


@pytest.mark.parametrize(
    "name, words, code, said",
    [
        ("one-dairy", ["--picture", "survivl"], 2, "did you mean survival"),
        ("one-lever", ["--picture", "survival"], 5, "the file has no kaplan_meier"),
        ("one-dairy", ["--picture", "differences"], 5, "ayni compare and ayni run --twin"),
        ("one-dairy", ["--picture", "cash"], 5, "output.detail=true"),
        ("one-lever", ["--picture", "heat-map"], 5, "no grid of two levers"),
        ("one-dairy", ["--picture", "survival", "-o", "a.png", "--format", "svg"], 2, "leave one out"),
        ("one-dairy", ["--picture", "survival", "-o", "/proc/a.png"], 5, "/proc/a.png"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_one_line(command, made, name, words, code, said):
    done = command(made(name), *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith("error: ") and said in done.stderr and done.stderr.count("\n") == 1


def test_a_file_that_is_none_is_named_in_one_line(command, tmp_path):
    done = command(tmp_path / "none.h5", "--picture", "survival")
    assert done.returncode == 5
    assert done.stderr.startswith("error: ") and "none.h5" in done.stderr and done.stderr.count("\n") == 1


def test_a_scenario_given_as_results_is_told_how_results_are_made(command):
    done = command(BOLIVIA, "--picture", "survival")
    assert (done.returncode, done.stderr.count("\n")) == (5, 1)
    assert "is a scenario or a design, not a result file; `ayni run " in done.stderr


def test_a_file_damaged_within_gives_a_message(command, made, tmp_path):
    path = tmp_path / "damaged.h5"
    content = bytearray(made("one-dairy").read_bytes())
    content[len(content) // 3 : len(content) // 3 * 2] = bytes(len(content) // 3)
    path.write_bytes(content)
    done = command(path, "--picture", "all", "-o", tmp_path / "pictures")
    assert done.returncode in (0, 5) and "Traceback" not in done.stderr


def test_a_file_without_what_a_picture_takes_says_what_is_missing(command, made, tmp_path, monkeypatch):
    shutil.copy(made("one-dairy"), tmp_path / "older.h5")
    with h5py.File(tmp_path / "older.h5", "r+") as file:
        del file["account_flow"], file["buyer_trust"], file["at_risk"]
    for picture, missing in (("payers", "account_flow"), ("survival", "at_risk")):
        done = command(tmp_path / "older.h5", "--picture", picture)
        assert done.returncode == 5 and f"the file has no {missing}" in done.stderr and done.stderr.count("\n") == 1
    monkeypatch.setattr("ayni.pictures.kinds", lambda data: [KINDS["survival"], KINDS["quintiles"]])
    done = command(tmp_path / "older.h5", "--picture", "all", "-o", tmp_path / "folder")
    assert done.returncode == 0 and "left out: the file has no at_risk" in done.stderr
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["quintiles.png"]


def test_several_pictures_go_into_a_folder_by_name(command, made, tmp_path):
    done = command(made("one-lever"), "--picture", "all", "--format", "svg", "--lang", "es", "-o", tmp_path / "folder")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "folder").iterdir()} == {"lever-doubt.svg", "tried.svg"}
    assert "corridas" in (tmp_path / "folder/tried.svg").read_text()


def test_shells_complete_the_names_of_all_pictures():
    """A new picture needs its name in sim/app/completions.cpp, and tools/generate-pages."""
    text = (ROOT / "tools/completions/ayni.bash").read_text()
    assert re.search(r'--picture\) files="" options="([^"]+)"', text)[1].split() == ["list", "all", *KINDS]


def test_every_kind_is_described_in_both_languages():
    for language in ("en", "es"):
        assert all(Words(language)(f"picture.{name}") for name in KINDS)


def test_a_language_that_is_not_there_is_refused():
    with pytest.raises(ResultsError, match="there are en .* and es"):
        Words("qu")
