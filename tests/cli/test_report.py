"""Reports as people and programs read them: one tree of tables behind run, compare, search, sweep and evidence."""

import json
import re

import pytest

from conftest import BOLIVIA, ROOT, SMALL

FLOOR = ROOT / "scenarios" / "price-floor.toml"
COMPARE = ["compare", BOLIVIA, FLOOR, *SMALL, "--set", "run.horizon_months=48", "-n", 3, "-o", "x.h5", "--force", "--outcome", "member_moderate_poverty[season=last]"]
SEARCH = ["search", ROOT / "scenarios" / "classroom.toml", "--lever", "project.counterpart_share=0:0.6", "--minimise",
          "cost_per_lasting_alliance", "--outcome", "kaplan_meier[duration=84]", "--outcome",
          "member_moderate_poverty[season=last]", "-n", 2, "-o", "y.h5", "--force"]
RUN = ["run", BOLIVIA, *SMALL, "-n", 2, "--twin", "-o", "z.h5", "--force"]
EVIDENCE = ["evidence", "z.h5"]


def test_a_share_is_shown_in_percent_and_its_difference_in_points(ayni):
    told = json.loads(ayni(*COMPARE, "--json", "-q").stdout)
    row = told["sections"][2]["tables"][0]["rows"][1]
    lines = ayni(*COMPARE).stdout.splitlines()
    at = next(k for k, line in enumerate(lines) if line.startswith("member_moderate_poverty"))
    at = next(k for k in range(at, len(lines)) if lines[k].startswith("  arm"))
    titles, units, cells = (lines[k].split() for k in (at, at + 1, at + 3))
    assert titles[:3] == ["arm", "mean", "difference"] and units[:2] == ["%", "points"]
    assert float(cells[1]) == pytest.approx(100 * row["mean"], rel=1e-3)
    assert float(cells[2]) == pytest.approx(100 * row["difference"], rel=1e-3)
    assert cells[2][0] in "+-0"


def test_no_line_is_wider_than_a_page_and_a_table_that_would_be_goes_on_beneath(ayni):
    for words in (COMPARE, SEARCH, RUN):
        lines = ayni(*words).stdout.splitlines()
        assert lines and max(len(line) for line in lines) <= 120
        assert not any(line != line.rstrip() for line in lines)
    lines = ayni(*SEARCH).stdout.splitlines()
    parts = sum(line.strip().startswith("value ") for line in lines)
    values = [line.split()[0] for line in lines if re.match(r" +[0-9.]+ ", line)]
    assert parts > 1 and values == parts * values[:len(values) // parts]  # before every part


@pytest.mark.parametrize("words", [COMPARE, SEARCH, RUN, EVIDENCE], ids=lambda words: words[0])
def test_all_reports_have_one_form(ayni, words):
    assert ayni(*RUN, "-q").returncode == 0
    report = json.loads(ayni(*words, "--json").stdout)
    assert {"report", "notes", "sections", "conclusions"} <= set(report)
    for section in report["sections"]:
        for table in section["tables"]:
            names = [column["name"] for column in table["columns"]]
            assert all(column["title"] or column["kind"] == "text" for column in table["columns"])
            for row in table["rows"]:
                assert [name for name in row if name in names] == names
                extra = [name for name in row if name not in names]
                assert all(name.endswith(("_low", "_high", "_standard_error", "_standard_deviation", "_count")) for name in extra)
