"""The worked examples of analysis/examples do what their pages say."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "analysis/examples"


def said_by(*words):
    environment = os.environ | {"PYTHONPATH": str(ROOT / "analysis")}
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return [line.split() for line in done.stdout.splitlines()]


def test_the_sweep_says_the_same_in_python_and_in_r(made):
    if not shutil.which("Rscript"):
        pytest.skip("no Rscript")
    python = said_by(sys.executable, EXAMPLES / "sweep.py", made("grid"))
    assert [line[0] for line in python] == ["history", "futures"]
    assert python == said_by("Rscript", "--vanilla", EXAMPLES / "sweep.R", made("grid"))


def test_in_the_life_table_each_year_begins_with_those_whom_the_year_before_left(made):
    lines = said_by(sys.executable, EXAMPLES / "early_deaths.py", made("frontier-town"))
    rows = [(int(alive), int(ended)) for _, alive, ended, _, _ in lines[1:]]
    assert len(rows) > 3 and rows[0][1] > 0
    for (alive, ended), (later, _) in zip(rows, rows[1:]):
        assert later <= alive - ended  # less those who were not followed any longer


@pytest.mark.parametrize("page", sorted(path.name for path in EXAMPLES.glob("*.md")))
def test_the_pages_name_files_that_are_there(page):
    text = (EXAMPLES / page).read_text()
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (EXAMPLES / target).exists(), target
    for target in re.findall(r"\b((?:scenarios|analysis)/[\w/.-]+\.(?:toml|py|R))", text):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("page", ["sweep", "early-deaths"])
def test_code_shown_on_a_page_is_the_scripts(page):
    script = (EXAMPLES / f"{page.replace('-', '_')}.py").read_text()
    shown = re.findall(
        r"^    ((?:ends|effect|error|alliances)[^\n]*)$", (EXAMPLES / f"{page}.md").read_text(), flags=re.MULTILINE
    )
    assert shown and all(line in script for line in shown)
