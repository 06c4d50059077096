"""What is easily done wrong is told in a way that helps."""

import os
import subprocess

import pytest

from conftest import AYNI, BOLIVIA, ROOT, SMALL

DESIGN = ROOT / "scenarios" / "sweeps" / "counterpart.toml"


def refused(result, code=3):
    assert result.returncode == code, result.stderr
    assert result.stdout == ""
    return result.stderr


@pytest.mark.parametrize("command", ["run", "check", "compare", "sweep", "search"])
def test_a_results_file_given_as_a_scenario_is_told_as_such(ayni, results, command):
    more = {"compare": [BOLIVIA], "search": ["--lever", "trade.levy_share", "--goal", "rate_of_return>=0.1"]}
    said = refused(ayni(command, results, *more.get(command, [])))
    assert "this is an HDF5 file, such as ayni's results" in said and "`ayni info FILE`" in said


@pytest.mark.parametrize("command", ["run", "check"])
def test_a_design_given_as_a_scenario_is_told_in_one_sentence(ayni, command):
    said = refused(ayni(command, DESIGN))
    assert "this is a design of many runs, not a scenario; `ayni sweep FILE` carries it out" in said
    assert said.count("error:") == 1


@pytest.mark.parametrize("value, advice", [
    ("0,1", "write 0.1: decimals have a point"), ("10%", "write 0.1: percent are told as a share")])
def test_numbers_written_as_at_home_are_told_as_they_are_written_here(ayni, tmp_path, value, advice):
    assert advice in refused(ayni("run", BOLIVIA, "--set", f"trade.levy_share={value}"))
    for written in (value, f'"{value}"'):
        (tmp_path / "mine.toml").write_text(f"[trade]\nlevy_share = {written}  # a tenth\n")
        assert advice in refused(ayni("check", BOLIVIA, "--overlay", "mine.toml"))
    assert advice in refused(ayni("search", BOLIVIA, "--lever", f"trade.levy_share={value}:0.2", "--goal",
                                  "rate_of_return>=0.1"))
    if value == "0,1":
        assert "decimals have a point, 0.1 rather than 0,1" in refused(
            ayni("compare", BOLIVIA, "--arm", "x:trade.levy_share=0,1"))
        assert advice in refused(ayni("search", BOLIVIA, "--lever", "trade.levy_share", "--goal", "rate_of_return>=0,1"))
        assert advice in refused(ayni("compare", BOLIVIA, "--arm", "x:trade.levy_share=0.1", "--confidence", value), 2)


@pytest.mark.parametrize("text, advice", [
    ("[project]\nlevy_share = 0.1\n", "Did you mean trade.levy_share, below [trade]?"),
    ("tranches = 3\n", "Did you mean project.tranches, below [project]?"),
    ("[trade]\nname = \"x\"\n", "Did you mean name, at the top of the file, before the first header?"),
    ("[trade]\nextends = \"base.toml\"\n", "Did you mean extends, at the top of the file, before the first header?"),
    ("[trade.project]\ntranches = 3\n", "Did you mean [project]?")])
def test_a_key_below_the_wrong_header_is_told_where_it_belongs(ayni, tmp_path, text, advice):
    (tmp_path / "mine.toml").write_text(text)
    assert advice in refused(ayni("check", BOLIVIA, "--overlay", "mine.toml"))


def test_a_base_that_is_in_another_folder_is_found_for_the_user(ayni, tmp_path):
    os.mkdir(tmp_path / "scenarios")
    os.mkdir(tmp_path / "mine")
    (tmp_path / "scenarios" / "bolivia.toml").write_text(BOLIVIA.read_text())
    for folder, right in [(".", "scenarios/bolivia.toml"), ("mine", "../scenarios/bolivia.toml")]:
        file = tmp_path / folder / "mine.toml"
        file.write_text('extends = "bolivia.toml"\n')
        said = refused(ayni("check", file))
        assert "it is looked for from the folder of the file that extends it" in said
        assert f'Did you mean "{right}"?' in said
        file.write_text(f'extends = "{right}"\n')
        assert ayni("check", file).returncode == 0


def test_help_is_a_command_too(ayni):
    for words, same in [(["help"], ["--help"]), (["help", "run"], ["run", "--help"])]:
        result = ayni(*words)
        assert result.returncode == 0 and result.stdout == ayni(*same).stdout
    assert "there is no command \"rnu\"" in refused(ayni("help", "rnu"), 2)


def test_a_goal_without_an_outcome_or_on_a_share_in_percent_is_told_how_to_write_it(ayni):
    def goal(text):
        return refused(ayni("search", BOLIVIA, "--lever", "trade.levy_share", "--goal", text))
    assert "names no outcome; write one before the bound" in goal(">=60")
    for percent in ("60", "60%"):
        assert "is a share, between 0 and 1: write >=0.6" in goal(f"kaplan_meier[duration=84]>={percent}")


def test_a_run_too_short_for_the_figure_after_84_months_says_why_it_has_none(ayni):
    why = "The run has 24 months, so no alliance is seen 84 months after funding"
    assert why in ayni("run", BOLIVIA, *SMALL, "-n", "2").stdout
    said = ayni("run", BOLIVIA, "--set", "scale.size=0.02", "-n", "2", "--force").stdout
    assert "84 months after funding" in said and "no alliance is seen" not in said


def test_commands_that_are_offered_can_be_pasted(tmp_path):
    def ran(program, path, *words):
        return subprocess.run([program, *map(str, words)], executable=AYNI, cwd=tmp_path, capture_output=True, text=True,
                              env={**os.environ, "PATH": path}, check=False).stderr
    elsewhere = "/usr/bin:/bin"
    assert f"Next: {AYNI} run " in ran(str(AYNI), elsewhere, "check", BOLIVIA)
    assert "Next: ayni run " in ran(str(AYNI), f"{AYNI.parent}:{elsewhere}", "check", BOLIVIA)
    assert f"Try: {AYNI} --help" in ran(str(AYNI), elsewhere, "rnu")
    assert f"`{AYNI} sweep FILE`" in ran(str(AYNI), elsewhere, "run", DESIGN)
    other = tmp_path / "bin"
    other.mkdir()
    (other / "ayni").write_text("#!/bin/sh\n")
    (other / "ayni").chmod(0o755)
    assert f"Next: {AYNI} run " in ran(str(AYNI), f"{other}:{AYNI.parent}:{elsewhere}", "check", BOLIVIA)
    spaced = tmp_path / "my tools"
    os.symlink(AYNI.parent, spaced)
    result = subprocess.run([spaced / "ayni", "check", BOLIVIA], cwd=tmp_path, capture_output=True, text=True,
                            env={**os.environ, "PATH": elsewhere}, check=False)
    assert f"Next: '{spaced}/ayni' run " in result.stderr
