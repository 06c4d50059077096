"""The package installs with the pip and setuptools that are there, without network, and then works without the checkout."""

import pathlib
import shutil
import subprocess

import pytest

ANALYSIS = pathlib.Path(__file__).resolve().parents[2] / "analysis"
PYTHON = "/usr/bin/python3"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("package")
    if subprocess.run([PYTHON, "-c", "import setuptools, pip, wheel"], capture_output=True, check=False).returncode:
        pytest.skip("no python3-pip, python3-setuptools and python3-wheel")
    shutil.copytree(ANALYSIS, folder / "analysis", ignore=shutil.ignore_patterns("build", "*.egg-info", "__pycache__"))
    words = ["--no-index", "--no-deps", "--no-build-isolation", "--quiet", "--target", folder / "site"]
    done = subprocess.run(
        [PYTHON, "-m", "pip", "install", *words, folder / "analysis"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    shutil.rmtree(folder / "analysis")
    return folder / "site"


@pytest.mark.parametrize("command", ["ayni-plot", "ayni-report"])
def test_the_commands_are_installed(installed, command):
    assert (installed / "bin" / command).exists()


def test_what_a_report_is_made_from_is_installed(installed):
    for name in ("report/templates/page.html", "report/templates/parts.html", "report/templates/page.css", "levers.csv"):
        assert (installed / "ayni" / name).stat().st_size > 0


def test_what_is_installed_draws_a_file_in_spanish_with_the_reports_figures(installed, made, tmp_path):
    done = subprocess.run(
        [
            PYTHON,
            installed / "bin/ayni-plot",
            made("twin"),
            "--picture",
            "survival",
            "--lang",
            "es",
            "-o",
            tmp_path / "a.svg",
        ],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(installed)},
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert "Banco Mundial" in (tmp_path / "a.svg").read_text()
