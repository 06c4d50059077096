"""Commands that are programs of their own: `ayni NAME` runs ayni-NAME from beside it or from the PATH."""

import os
import shutil
import subprocess

import pytest

from conftest import AYNI


@pytest.fixture
def alone(tmp_path):
    """ayni in a folder with nothing beside it, and a call of it with a PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    shutil.copy(AYNI, folder / "ayni")

    def call(*words, path=""):
        return subprocess.run([folder / "ayni", *words], capture_output=True, text=True, timeout=60, check=False,
                              env=os.environ | {"PATH": path}, cwd=tmp_path)
    return call


def program(folder, name, text):
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\necho \"{text}: $*\"\nexit 7\n")
    path.chmod(0o755)


def test_a_program_on_the_path_is_run_with_the_words_and_its_exit_code(alone, tmp_path):
    program(tmp_path / "tools", "ayni-chart", "from the path")
    result = alone("chart", "a b", "--n", "3", path=f"/nowhere:{tmp_path / 'tools'}")
    assert (result.returncode, result.stdout) == (7, "from the path: a b --n 3\n")


def test_the_program_beside_ayni_comes_before_that_on_the_path(alone, tmp_path):
    program(tmp_path / "tools", "ayni-plot", "from the path")
    program(tmp_path / "bin", "ayni-plot", "beside")
    assert alone("plot", path=str(tmp_path / "tools")).stdout == "beside: \n"


def test_a_command_of_ayni_itself_cannot_be_taken_over(alone, tmp_path):
    program(tmp_path / "bin", "ayni-params", "taken over")
    assert "taken over" not in alone("params", "fund.rule").stdout


def test_what_stands_in_the_current_folder_is_not_run(alone, tmp_path):
    program(tmp_path, "ayni-chart", "current folder")
    assert alone("chart", path=":").returncode == 2


@pytest.mark.parametrize("word", ["../bin/chart", "Chart", "-chart", ""])
def test_a_word_that_is_no_plain_name_starts_nothing(alone, tmp_path, word):
    program(tmp_path / "bin", "ayni-chart", "started")
    assert "started" not in alone(word, path=str(tmp_path / "bin")).stdout


def test_what_comes_with_ayni_and_is_missing_is_answered_with_what_to_install(alone):
    result = alone("plot", "results.h5")
    assert result.returncode == 2
    assert "ayni-plot, which is neither beside ayni nor on the PATH" in result.stderr
    assert "python3-matplotlib" in result.stderr and "pip install" in result.stderr


def test_a_program_that_cannot_be_started_says_why(alone, tmp_path):
    path = tmp_path / "bin/ayni-chart"
    path.write_text("#!/no/such/interpreter\n")
    path.chmod(0o755)
    result = alone("chart")
    assert result.returncode == 5 and "cannot start" in result.stderr


def test_the_build_links_the_command_that_draws_beside_the_program(ayni):
    result = ayni("plot", "--help")
    assert result.returncode == 0 and "--picture" in result.stdout


def test_the_help_names_the_commands_that_are_programs_of_their_own(ayni):
    assert "\n  plot " in ayni("--help").stdout and "\n  report " in ayni("--help").stdout
    assert "Did you mean plot?" in ayni("plto").stderr
