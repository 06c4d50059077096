"""ayni report of files that lack something: a clear message, or a page that says what it cannot show; never a traceback."""

import contextlib
import html
import io
import re
import shutil
import subprocess
import unittest.mock

import h5py
import pytest
from conftest import BOLIVIA, PROGRAM, SMALL

from ayni.report.arms import read
from ayni.report.command import main
from ayni.report.page import page


def refused(*words):
    """What the command says of files it can make no page of: one line."""
    said = io.StringIO()
    with unittest.mock.patch("sys.argv", ["ayni-report", *map(str, words)]), contextlib.redirect_stderr(said):
        with pytest.raises(SystemExit) as ended:
            main()
    assert ended.value.code == 5
    assert said.getvalue().startswith("error: ") and said.getvalue().count("\n") == 1
    return said.getvalue()


def written(path, language="en", draw=False):
    """The words of the page, without its drawings; these take the most time, so few tests ask for them."""
    with contextlib.nullcontext() if draw else unittest.mock.patch("ayni.report.page.drawings", return_value=[]):
        made = page(read([path]), language)
    text = re.sub(r"<svg.*?</svg>|<style.*?</style>", "", made, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def changed(made, tmp_path, change):
    """A copy of a file with something changed by `change(file)`."""
    path = tmp_path / "changed.h5"
    shutil.copy(made("twin"), path)
    with h5py.File(path, "r+") as file:
        change(file)
    return path


def test_files_that_are_none_are_told_apart(made, tmp_path):
    (tmp_path / "empty.h5").touch()
    (tmp_path / "text.h5").write_text("no results")
    (tmp_path / "cut.h5").write_bytes(made("twin").read_bytes()[:100_000])
    other = changed(made, tmp_path, lambda file: file.attrs.modify("format_version", "1"))
    said = {name: refused(path, "-o", tmp_path / "page.html") for name, path in (
        ("empty", tmp_path / "empty.h5"), ("no result file", tmp_path / "text.h5"), ("damaged", tmp_path / "cut.h5"),
        ("version 1", other), ("cannot open", tmp_path / "none.h5"))}
    for name, text in said.items():
        assert name in text
    assert not (tmp_path / "page.html").exists()


def test_a_sweep_does_not_stand_beside_other_files(made, tmp_path):
    assert "give it alone: ayni report" in refused(made("twin"), made("grid"), "-o", tmp_path / "page.html")


def test_files_of_other_seeds_or_months_are_not_compared(made, tmp_path):
    assert "different seeds" in refused(made("compare"), made("other seed"), "-o", tmp_path / "page.html")
    assert "differ in their months" in refused(made("compare"), made("one-dairy"), "-o", tmp_path / "page.html")


def test_one_run_of_two_arms_claims_nothing(made):
    text = written(made("one-run"), draw=True)
    assert "One run of each option" in text and "no difference is claimed" in text
    assert "one run cannot tell a difference" in text
    assert "The worst tenth" not in text


def test_no_project_says_that_there_are_no_alliances(made):
    text = written(made("without-project"), draw=True)
    assert "No option has the project" in text
    assert "The runs have no value of these outcomes" in text and "After seven years" not in text
    assert "Ninguna opción tiene el proyecto" in written(made("without-project"), "es")


def test_three_months_say_that_nobody_was_funded(tmp_path):
    path = tmp_path / "short.h5"
    subprocess.run([PROGRAM, "run", BOLIVIA, *SMALL, "-n", "2", "--set", "run.horizon_months=3", "-q", "-o", path], check=True,
                   stdout=subprocess.DEVNULL, timeout=300)
    text = written(path)
    assert "No alliance was funded" in text
    assert "its figures say nothing about it" in text


def test_no_breakups_says_that_causes_cannot_be_shown(made, tmp_path):
    def unbroken(file):
        for name in ("cumulative_incidence", "cumulative_incidence_by_region", "cumulative_incidence_by_product"):
            file[name][...] = 0.0
        file["kaplan_meier"][...] = 1.0

    assert "No alliance came to its end" in written(changed(made, tmp_path, unbroken))


def test_an_interrupted_file_says_how_much_it_holds(made, tmp_path):
    def cut(file):
        file.attrs.modify("status", "interrupted")
        file["runs_complete"][...] = 5

    text = written(changed(made, tmp_path, cut))
    assert "is not complete" in text and "2 runs of each option" in text


def test_a_file_that_keeps_few_outcomes_names_those_it_lacks(made, tmp_path):
    def emptied(file):
        for name in ("kaplan_meier", "potential_income", "account_flow", "member_income_by_quintile"):
            del file[name]

    text = written(changed(made, tmp_path, emptied))
    assert "does not keep these outcomes" in text and "yearly income of all who could apply" in text
