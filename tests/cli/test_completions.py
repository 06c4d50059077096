"""The shells' completions know every option that the help knows."""

import re
import subprocess

import pytest

from conftest import ROOT

COMPLETIONS = ROOT / "tools" / "completions"


def long_options(help_text):
    options = re.split("options:", help_text, flags=re.IGNORECASE)[1].split("Example")[0]
    return set(re.findall(r"(?<![\w-])--([a-z-]+)", options)) - {"help"}


@pytest.mark.parametrize("command", ["run", "compare", "search", "sweep", "merge", "check", "params", "schema", "info", "evidence",
                                     "reproduce", "plot", "report"])
def test_every_option_is_completed_in_every_shell(ayni, command):
    options = long_options(ayni(command, "--help").stdout)
    assert options or command == "schema"
    for option in options:
        words = f"compgen_test() {{ source {COMPLETIONS}/ayni.bash; COMP_WORDS=(ayni {command} --); COMP_CWORD=2; " \
                "_ayni; echo \"${COMPREPLY[@]}\"; }; compgen_test"
        offered = subprocess.run(["bash", "-c", words], capture_output=True, text=True, timeout=30).stdout.split()
        assert f"--{option}" in offered
        zsh = (COMPLETIONS / "_ayni").read_text().split(f"    {command})")[-1].split(";;")[0]
        assert option in zsh or (option in ("set", "overlay") and "$scenario" in zsh)
        fish = [line for line in (COMPLETIONS / "ayni.fish").read_text().splitlines()
                if "__fish_seen_subcommand_from" in line and command in line.split("'")[1].split()]
        assert any(f"-l {option} " in line for line in fish)


@pytest.mark.parametrize("words, value", [("plot x.h5 --format", "pdf"), ("plot x.h5 --picture", "real-income"),
                                          ("report x.h5 --lang", "es"), ("run x.toml --by", "quintile")])
def test_values_that_an_option_takes_are_completed(words, value):
    said = f"compgen_test() {{ source {COMPLETIONS}/ayni.bash; COMP_WORDS=(ayni {words} {value[:3]}); " \
           f"COMP_CWORD={len(words.split()) + 1}; _ayni; echo \"${{COMPREPLY[@]}}\"; }}; compgen_test"
    offered = subprocess.run(["bash", "-c", said], capture_output=True, text=True, timeout=30).stdout.split()
    assert offered == [value]


def test_bash_completes_the_commands():
    words = f"source {COMPLETIONS}/ayni.bash; COMP_WORDS=(ayni re); COMP_CWORD=1; _ayni; echo \"${{COMPREPLY[@]}}\""
    assert subprocess.run(["bash", "-c", words], capture_output=True, text=True, timeout=30).stdout.split() == ["reproduce", "report"]
