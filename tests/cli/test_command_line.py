"""Words that make sense, and words that do not."""

import subprocess

import pytest

from conftest import AYNI, BOLIVIA

COMMANDS = ["run", "check", "params", "schema", "info", "reproduce"]


def refused(result, said):
    assert result.returncode == 2
    assert result.stdout == ""
    assert said in result.stderr
    assert "--help" in result.stderr


def test_help_is_data(ayni):
    result = ayni("--help")
    assert result.returncode == 0
    assert result.stderr == ""
    for command in COMMANDS:
        assert f"\n  {command} " in result.stdout
    assert "Examples:" in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example(ayni, command):
    result = ayni(command, "--help")
    assert result.returncode == 0
    assert f"Usage: ayni {command}" in result.stdout
    assert f"  ayni {command}" in result.stdout.split("Example", 1)[1]


def test_the_version_tells_the_commit_and_the_compiler(ayni):
    result = ayni("--version")
    assert result.returncode == 0
    first, commit, compiler, build = result.stdout.splitlines()
    assert first.startswith("ayni 0.")
    assert commit.startswith("commit ") and compiler.startswith("compiler ") and build.startswith("build ")


def test_without_a_command_it_shows_the_help_as_a_message(ayni):
    result = ayni()
    assert result.returncode == 2
    assert result.stdout == ""
    assert "Usage: ayni" in result.stderr


@pytest.mark.parametrize("word, meant", [("rnu", "run"), ("chek", "check"), ("parms", "params"), ("inof", "info"),
                                         ("reproduec", "reproduce"), ("shema", "schema")])
def test_a_misspelt_command_is_answered_with_the_near_one(ayni, word, meant):
    refused(ayni(word), f"Did you mean {meant}?")


def test_a_word_that_is_near_to_nothing_gets_no_suggestion(ayni):
    result = ayni("xyzzy-plugh")
    refused(result, 'there is no command "xyzzy-plugh"')
    assert "mean" not in result.stderr


@pytest.mark.parametrize("words, said", [
    (["run"], "SCENARIO is required"),
    (["run", "a.toml", "b.toml"], '"b.toml" is one word too many'),
    (["run", "a.toml", "--froce"], "Did you mean --force?"),
    (["run", "a.toml", "--sed=3"], "Did you mean --set or --seed?"),
    (["run", "a.toml", "-n", "0"], "0 is not a whole number from 1"),
    (["run", "a.toml", "-n", "many"], "many is not a whole number from 1"),
    (["run", "a.toml", "-n", "1e3"], "1e3 is not a whole number from 1"),
    (["run", "a.toml", "-n", "2000000"], "2000000 is not a whole number from 1 to 1000000"),
    (["run", "a.toml", "--seed", "-1"], "-1 is not a whole number from 0 to 9007199254740991"),
    (["run", "a.toml", "--seed", "99999999999999999999"], "is not a whole number from 0"),
    (["sweep", "a.toml", "--seed", "-1"], "-1 is not a whole number from 0"),
    (["run", "a.toml", "-o", ""], "--output: the name is empty"),
    (["merge", "a.h5", "-o", ""], "--output: the name is empty"),
    (["run", "a.toml", "--threads", "0"], "0 is not a whole number from 1"),
    (["run", "a.toml", "--set"], "--set needs a value"),
    (["search", "a.toml", "--worst", "0.1", "--worst", "0.2"], "--worst can be given once only"),
    (["-q", "run", "a.toml"], "options stand behind its name"),
    (["info"], "FILE is required"),
    (["page", "formt"], "formt not in {format,parameters,man,bash,zsh,fish}"),
    (["params", "no-such-parameter"], "no parameter has no-such-parameter in its name"),
])
def test_words_that_make_no_sense_are_a_usage_error(ayni, words, said):
    result = ayni(*words)
    assert result.returncode == 2
    assert result.stdout == ""
    assert said in result.stderr


def test_a_seed_may_be_zero(ayni):
    assert ayni("run", BOLIVIA, "--seed", "0", "--dry-run").returncode == 0


def test_control_characters_in_a_word_do_not_reach_the_terminal(ayni):
    assert "\033" not in ayni("ru\033[31mn").stderr


@pytest.mark.parametrize("words", [["params"], ["schema"], ["--help"], ["--version"]])
def test_a_full_disk_behind_standard_output_is_noticed(ayni, words):
    with open("/dev/full", "w", encoding="utf-8") as full:
        result = subprocess.run([AYNI, *words], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert result.returncode == 5
    assert "cannot write to standard output: No space left on device" in result.stderr
