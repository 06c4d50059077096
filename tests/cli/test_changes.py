"""Scenarios in which rules change during a run, and shocks that are written down, as a user meets them."""

import json
import os
import tomllib

import h5py
import pytest

from conftest import BOLIVIA, SMALL

CHANGE = ["--set", "change.floor.month=12", "--set", "change.floor.set.trade.price_floor_share=0.9"]


@pytest.fixture
def run(ayni):
    def call(name, *words):
        said = ayni("run", BOLIVIA, *SMALL, "-n", "2", "-q", "-o", name, *words)
        assert said.returncode == 0, said.stderr
        return said
    return call


def test_the_file_tells_which_rules_change_and_when(run, tmp_path):
    run("changed.h5", *CHANGE, "--set", "change.late.month=20", "--set", "change.late.set.trade.price_floor_share=0.5",
        "--set", "change.late.set.project.tranches=3")
    with h5py.File(tmp_path / "changed.h5") as file:
        rows = file["changes"]
        assert list(rows["month"]) == [12, 20], "what is set to the value it has is no change"
        assert [text.decode() for text in rows["lever"]] == ["trade.price_floor_share"] * 2
        assert [text.decode() for text in rows["old"]] == ["0.0", "0.9"]
        assert [text.decode() for text in rows["new"]] == ["0.9", "0.5"]
        assert [text.decode() for text in rows["name"]] == ["floor", "late"]
        assert list(rows["arm"]) == [0, 0]
    run("same.h5")
    with h5py.File(tmp_path / "same.h5") as file:
        assert "changes" not in file


def test_a_file_with_changes_and_shocks_is_reproduced_and_shown(ayni, run, tmp_path):
    run("changed.h5", *CHANGE, "--set", "shock.strike.target=road", "--set", "shock.strike.size=-1",
        "--set", "shock.strike.start_month=6", "--set", "shock.strike.months=2")
    assert ayni("reproduce", "changed.h5").returncode == 0
    assert ayni("info", "changed.h5").returncode == 0
    with h5py.File(tmp_path / "changed.h5") as file:
        resolved = tomllib.loads(file["scenario_resolved"][0].decode())
    assert resolved["change"]["floor"]["set"]["trade"] == {"price_floor_share": 0.9}
    assert resolved["shock"]["strike"]["months"] == 2
    assert resolved["schema_version"] == 2


def test_info_lists_the_changes_of_each_arm_and_what_they_set(ayni, run):
    run("changed.h5", *CHANGE)
    said = ayni("info", "changed.h5").stdout
    assert ("  changes   bolivia: change.floor, from 2008-01 (month 12) on\n"
            "              trade.price_floor_share = 0.9, until then 0.0\n") in said
    told = json.loads(ayni("info", "changed.h5", "--json").stdout)
    assert told["changes"] == [{"arm": "bolivia", "name": "floor", "month": 12, "lever": "trade.price_floor_share",
                                "old": "0.0", "new": "0.9"}]
    run("same.h5")
    assert "\n  changes " not in ayni("info", "same.h5").stdout
    assert json.loads(ayni("info", "same.h5", "--json").stdout)["changes"] == []


def test_what_changes_can_be_an_arm_and_a_factor(ayni, tmp_path):
    said = ayni("compare", BOLIVIA, *SMALL, "-n", "2", "--arm",
                "floor:change.floor.month=12,change.floor.set.trade.price_floor_share=0.9")
    assert said.returncode == 0, said.stderr
    assert "change.floor.set.trade.price_floor_share" in said.stdout
    (tmp_path / "when.toml").write_text(f"""
scenario = "{os.path.relpath(BOLIVIA, tmp_path)}"
design = "grid"
replicates = 1
settings = ["scale.size=0.02", "run.horizon_months=24", "change.floor.set.trade.price_floor_share=0.9"]
outcomes = ["funded[time=last]"]
[factor.when]
parameter = "change.floor.month"
values = [0, 12]
[factor.floor]
parameter = "change.floor.set.trade.price_floor_share"
values = [0.5, 0.9]
""")
    said = ayni("sweep", "when.toml", "-o", "when.h5")
    assert said.returncode == 0, said.stderr
    with h5py.File(tmp_path / "when.h5") as file:
        assert sorted(file["when"]) == [0, 0, 12, 12]
        assert file["floor"].attrs["parameter"] in (b"change.floor.set.trade.price_floor_share",
                                                    "change.floor.set.trade.price_floor_share")


def test_everything_wrong_with_changes_and_shocks_is_told_in_one_pass(ayni, tmp_path):
    (tmp_path / "bad.toml").write_text(f"""schema_version = 1
extends = "{os.path.relpath(BOLIVIA, tmp_path)}"
[product.quinoa.price.shock.boom]
size = 1
[shock.a]
target = "price"
product = "quinua"
[shock.b]
target = "roads"
months = 0
[shock.c]
target = "buyer"
start_month = 200
[change.d]
month = 200
set = {{ "trade.levy_share" = 0.1 }}
[change.e]
set = {{ "scale.size" = 2, "trade.levi_share" = 0.1 }}
""")
    said = ayni("check", "bad.toml")
    assert said.returncode == 3
    for part in ('bad.toml:3:29: product.quinoa.price.shock.boom is now [shock.boom] with target = "price"',
                 "there is no product 'quinua', so nothing would be hit. Did you mean quinoa?",
                 'bad.toml:9:10: shock.b.target = "roads" is not a choice', "Did you mean road?",
                 "shock.b.months = 0 is too small", "shock.c.start_month: the run has 120 months",
                 "change.d.month: the run has 120 months", "change.e.set.scale.size: scale.size is about the start",
                 "trade.levi_share is not a parameter, so it would change nothing", "trade.levy_share"):
        assert part in said.stderr, part
