"""The manual knows what the help knows, and its pages are sound. That they are current, tools/generate-pages checks."""

import re
import shutil
import subprocess

import pytest

from conftest import ROOT

PAGES = ROOT / "tools" / "man"
COMMANDS = ["run", "compare", "sweep", "merge", "search", "check", "params", "schema", "info", "evidence", "reproduce", "plot", "report"]
OPTION = re.compile(r"^ +(?:-\w[^-\n]*)?(--[a-z][a-z-]*)", re.MULTILINE)

pytestmark = pytest.mark.skipif(shutil.which("mandoc") is None, reason="needs mandoc")


def shown(page):
    text = subprocess.run(["mandoc", "-Tascii", "-Owidth=200", PAGES / page], capture_output=True, text=True, check=True,
                          timeout=60).stdout
    return re.sub(r".\x08", "", text)  # bold is a letter over itself


@pytest.mark.parametrize("command", COMMANDS)
def test_options_and_examples_of_the_help_stand_in_the_manual_and_can_be_pasted(ayni, command):
    told, _, examples = ayni(command, "--help").stdout.partition("\nExamples:\n")
    page = shown(f"ayni-{command}.1")
    assert sorted(OPTION.findall(page.split("\nOPTIONS\n")[1].split("\nEXAMPLES\n")[0])) == sorted(OPTION.findall(told))
    for line in examples.splitlines():
        assert not line.startswith("  ") or line.strip() in page


def test_the_first_page_names_every_command_and_exit_code():
    page = shown("ayni.1")
    assert re.findall(r"ayni-([a-z]+)\(1\)", page) == COMMANDS
    assert re.findall(r"^ +(\d+) {2,}\S", page, re.MULTILINE) == ["0", "2", "3", "4", "5", "130", "143"]


def test_a_checker_of_manuals_finds_nothing_to_warn_of():
    found = subprocess.run(["mandoc", "-Tlint", "-Wwarning", *sorted(PAGES.glob("*.1"))], capture_output=True, text=True, timeout=60)
    # The pages have no date, so that they change only with what they tell.
    assert [line for line in found.stdout.splitlines() if "missing date" not in line] == []
