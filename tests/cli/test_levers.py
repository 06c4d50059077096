"""tools/generate-levers, and the table in scenarios that it made."""

import csv
import json
import os
import subprocess
import tomllib

import pytest

from conftest import AYNI, ROOT

TOOL = ROOT / "tools" / "generate-levers"
SCENARIOS = ROOT / "scenarios"
COLUMNS = ["lever", "scenario", "low", "high", "outcome", "low_mean", "effect", "standard_error", "expected_sign", "verdict"]
OUTCOMES = ["kaplan_meier_from_signing[duration=84]", "kaplan_meier[duration=84]", "potential_income[season=last]",
            "potential_poor[season=last]", "funded[time=last,region=sum]", "public_money", "buyer_profit"]
# The smallest effects that matter, at size one; all but survival are sums over the country.
SMALLEST = [0.001, 0.001, 1e6, 100, 1, 5e5, 2e5]
SIZES = {"committed": 1.0, "quick": 0.04}


def declared():
    said = subprocess.run([AYNI, "params", "--levers", "--json"], capture_output=True, text=True, check=True)
    return {each["path"]: each for each in json.loads(said.stdout)}


def expectations():
    return tomllib.loads((SCENARIOS / "levers.toml").read_text())


def table(folder):
    with open(folder / "levers.csv", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = list(reader)
    assert reader.fieldnames == COLUMNS
    return rows


def by_lever(rows):
    levers = {}
    for row in rows:
        levers.setdefault(row["lever"], []).append(row)
    return levers


@pytest.fixture(scope="module")
def quick(tmp_path_factory):
    folder = tmp_path_factory.mktemp("levers")
    subprocess.run([TOOL, "--quick", "--folder", folder], check=True, env={**os.environ, "AYNI": str(AYNI)}, timeout=600)
    return folder


def test_every_lever_stands_in_levers_toml_and_the_other_way_round():
    assert expectations()["lever"].keys() == declared().keys()


def test_every_lever_and_policy_has_signs_or_none_and_a_reason():
    written = expectations()
    for name, entry in [*written["lever"].items(), *written["policy"].items()]:
        assert len(entry["why"]) > 20, name
        assert set(entry["expected"].values()) <= {"+", "-"}, name
        assert {f"{each}[" for each in entry["expected"]} <= {f"{each.split('[')[0]}[" for each in OUTCOMES}, name
        assert (SCENARIOS / f"{entry.get('scenario', written['scenario'])}.toml").exists(), name


def each_table():
    return pytest.mark.parametrize("made", ["committed", "quick"])


def folder_of(made, request):
    return SCENARIOS if made == "committed" else request.getfixturevalue("quick")


@each_table()
def test_there_is_a_row_for_each_lever_and_outcome_with_the_ends_and_signs_declared(made, request):
    written, known = expectations(), declared()
    levers = by_lever(table(folder_of(made, request)))
    declared_since = {name for name, entry in [*written["lever"].items(),
                                               *((f"policy {name}", entry) for name, entry in written["policy"].items())]
                      if entry.get("pending")} if made == "committed" else set()
    assert set(levers) == {*known, *(f"policy {name}" for name in written["policy"])} - declared_since
    for name, rows in levers.items():
        entry = written["policy" if name.startswith("policy ") else "lever"][name.removeprefix("policy ")]
        assert [row["outcome"] for row in rows] == OUTCOMES
        for row in rows:
            assert row["expected_sign"] == entry["expected"].get(row["outcome"].split("[")[0], "")
            assert row["scenario"] == entry.get("scenario", written["scenario"])
            if "try_low" in known.get(name, {}):
                assert (float(row["low"]), float(row["high"])) == (known[name]["try_low"], known[name]["try_high"])


@each_table()
def test_the_verdict_follows_from_the_numbers_and_the_sign_expected(made, request):
    smallest = [each if k < 2 else each * SIZES[made] for k, each in enumerate(SMALLEST)]
    for name, rows in by_lever(table(folder_of(made, request))).items():
        effects = [(float(row["effect"] or "nan"), float(row["standard_error"] or "nan")) for row in rows]
        seen = [abs(effect) > 3 * error and abs(effect) >= least
                for (effect, error), least in zip(effects, smallest, strict=True)]
        for row, (effect, _), is_seen in zip(rows, effects, seen, strict=True):
            if not any(seen) or (row["expected_sign"] and not is_seen):
                right = "idle"
            elif not row["expected_sign"]:
                right = "none_expected"
            else:
                right = "as_expected" if (effect > 0) == (row["expected_sign"] == "+") else "wrong_sign"
            assert row["verdict"] == right, (name, row["outcome"])


def test_no_wrong_sign_and_no_idle_lever_of_the_table_goes_unexplained_and_nothing_else_is():
    written = expectations()
    for name, rows in by_lever(table(SCENARIOS)).items():
        entry = written["policy" if name.startswith("policy ") else "lever"][name.removeprefix("policy ")]
        wrong = {row["outcome"].split("[")[0] for row in rows if row["verdict"] == "wrong_sign"}
        idle = {"idle"} if all(row["verdict"] == "idle" for row in rows) else set()
        assert set(entry.get("explained", {})) == wrong | idle, name
        assert all(len(text) > 40 for text in entry.get("explained", {}).values()), name


@each_table()
def test_the_page_shows_each_lever_and_marks_wrong_and_idle_ones(made, request):
    folder = folder_of(made, request)
    text = (folder / "LEVERS.md").read_text()
    rows = table(folder)
    for name in by_lever(rows):
        assert text.count(f"`{name.removeprefix('policy ')}`") >= 2, name
    assert text.count("**WRONG ") == sum(row["verdict"] == "wrong_sign" for row in rows)
    idle = [name for name, group in by_lever(rows).items() if all(row["verdict"] == "idle" for row in group)]
    assert text.count("**IDLE** ") == len(idle)


def test_new_words_need_no_new_runs(quick):
    before = (quick / "LEVERS.md").read_text()
    (quick / "LEVERS.md").unlink()
    subprocess.run([TOOL, "--quick", "--words", "--folder", quick], check=True, env={**os.environ, "AYNI": str(AYNI)})
    assert (quick / "LEVERS.md").read_text() == before


def test_the_effect_of_a_lever_is_that_of_two_runs_of_the_program(quick, ayni, tmp_path):
    row = next(row for row in table(quick) if row["lever"] == "project.grant_factor" and row["outcome"] == OUTCOMES[5])
    for name, value in (("low", row["low"]), ("high", row["high"])):
        (tmp_path / f"{name}.toml").write_text(
            f'extends = "{os.path.relpath(SCENARIOS / "bolivia.toml", tmp_path)}"\nname = "{name}"\n'
            f"[project]\ngrant_factor = {value}\n")
    said = ayni("compare", "low.toml", "high.toml", "--set", "scale.size=0.04", "-n", "4", "--outcome", OUTCOMES[5],
                "--json")
    tables = next(one["tables"] for one in json.loads(said.stdout)["sections"] if one["name"] == "outcomes")
    found = next(one for one in tables[0]["rows"] if one["arm"] == "high")
    assert float(row["effect"]) == pytest.approx(found["difference"], rel=1e-5)
    assert float(row["standard_error"]) == pytest.approx(found["difference_standard_error"], rel=1e-5)


def test_a_quick_table_does_not_overwrite_the_full_one():
    said = subprocess.run([TOOL, "--quick"], capture_output=True, text=True)
    assert said.returncode == 2 and "give --folder" in said.stderr
