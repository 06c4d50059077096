"""When rules change and shocks begin: as the file tells it, in pictures over time and in a report."""

import numpy as np
import pytest

from ayni import open_group, open_results
from ayni.changes import rule_changes, shocks
from ayni.pictures import draw
from ayni.pictures.kinds import Words
from ayni.pictures.moments import moments_of
from ayni.pictures.over_time import RELATIONS, panel_of
from ayni.report.arms import read
from ayni.report.tables import Tables


@pytest.fixture(scope="module")
def data(made):
    with open_results(made("changes")) as opened:
        yield opened


def test_what_a_scenario_changes_is_what_the_program_wrote_into_the_file(made, data):
    told = open_group(made("changes"), "changes").to_dataframe()
    mine = [
        (arm, change.month, change.name, setting.lever)
        for arm in range(data.sizes["arm"])
        for change in rule_changes(data, arm)
        for setting in change.settings
    ]
    rows = [tuple(row) for row in told[["arm", "month", "name", "lever"]].itertuples(index=False)]
    assert sorted(mine) == sorted(rows) and {row[2] for row in rows} == {"midterm"}


def test_a_moment_has_the_look_of_its_arm_and_stands_at_the_first_of_its_month(data):
    by_label = {moment.label: moment for moment in moments_of(data, Words("en"), monthly=True)}
    change = by_label["midterm: rules change from January 2010 on (midterm-revision)"]
    assert (change.x, change.end, change.line, change.dashes) == (2010.0, None, "midterm-revision", "--")
    closed = by_label["dairy: shock from January 2012 on (dairy-closes)"]
    assert (closed.x, closed.end, closed.dashes) == (2012.0, None, ":")
    blockade = by_label["blockade: shock, April 2011 to May 2011 (blockade)"]
    assert (blockade.x, blockade.end) == (pytest.approx(2011.25), pytest.approx(2011 + 5 / 12))


def test_what_hits_one_product_or_region_is_marked_there_alone(data):
    def names(**part):
        return {moment.label.partition(":")[0] for moment in moments_of(data, Words("en"), monthly=True, **part)}

    assert names(product="quinoa") == {"midterm", "blockade"}
    assert names(product="milk", region="lago") == {"midterm", "blockade", "dairy"}
    assert names(region="norte") == {"midterm"}


def test_what_all_arms_have_in_common_is_of_no_arm(data):
    twice = data.isel(arm=[1, 1]).assign_coords(arm=["one", "two"])
    [moment] = moments_of(twice, Words("es"), monthly=True)
    assert (moment.label, moment.line) == ("midterm: las reglas cambian desde enero de 2010", "")


def test_a_july_to_june_year_in_which_rules_change_stands_behind_the_line(data):
    [change] = [each for each in moments_of(data, Words("en"), monthly=False) if "midterm" in each.label]
    assert 2009 < change.x < 2010  # of the year from July 2009 to June 2010, which is drawn at 2010


@pytest.mark.parametrize("kind", ["relations", "prices", "income"])
def test_pictures_over_time_name_the_changes_in_their_legend(data, kind):
    [picture] = draw(data, kind)
    drawn = picture.svg()
    for text in ("midterm: rules change from January 2010 on (midterm-revision)", "blockade: shock, April 2011"):
        assert text in drawn
    assert "Upright lines" in picture.shown


def test_without_a_change_nothing_is_said_of_any(data):
    base = data.isel(arm=[0])
    assert rule_changes(base, 0) == [] and shocks(base, 0) == []
    assert panel_of(RELATIONS[0], base, Words("en")).moments == []
    assert "Upright" not in draw(base, "relations")[0].shown


def test_a_change_to_what_held_already_is_none(data):
    text = str(data["scenario_resolved"].values[1]).replace("cofinance_share = 0.5", "cofinance_share = 0.2")
    same = data.isel(arm=[1]).assign(scenario_resolved=("arm", np.array([text], dtype=object)))
    assert "municipality.cofinance_share" not in {each.lever for change in rule_changes(same, 0) for each in change.settings}


def test_a_report_says_from_when_on_the_rules_differ_and_in_which_arm(made):
    tables = Tables(read([made("changes")]), Words("en"))
    rows = {row[0].value: row for row in tables.changes().rows}
    first, base, midterm, *others = rows["change.midterm"]
    assert first.difference == "from January 2010 on"
    assert "municipality.cofinance_share: 0.5 instead of 0.2" in midterm.value.split("\n")
    assert {base.value, *(other.value for other in others)} == {"\N{EN DASH}"}
    assert rows["shock.dairy"][3].value == "capacity of buyers (milk and Lago): \N{MINUS SIGN}100%"
    assert not [name for name in rows if name.startswith("change.midterm.")]


def test_what_every_option_has_alike_is_told_as_such(made):
    both = read([made("changes")])
    alike = type(both)(both.data.isel(arm=[3, 3]).assign_coords(arm=["one", "two"]), both.sources, [both.scenarios[3]] * 2)
    tables = Tables(alike, Words("en"))
    assert tables.in_all() == ["In every option, shock.blockade, April 2011 to May 2011: speed on roads (Lago): \N{MINUS SIGN}100%."]
    assert tables.changes().rows == []
