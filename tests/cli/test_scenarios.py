"""Every scenario of the folder as a user meets it: it is valid, says what it asks, changes what it names, and runs."""

import functools
import os
import re
import subprocess
import tomllib

import pytest

from conftest import AYNI, ROOT

FOLDER = ROOT / "scenarios"
PARTS = [FOLDER / "teaching" / "base.toml"]  # extended by others, not scenarios by themselves
OTHERS = [FOLDER / "levers.toml"]  # about scenarios
SCENARIOS = [file for file in sorted([*FOLDER.glob("*.toml"), *FOLDER.glob("teaching/*.toml")])
             if file not in PARTS + OTHERS]
TEACHING = [file for file in SCENARIOS if file.parent.name == "teaching"]


def each(files):
    return pytest.mark.parametrize("file", files, ids=lambda file: file.stem)


def written(file):
    with open(file, "rb") as stream:
        return tomllib.load(stream)


def base_of(file):
    base = written(file).get("extends")
    return (file.parent / base).resolve() if base else None


def leaves(table, path=""):
    """Every value below a TOML table by its path."""
    found = {}
    for key, value in table.items():
        found |= leaves(value, f"{path}{key}.") if isinstance(value, dict) else {f"{path}{key}": value}
    return found


@functools.cache
def resolved(file):
    said = subprocess.run([AYNI, "check", file, "--resolved"], capture_output=True, text=True, timeout=60)
    assert said.returncode == 0, said.stderr
    return leaves(tomllib.loads(said.stdout))


ASKED = {"name", "question", "question_es"}


def named(file):
    return leaves(written(file)).keys() - (ASKED | {"extends", "schema_version"})


def is_event(path):
    """Of what a scenario may add to those of another: shocks, and changes of rules."""
    return path.startswith(("shock.", "change."))


CHANGED = [file for file in SCENARIOS if base_of(file) in SCENARIOS]


@each(SCENARIOS)
def test_it_is_valid_and_asks_its_question(file):
    values = resolved(file)
    assert values["name"] == file.stem
    assert values["question"].endswith("?")
    assert values["question"] == written(file)["question"], "a question of its own, not the one of what it extends"
    assert file.read_text().startswith("# The question: ")
    assert re.fullmatch("(.*, )?¿.*\\?", values["question_es"]), "the same in Spanish"
    assert values["question_es"] == written(file)["question_es"]


@each(CHANGED)
def test_it_differs_from_what_it_extends_in_what_it_names_and_in_nothing_else(file):
    ours, theirs = resolved(file), resolved(base_of(file))
    added = {path for path in ours if path not in theirs}
    assert theirs.keys() <= ours.keys() and all(is_event(path) for path in added), \
        "a policy changes rules, not the list of regions and products"
    changed = {path for path, value in theirs.items() if value != ours[path]} - ASKED
    assert changed or added
    assert changed | {path for path in named(file) if is_event(path)} == named(file)
    assert {path for path in named(file) if is_event(path)} <= added


@each(SCENARIOS)
def test_it_runs_with_its_books_in_balance(ayni, file):
    smaller = [] if file in TEACHING else ["--set", "scale.size=0.05"]
    said = ayni("run", file, *smaller, "-n", "2", "-o", "out.h5")
    assert said.returncode == 0, said.stderr


@each(TEACHING)
def test_a_teaching_case_has_three_questions_whose_commands_work(ayni, file):
    head = file.read_text().split("\n\n")[0].split("extends")[0]
    assert re.findall(r"^# (\d)\. ", head, re.MULTILINE) == ["1", "2", "3"]
    commands = re.findall(r"--set (\S+?)[.,:;?]?(?=\s)", head)
    assert commands
    for command in commands:
        said = ayni("check", file, "--set", command)
        assert said.returncode == 0, said.stderr


@each(TEACHING)
def test_the_class_is_asked_the_same_in_spanish(file):
    english, _, spanish = file.read_text().partition("# Para la clase:")
    spanish = spanish.partition("\n\n")[0]
    for pattern in (r"^# (\d)\. ", r"--set (\S+?)[.,:;?]?(?=\s)"):
        assert re.findall(pattern, spanish, re.MULTILINE) == re.findall(pattern, english, re.MULTILINE) != []


def test_a_question_of_its_own_has_not_the_spanish_of_the_one_below(ayni, tmp_path):
    base = os.path.relpath(FOLDER / "bolivia.toml", tmp_path)
    (tmp_path / "other.toml").write_text(f'extends = "{base}"\nquestion = "Why?"\n')
    (tmp_path / "same.toml").write_text(f'extends = "{base}"\nname = "same"\n')
    spanish = [tomllib.loads(ayni("check", name, "--resolved").stdout)["question_es"] for name in ("other.toml", "same.toml")]
    assert spanish == ["", written(FOLDER / "bolivia.toml")["question_es"]]


@each(PARTS)
def test_a_part_lacks_nothing_but_regions(ayni, file):
    said = ayni("check", file)
    assert said.returncode == 3
    assert said.stderr.count("error:") <= 1 and "there is no region" in said.stderr


def test_the_readme_lists_every_scenario():
    listed = set(re.findall(r"^\| \[`?([\w/.-]+\.toml)`?\]", (FOLDER / "README.md").read_text(), re.MULTILINE))
    assert listed == {str(file.relative_to(FOLDER)) for file in [*SCENARIOS, *PARTS]}


def test_names_are_unique():
    names = [resolved(file)["name"] for file in SCENARIOS]
    assert len(names) == len(set(names))


def test_every_figure_of_the_evidence_has_a_value_a_use_and_a_place_in_the_report():
    evidence = written(FOLDER / "evidence" / "figures.toml")
    explained = set(re.findall(r"^# (\w+) {2,}", (FOLDER / "evidence" / "figures.toml").read_text(), re.MULTILINE))
    assert "P083051" in evidence["source"]
    ids = [figure["id"] for figure in evidence["figure"]]
    assert len(ids) == len(set(ids))
    for figure in evidence["figure"]:
        assert figure.keys() <= explained | {"id", "where"}
        assert figure["use"] in ("input", "calibrate", "validate")
        assert re.search(r"table|chapter|appendix", figure["where"])
        assert "value" in figure


def test_the_price_evidence_names_its_sources():
    evidence = written(FOLDER / "evidence" / "prices.toml")
    parts = [part for product in evidence.values() for part in product.values() if isinstance(part, dict)]
    series = [part for part in parts if "value" in part]
    assert len(series) >= 12
    assert all(part["source"] for part in series)
