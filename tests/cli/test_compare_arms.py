"""ayni compare: arms without a file, and differences between any two."""

import json
import os

import h5py
import pytest

from conftest import BOLIVIA, ROOT, SMALL
from test_compare import tables

KEPT = "member_moderate_poverty[season=last]"
ARMS = ["--arm", "floor:trade.price_floor_share=0.9", "--arm", "paid:project.counterpart_share=0.5,trade.price_floor_share=0.4"]


def test_an_arm_of_the_command_line_has_the_bytes_of_the_same_arm_as_a_file(ayni, tmp_path):
    (tmp_path / "base.toml").write_text(BOLIVIA.read_text())
    (tmp_path / "paid.toml").write_text(
        'extends = "base.toml"\n[project]\ncounterpart_share = 0.5\n[trade]\nprice_floor_share = 0.4\n')
    assert ayni("compare", "base.toml", "paid.toml", *SMALL, "-n", 3, "-q", "-o", "file.h5").returncode == 0
    assert ayni("compare", "base.toml", *ARMS[2:], *SMALL, "-n", 3, "-q", "-o", "arm.h5").returncode == 0
    with h5py.File(tmp_path / "file.h5") as expected, h5py.File(tmp_path / "arm.h5") as found:
        assert expected.attrs["experiment_sha256"] == found.attrs["experiment_sha256"]
        names = []
        expected.visititems(lambda name, item: names.append(name) if isinstance(item, h5py.Dataset) else None)
        assert len(names) > 100
        for name in names:
            if name == "scenario_source":  # says where each value was written
                continue
            assert found[name][()].tobytes() == expected[name][()].tobytes() or (
                found[name].dtype == object and (found[name][()] == expected[name][()]).all()), name


def test_an_arms_settings_win_over_those_of_all_and_only_it_has_them(ayni):
    result = ayni("compare", BOLIVIA, "--set", "trade.price_floor_share=0.7", "--set", "project.counterpart_share=0.2", *ARMS,
                  *SMALL, "-n", 2, "--json", "-q")
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert report["arms"] == ["bolivia", "floor", "paid"]
    assert {tuple(each.values()) for each in tables(report, "changes")[0]["rows"]} == {
        ("trade.price_floor_share", "floor", "0.7", "0.9"), ("trade.price_floor_share", "paid", "0.7", "0.4"),
        ("project.counterpart_share", "paid", "0.2", "0.5")}


def test_arms_and_files_stand_side_by_side(ayni):
    result = ayni("compare", BOLIVIA, ROOT / "scenarios" / "indexed-contract.toml", *ARMS, *SMALL, "-n", 2, "--json", "-q")
    assert json.loads(result.stdout)["arms"] == ["bolivia", "indexed-contract", "floor", "paid"]


def test_a_value_may_hold_commas(ayni):
    result = ayni("compare", BOLIVIA, "--arm", 'named:name="a, b",trade.price_floor_share=0.9', *SMALL, "-n", 2, "-q")
    assert result.returncode == 0, result.stderr


def test_a_file_of_arms_is_reproduced_shown_and_judged_by_arm(ayni, tmp_path):
    assert ayni("compare", BOLIVIA, *ARMS, *SMALL, "-n", 2, "-q", "-o", "x.h5").returncode == 0
    assert ayni("reproduce", "x.h5").returncode == 0
    assert "bolivia, floor, paid" in ayni("info", "x.h5").stdout
    assert "price_floor_share = 0.4" in ayni("info", "x.h5", "--scenario", "--arm", "paid").stdout
    assert ayni("evidence", "x.h5", "--arm", "paid").returncode == 0
    assert ayni("evidence", "x.h5", "--arm", "pad").returncode != 0
    with h5py.File(tmp_path / "x.h5") as file:
        assert "# --arm paid: project.counterpart_share=0.5" in file["scenario_source"][()].decode()


def test_what_is_wrong_with_any_arm_is_told_in_one_pass(ayni, tmp_path):
    result = ayni("compare", BOLIVIA, "--arm", "one:trade.price_flor_share=0.9", "--arm", "two:trade.price_floor_share=7,run.seed=4",
                  "--arm", "three", "--arm", "one:scale.size=2", "--arm", "bolivia:scale.size=1", "--arm",
                  "late:run.horizon_months=60", "--set", "trade.nothing=1")
    assert result.returncode == 3
    for said in ("--arm one: trade.price_flor_share=0.9: ", "Did you mean price_floor_share?",
                 "--arm two: trade.price_floor_share=7: ", "is too large; valid: 0 to 2", "run.seed cannot be set by one arm",
                 "--arm three: sets nothing", "--arm one: there is an arm of this name already", "trade.nothing is not a parameter"):
        assert result.stderr.count(said) == 1, (said, result.stderr)
    without = ayni("compare", BOLIVIA, "--arm", "bolivia:scale.size=1", "--arm", "late:run.horizon_months=60")
    assert "--arm bolivia: there is an arm of this name already" in without.stderr
    assert "--arm late: cannot be compared with" in without.stderr
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("words", [[], ["--arm"]])
def test_without_another_arm_there_is_nothing_to_compare(ayni, words):
    assert ayni("compare", BOLIVIA, *words).returncode == 2
