"""ayni evidence: the figures of the report beside the model's."""

import json
import subprocess
import tomllib

import pytest

from conftest import AYNI, ROOT

FIGURES = ROOT / "scenarios" / "evidence" / "figures.toml"
GOOD = '[[figure]]\nid = "rate"\nvalue = 0.25\nuse = "calibrate"\nstatistic = "rate_of_return"\n'


@pytest.fixture(scope="module")
def to_2018(tmp_path_factory):
    """A small file that reaches the survey of 2018."""
    path = tmp_path_factory.mktemp("evidence") / "2018.h5"
    subprocess.run([AYNI, "run", ROOT / "scenarios" / "bolivia-2018.toml", "--set", "scale.size=0.3", "-n", "3", "-o", path],
                   check=True, capture_output=True, timeout=300)
    return path


def rows_of(ayni, *words):
    result = ayni("evidence", *words, "--json")
    assert result.returncode == 0, result.stderr
    return {(row["id"], row["part"]): row for section in json.loads(result.stdout)["sections"] if section["name"] != "studies"
            for table in section["tables"] for row in table["rows"]}


def test_every_figure_of_the_project_is_there(ayni, to_2018):
    rows = rows_of(ayni, to_2018)
    with open(FIGURES, "rb") as file:
        figures = tomllib.load(file)["figure"]
    assert {row["id"] for row in rows.values()} == {figure["id"] for figure in figures}
    for row in rows.values():
        assert {"figure", "id", "part", "use", "report", "report_standard_error"} <= set(row)
        judged = {"model", "verdict", "parameter"} <= set(row) or {"model", "model_standard_deviation", "z", "verdict"} <= set(row)
        assert judged != bool(row.get("note"))


def test_what_the_model_does_not_have_is_said_in_both_languages(ayni, to_2018):
    with open(FIGURES, "rb") as file:
        figures = tomllib.load(file)["figure"]
    assert [figure["id"] for figure in figures if ("unavailable" in figure) != ("unavailable_es" in figure)] == []
    english, spanish = (rows_of(ayni, to_2018, "--lang", language) for language in ("en", "es"))
    notes = {key: (row["note"], spanish[key]["note"]) for key, row in english.items() if row.get("note")}
    assert len(notes) > 30 and [key for key, (one, other) in notes.items() if one == other] == []
    assert spanish["project.disbursed", "1"]["note"] == "la corrida comienza en 2007-01"


def test_a_run_to_the_last_survey_has_every_figure_that_the_model_has(ayni, to_2018):
    with open(FIGURES, "rb") as file:
        figures = {figure["id"]: figure for figure in tomllib.load(file)["figure"]}
    for (name, _), row in rows_of(ayni, to_2018).items():
        if "unavailable" not in figures[name] and row.get("note") != "the run begins in 2007-01":
            assert row["model"] is not None, row


def test_what_the_scenario_sets_is_compared_and_shows_when_it_is_not_what_the_report_says(ayni, to_2018, tmp_path):
    rows = rows_of(ayni, to_2018)
    assert rows["discount_rate", ""]["verdict"] == "same"
    assert rows["scale.producer_share_of_investment", "mandated"]["verdict"] == "same"
    assert rows["scale.producer_share_of_investment", "lago"]["verdict"] == "differs"
    assert rows["group.age_at_start", "tropico.2"]["model"] == pytest.approx(0.33)
    ayni("run", ROOT / "scenarios" / "bolivia.toml", "--set", "scale.size=0.05", "--set", "run.horizon_months=12", "--set",
         "evaluation.discount_rate=0.2", "-n", "1", "-o", "other.h5")
    row = rows_of(ayni, "other.h5")["discount_rate", ""]
    assert (row["model"], row["verdict"], row["parameter"]) == (0.2, "differs", "evaluation.discount_rate")


def test_few_input_figures_have_nothing_to_compare_with(ayni, to_2018):
    rows = [row for row in rows_of(ayni, to_2018).values() if row["use"] == "input"]
    assert sum("note" in row for row in rows) < len(rows) / 4
    assert not any(row["note"].startswith("a parameter of the scenario") for row in rows if "note" in row)


def test_each_study_stands_beside_the_truth(ayni, to_2018):
    sections = json.loads(ayni("evidence", to_2018, "--json").stdout)["sections"]
    studies = {row["figure"]: row for section in sections if section["name"] == "studies"
               for table in section["tables"] for row in table["rows"]}
    assert {"income.relative_to_matched_control.net_income", "income.net_income_increase_over_baseline.mean",
            "economics.rate_of_return.mean", "survey_2018.kept_buyer.all"} <= set(studies)
    for row in studies.values():
        assert row["selection"] == pytest.approx(row["model"] - row["truth_found"])
        assert row["survivors"] == pytest.approx(row["truth_found"] - row["truth"])


def test_the_truth_of_the_impact_study_is_the_twins_where_the_file_has_one_with_detail(ayni, to_2018, tmp_path):
    def studies(path):
        sections = json.loads(ayni("evidence", path, "--json").stdout)["sections"]
        return {row["figure"]: row for section in sections if section["name"] == "studies"
                for table in section["tables"] for row in table["rows"]}

    name = "income.relative_to_matched_control.net_income"
    assert studies(to_2018)[name]["truth_by"] == ""
    assert ayni("run", ROOT / "scenarios" / "bolivia.toml", "--set", "scale.size=0.2", "--set", "run.horizon_months=84", "--set",
                "output.detail=true", "--twin", "-n", "2", "-o", "twin.h5").returncode == 0
    row = studies("twin.h5")[name]
    assert row["truth_by"] == "twin"
    assert row["truth"] > 0 and row["truth_found"] > 0


def test_z_is_as_the_help_says(ayni, to_2018):
    row = rows_of(ayni, to_2018)["survival.state_after_7_years", "same_buyer"]
    error = (0.47 * 0.53 / 86) ** 0.5
    assert row["report_standard_error"] == pytest.approx(error)
    assert row["z"] == pytest.approx(
        (row["model"] - 0.47) / (error ** 2 + row["model_standard_deviation"] ** 2 / 3) ** 0.5)


def test_a_file_that_ends_early_says_so_and_gives_the_rest(ayni, results):
    rows = rows_of(ayni, results)  # two years
    assert "the run ends in 2008-12" in rows["survey_2018.kept_buyer", "all"]["note"]
    assert "the run ends in 2008-12" in rows["project.disbursed", "6"]["note"]
    assert rows["scale.alliances_funded", ""]["model"] > 0


def test_a_file_with_other_regions_says_so(ayni, tmp_path):
    scenario = ROOT / "scenarios" / "teaching" / "one-dairy.toml"
    assert ayni("run", scenario, "-n", "1", "-o", "dairy.h5").returncode == 0
    rows = rows_of(ayni, "dairy.h5")
    notes = [row.get("note", "") for row in rows.values()]
    assert any("no region or product" in note for note in notes)


def test_the_table_is_grouped_by_use_and_the_short_one_is_shorter(ayni, to_2018):
    full = ayni("evidence", to_2018).stdout.splitlines()
    short = ayni("evidence", to_2018, "--short").stdout.splitlines()
    assert sum(line.endswith("verdict") for line in full) == 3
    assert len(short) < len(full)
    assert "not available" in full and "not available" not in short
    counts = [[line for line in lines if " good, " in line] for lines in (full, short)]
    assert counts[0] == counts[1] and [line.split(":")[0] for line in counts[0]] == ["input", "calibrate", "validate"]


def test_figures_that_nothing_is_fitted_to_stand_in_a_group_of_their_own(ayni, to_2018):
    sections = {section["name"]: section for section in json.loads(ayni("evidence", to_2018, "--json").stdout)["sections"]}
    ids = {use: {row["id"] for table in section["tables"] for row in table["rows"]} for use, section in sections.items()}
    assert ids["validate"] == {"survey_2018.kept_buyer_by_product", "membership.change", "workshop.attendance_by_funding_year",
                               "survival.milk_groups_active_lago_2018", "tropico.changed_product_line"}
    assert not ids["validate"] & (ids["calibrate"] | ids["input"])
    rows = [row for table in sections["validate"]["tables"] for row in table["rows"]]
    assert all(row.get("model") is not None for row in rows)
    for stratum in ("all", "lago", "salar", "valles", "tropico", "milk", "quinoa"):
        shares = [row["model"] for row in rows if row["id"] == "membership.change" and row["part"].startswith(stratum)]
        assert len(shares) == 3 and sum(shares) == pytest.approx(1.0)


def test_markdown_is_a_table(ayni, to_2018):
    text = ayni("evidence", to_2018, "--markdown").stdout
    assert "| figure | report | s.e. | model | s.d. | z | z, one run | verdict |" in text
    assert "| workshop.attendance.all | 0.59 |" in text


def test_an_arm_can_be_chosen(ayni, results):
    assert rows_of(ayni, results, "--arm", "no project")["scale.alliances_funded", ""]["model"] == 0
    wrong = ayni("evidence", results, "--arm", "no projet")
    assert wrong.returncode == 5
    assert "no project" in wrong.stderr


def test_a_new_figure_is_a_new_entry(ayni, to_2018, tmp_path):
    (tmp_path / "mine.toml").write_text(GOOD + """
[[figure]]
id = "my.survey"
value = 0.5
n = 40
use = "check"
statistic = "survey_vehicle"
sample = "sample_2015"
filter = "milk"
""")
    rows = rows_of(ayni, to_2018, "--figures", "mine.toml")
    assert list(rows) == [("rate", ""), ("my.survey", "")]
    assert 0 <= rows["my.survey", ""]["model"] <= 1


@pytest.mark.parametrize(("text", "place", "said"), [
    ("[[figure\n", "mine.toml:1", "not valid TOML"),
    (GOOD + 'statistik = "x"\n', "mine.toml:6:1", "statistic"),
    (GOOD + "n = 0\n", "mine.toml:6:5", "above 0"),
    (GOOD + GOOD, "mine.toml:7:6", "already"),
    ("", "mine.toml", "no figures"),
])
def test_a_wrong_file_of_figures_is_refused_with_the_place(ayni, to_2018, tmp_path, text, place, said):
    (tmp_path / "mine.toml").write_text(text)
    result = ayni("evidence", to_2018, "--figures", "mine.toml")
    assert (result.returncode, result.stdout) == (3, "")
    assert place in result.stderr and said in result.stderr


@pytest.mark.parametrize("words", [["no-such.h5"], ["."], [FIGURES]])
def test_what_is_not_a_results_file_is_refused(ayni, words):
    result = ayni("evidence", *words)
    assert (result.returncode, result.stdout) == (5, "")
    assert "error: " in result.stderr


def test_a_file_of_a_sweep_is_told_what_it_is(ayni):
    assert ayni("sweep", ROOT / "scenarios/sweeps/samples.toml", "-n", 1, "-q", "-o", "sweep.h5").returncode == 0
    result = ayni("evidence", "sweep.h5")
    assert (result.returncode, result.stdout) == (5, "")
    assert "sweep or search" in result.stderr and "damaged" not in result.stderr


def test_missing_figures_are_refused(ayni, to_2018):
    assert ayni("evidence", to_2018, "--figures", "no-such.toml").returncode == 5
