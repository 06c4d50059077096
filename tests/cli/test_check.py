"""ayni check, params and schema."""

import json
import os

from conftest import BOLIVIA


def test_a_valid_scenario_is_called_valid(ayni):
    result = ayni("check", BOLIVIA)
    assert result.returncode == 0
    assert result.stdout == ""
    assert "is valid" in result.stderr and "Next: ayni run" in result.stderr


def test_every_error_is_reported_at_once(ayni, tmp_path):
    (tmp_path / "bad.toml").write_text('schema_version = 1\nrun.horizon_months = -3\nrun.horizont = 5\nscale.size = "big"\n')
    result = ayni("check", "bad.toml")
    assert result.returncode == 3
    assert result.stdout == ""
    for place in ("bad.toml:2:", "bad.toml:3:", "bad.toml:4:", "there is no region"):
        assert place in result.stderr
    verdict = json.loads(ayni("check", "bad.toml", "--json").stdout)
    assert verdict["valid"] is False
    assert len(verdict["problems"]) == 4
    typo = next(problem for problem in verdict["problems"] if "run.horizont" in problem["message"])
    assert (typo["file"], typo["line"], typo["column"], typo["near"]) == ("bad.toml", 3, 5, [])
    near = json.loads(ayni("check", BOLIVIA, "--set", "trade.indexatoin=1", "--json").stdout)["problems"][0]["near"]
    assert near == ["indexation"]


def test_errors_of_every_source_are_reported_together(ayni, tmp_path):
    (tmp_path / "mine.toml").write_text(f'extends = "{os.path.relpath(BOLIVIA, tmp_path)}"\n'
                                        "[run]\nruns = 0\n[region.lago]\nshare_of_groups = 0.9\n")
    result = ayni("check", "mine.toml", "--set", "scale.size", "--set", "region.salar.group_old_share=0.99")
    assert result.returncode == 3
    for said in ("mine.toml:3:8: run.runs = 0", "mine.toml:5:1: region.lago.share_of_groups: the regions'",
                 "--set scale.size: write it as key=value",
                 "--set region.salar.group_old_share=0.99: region.salar.group_old_share: group_young_share and"):
        assert said in result.stderr


def test_a_broken_base_does_not_hide_other_errors(ayni, tmp_path):
    (tmp_path / "mine.toml").write_text('extends = "no-such.toml"\n[run]\nruns = 0\n')
    result = ayni("check", "mine.toml", "--set", "project.tranches=99")
    assert result.returncode == 3
    for said in ("no such file", "run.runs = 0", "project.tranches = 99"):
        assert said in result.stderr


def test_the_resolved_scenario_is_valid_and_resolves_to_itself(ayni, tmp_path):
    resolved = ayni("check", BOLIVIA, "--resolved", "--set", "run.horizon_months=36")
    assert resolved.returncode == 0
    assert "horizon_months = 36" in resolved.stdout and "--set" in resolved.stdout
    (tmp_path / "again.toml").write_text(resolved.stdout)
    again = ayni("check", "again.toml", "--resolved")
    assert again.returncode == 0

    def values(text):
        return [line.split("#")[0].rstrip() for line in text.splitlines()]
    assert values(again.stdout) == values(resolved.stdout)


def test_quiet_leaves_the_exit_code_to_speak(ayni):
    result = ayni("check", BOLIVIA, "-q")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_parameters_are_listed_for_people_and_for_programs(ayni):
    assert "horizon_months" in ayni("params").stdout
    parameters = json.loads(ayni("params", "--json").stdout)
    assert any(each["path"] == "run.horizon_months" for each in parameters)
    assert all(each["meaning"] and each["source"] for each in parameters)


def test_parameters_are_found_by_words_in_name_meaning_or_unit(ayni):
    def paths(*words):
        return [each["path"] for each in json.loads(ayni("params", *words, "--json").stdout)]
    assert paths("horizon_months") == ["run.horizon_months"]
    assert paths("disbursement", "Counterpart") == ["project.disbursement_lag_months"]
    assert "project.budget_usd" in paths("usd") and "project.buyer_support_usd" in paths("USD")


def test_levers_are_listed_with_what_is_worth_trying(ayni):
    levers = json.loads(ayni("params", "--levers", "--json").stdout)
    assert len(levers) >= 39 and all(each["lever"] for each in levers)
    lag = next(each for each in levers if each["path"] == "project.disbursement_lag_months")
    assert (lag["try_low"], lag["try_high"], lag["unit"]) == (0, 18, "months")
    assert "lever, worth trying: 0.1 to 0.5" in ayni("params", "--levers", "counterpart_share").stdout
    said = ayni("params", "--levers", "erosion")
    assert said.returncode == 2 and "no lever has erosion in its name" in said.stderr


def test_both_ends_of_every_lever_make_a_valid_scenario(ayni):
    for each in json.loads(ayni("params", "--levers", "--json").stdout):
        ends = each.get("try_lists") or each.get("choices") or (
            [each["try_low"], each["try_high"]] if "try_low" in each else ["true", "false"])
        for end in ends:
            said = ayni("check", BOLIVIA, "--set", f"{each['path']}={end}")
            assert said.returncode == 0, said.stderr


def test_the_schema_is_json_schema(ayni):
    schema = json.loads(ayni("schema").stdout)
    assert schema["$schema"] == "http://json-schema.org/draft-04/schema#"
    assert "horizon_months" in schema["properties"]["run"]["properties"]
