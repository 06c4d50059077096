"""The lessons of the explorer: what they let a class move is there to be moved, and what they expect is what comes out.

Signs are judged by paired runs that share every shock, at one false alarm in ten thousand a sign (Student's t, two-sided): of all
signs together, chance alone would pass one where there is none in less than one of a hundred programs.
"""

import functools
import json
import re
import subprocess
import tomllib

import pytest
from scipy import stats

from conftest import AYNI, ROOT

FOLDER = ROOT / "analysis" / "explorer" / "lessons"
LESSONS = sorted(FOLDER.glob("*.toml"))
RUNS = 60
FALSE_ALARM = 1e-4
FORMS = [{"percent"}, {"unit"}, {"flag"}, set()]


def each_lesson():
    return pytest.mark.parametrize("file", LESSONS, ids=lambda file: file.stem)


def written(file):
    return tomllib.loads(file.read_text())


@functools.cache
def declared():
    said = subprocess.run([AYNI, "params", "--json"], capture_output=True, text=True, check=True)
    return {each["path"]: each for each in json.loads(said.stdout)}


def declaration(key):
    for path, one in declared().items():
        if re.fullmatch(re.escape(path).replace("<name>", "[a-z_0-9]+"), key):
            return one
    raise AssertionError(f"{key} is not a parameter")


def texts(node, path=""):
    """Every pair of texts of a lesson by its path."""
    if isinstance(node, dict):
        if "en" in node or "es" in node:
            yield path, node
        for key, inner in node.items():
            yield from texts(inner, f"{path}.{key}")
    if isinstance(node, list):
        for place, inner in enumerate(node):
            yield from texts(inner, f"{path}[{place}]")


@functools.cache
def comparison(file):
    """Words of the command that tries all settings of a lesson, names of its arms by setting, and its outcomes."""
    lesson = written(file)
    goal = lesson["goal"]
    settings = {tuple(answer["setting"]): None for answer in lesson["answer"]} | {tuple(goal["reached_by"]): None}
    outcomes = list(dict.fromkeys([answer["outcome"] for answer in lesson["answer"]]
                                  + [condition["outcome"] for condition in goal["condition"]]))
    words = [AYNI, "compare", ROOT / lesson["scenario"], "-n", RUNS, "--confidence", 1 - FALSE_ALARM, "--json", "-q"]
    names = {setting: f"arm-{place}" for place, setting in enumerate(settings)}
    for setting, name in names.items():
        words += ["--arm", f"{name}:{','.join(setting)}"]
    for setting in lesson.get("settings", []):
        words += ["--set", setting]
    for outcome in outcomes:
        words += ["--outcome", outcome]
    return words, names, outcomes


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    @functools.cache
    def call(file):
        """Rows of the comparison by setting and outcome; the case as it starts is the setting ()."""
        words, names, outcomes = comparison(file)
        output = tmp_path_factory.mktemp(file.stem) / "lesson.h5"
        said = subprocess.run([*map(str, words), "-o", str(output)], capture_output=True, text=True, timeout=300)
        assert said.returncode == 0, said.stderr
        section = next(one for one in json.loads(said.stdout)["sections"] if one["name"] == "outcomes")
        found = {}
        for outcome, table in zip(outcomes, section["tables"], strict=True):
            by_arm = {row["arm"]: row for row in table["rows"]}
            base = next(row for row in table["rows"] if row["base_mean"] is None)
            found |= {((), outcome): base} | {(setting, outcome): by_arm[name] for setting, name in names.items()}
        return found
    return call


def met(condition, row):
    value = (row["relative_difference"] or 0.0) if condition.get("relative") else row["mean"]
    return condition.get("at_least", value) <= value <= condition.get("at_most", value)


def test_there_are_five_to_seven_lessons_in_an_order():
    assert 5 <= len(LESSONS) <= 7
    assert sorted(written(file)["order"] for file in LESSONS) == list(range(1, len(LESSONS) + 1))
    cases = {path for path in (ROOT / "scenarios" / "teaching").glob("*.toml") if path.stem != "base"}
    assert cases <= {ROOT / written(file)["scenario"] for file in LESSONS}, "each teaching case has its lesson"


@each_lesson()
def test_a_lesson_is_named_after_its_file_and_asks_the_question_of_its_case(file):
    lesson = written(file)
    assert lesson["name"] == file.stem
    scenario = tomllib.loads((ROOT / lesson["scenario"]).read_text())
    if lesson["scenario"].startswith("scenarios/teaching/"):
        assert lesson["question"] == {"en": scenario["question"], "es": scenario["question_es"]}


@each_lesson()
def test_every_text_is_there_in_both_languages(file):
    lesson = written(file)
    found = dict(texts(lesson))
    assert {".title", ".idea", ".question", ".story", ".guess", ".goal"} <= found.keys()
    for path, pair in found.items():
        for language in ("en", "es"):
            assert pair.get(language, "").strip(), f"{path} lacks {language}"
    assert re.fullmatch(r"(.*, )?¿.*\?", lesson["question"]["es"])


@each_lesson()
def test_it_has_three_to_six_levers_that_exist_within_their_range_and_move_the_case_from_where_it_stands(file):
    lesson = written(file)
    levers = lesson["lever"]
    assert 3 <= len(levers) <= 6
    said = subprocess.run([AYNI, "check", ROOT / lesson["scenario"], "--resolved",
                           *(word for setting in lesson.get("settings", []) for word in ("--set", setting))],
                          capture_output=True, text=True, check=True)
    resolved = tomllib.loads(said.stdout)
    for lever in levers:
        one = declaration(lever["key"])
        assert {"label", "why"} <= lever.keys()
        assert (lever.keys() & {"percent", "unit", "flag"}) in FORMS
        value = functools.reduce(lambda table, part: table[part], lever["key"].split("."), resolved)
        if "flag" in lever:
            assert one["type"] == "true or false" and isinstance(value, bool)
            continue
        assert one["type"] in ("number", "whole number")
        assert one.get("minimum", lever["low"]) <= lever["low"] < lever["high"] <= one.get("maximum", lever["high"])
        steps = (lever["high"] - lever["low"]) / lever["step"]
        assert abs(steps - round(steps)) < 1e-9, "the slider ends at its high end"
        assert lever["low"] <= value <= lever["high"], "the slider has a place for the value that the case starts with"
        assert one["type"] == "number" or all(float(lever[end]).is_integer() for end in ("low", "high", "step"))


@each_lesson()
def test_answers_and_the_way_to_the_goal_are_settings_that_the_levers_can_take(file):
    lesson = written(file)
    levers = {lever["key"]: lever for lever in lesson["lever"]}
    for setting in [lesson["goal"]["reached_by"], *(answer["setting"] for answer in lesson["answer"])]:
        for word in setting:
            key, value = word.split("=")
            lever = levers[key]
            if "flag" in lever:
                assert value in ("true", "false")
                continue
            steps = (float(value) - lever["low"]) / lever["step"]
            assert lever["low"] <= float(value) <= lever["high"] and abs(steps - round(steps)) < 1e-6, word


@each_lesson()
def test_what_is_expected_comes_out(file, compared):
    found = compared(file)
    wrong = []
    for answer in written(file)["answer"]:
        row = found[tuple(answer["setting"]), answer["outcome"]]
        low, high = row["difference_low"], row["difference_high"]
        holds = {"more": low > 0, "less": high < 0}.get(answer["sign"], -answer.get("within", 0) < low <= high < answer.get("within", 0))
        if not holds:
            wrong.append(f"{answer['setting']} {answer['outcome']}: {answer['sign']} expected, {row['difference']:+.3g} "
                         f"({low:+.3g} to {high:+.3g})")
    assert not wrong, "\n".join(wrong)


@each_lesson()
def test_the_goal_is_not_reached_at_the_start_and_is_on_the_way_that_the_sheet_tells(file, compared):
    found, goal = compared(file), written(file)["goal"]
    assert not all(met(condition, found[(), condition["outcome"]]) for condition in goal["condition"])
    for condition in goal["condition"]:
        row = found[tuple(goal["reached_by"]), condition["outcome"]]
        assert met(condition, row), (condition, row["mean"], row["relative_difference"])


def test_a_sign_is_judged_as_this_page_says():
    assert stats.t.ppf(1 - FALSE_ALARM / 2, RUNS - 1) == pytest.approx(4.18, abs=0.05)
    assert sum(len(written(file)["answer"]) for file in LESSONS) * FALSE_ALARM < 0.01
