"""Pictures of every kind of file: they are drawn without a warning, nothing is clipped, and titles say what the numbers say."""

import dataclasses
import re
import warnings

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from matplotlib.figure import Figure

from ayni import Words, open_results, table
from ayni.designs import factors, outcomes
from ayni.findings import finding
from ayni.judgement import judged
from ayni.pictures import draw, kinds, network, provenance_of, style
from ayni.pictures.panels import Panel, draw_panel
from ayni.report.drawings import UNSHOWN, numbers
from ayni.statistics import paired_difference

from clipping import clipped

# Files of runs, and which of how many shares of their pictures is drawn: files of one sort share them. tools/check-pictures draws
# every picture of every scenario.
RUNS = {"twin": (0, 2), "compare": (1, 2), "without-project": (0, 3), "one-dairy": (1, 3)}
SLOW = "courses"  # hundreds of panels, drawn for one file


@pytest.fixture(scope="module")
def opened(made):
    """Result files by name, each opened once, which takes a second."""
    files = {}

    def of(name):
        if name not in files:
            files[name] = open_results(made(name))
        return files[name]

    yield of
    for data in files.values():
        data.close()


def columns_without_a_term(picture):
    """Columns of the numbers behind a picture that a page would head with a name of the program; keys of levers stay as they are."""
    return [name for name in picture.table.columns.drop(list(UNSHOWN), errors="ignore") if re.fullmatch(r"\w+", str(name)) and str(name).isascii() and
            not Words.has(f"report_column.{name}")]


def drawn(data, language="en", only=None, share=(0, 1)):
    empty = "funded" in data and not float(data["funded"].isel(time=-1).sum())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for place, kind in enumerate(kinds(data)):
            if kind.name == SLOW or (only and kind.name not in only) or place % share[1] != share[0]:
                continue
            for picture in draw(data, kind.name, language):
                assert clipped(picture) == [], picture.name
                assert (
                    picture.finding and picture.shown and not re.search(r"\bnan\b|[{}]", picture.finding)
                ), picture.finding
                assert len(picture.table) > 0 or empty, picture.name
                assert kind.name.startswith("network") or columns_without_a_term(picture) == [], picture.name
                yield picture.name


@pytest.mark.parametrize("name, language", [(name, ("en", "es")[k % 2]) for k, name in enumerate(RUNS)])
def test_every_picture_of_a_file_of_runs_is_drawn_without_a_warning_or_a_clipped_text(opened, name, language):
    data = opened(name)
    names = {kind.name for kind in kinds(data)}
    assert len(set(drawn(data, language, share=RUNS[name]))) >= len(names) // RUNS[name][1] - 1
    assert {"survival", "causes", "prices", "income", "poverty", "payers", "courses"} <= names
    assert ("differences" in names) == (name in ("twin", "compare"))
    assert ("evidence" in names) == (name not in ("without-project", "one-dairy"))


def test_a_file_with_detail_has_the_cash_of_households_and_the_network_on_its_map(opened):
    asked = {"cash", "network", "network-causes"}
    assert set(drawn(opened("twin"), "es", asked)) == asked


def test_the_map_shows_each_group_with_the_state_that_the_table_tells(opened):
    data = opened("twin")
    shown = draw(data, "network")[0].table
    first = table(data, "alliance").query("run == 0 and arm == 'bolivia'")
    assert shown["state"].dropna().value_counts().to_dict() == first["state"].astype(object).value_counts().to_dict()
    assert shown["cause"].notna().sum() == len(first)


def test_the_map_of_causes_names_the_most_frequent_one_and_draws_the_roads(opened):
    data = opened("twin")
    first = table(data, "alliance").query("run == 0 and arm == 'bolivia'")
    roads = table(data, "road").query("run == 0 and arm == 'bolivia'")
    picture = draw(data, "network-causes")[0]
    without = draw(data.drop_vars("road_rows"), "network-causes")[0]
    causes = first["cause"].astype(object).dropna()
    ended = causes[causes != "none"].value_counts()
    assert picture.finding.startswith(f"{ended.sum()} of {len(first)} alliances have ended, most often ({ended.iloc[0]}) by: ")
    with_roads, without_roads = picture.svg(), without.svg()
    assert with_roads.count("#948870") >= len(roads) > 0 == without_roads.count("#948870")
    assert ">road<" in with_roads and ">road<" not in without_roads


def test_a_single_run_is_drawn_without_intervals(opened):
    asked = {"survival", "causes", "differences", "income", "payers"}
    assert set(drawn(opened("compare").isel(run=slice(0, 1)), "es", asked)) == asked


@pytest.mark.parametrize(
    "name, expected",
    [
        ("grid", {"lever-indexation", "lever-floor", "heat-map", "effects", "tried"}),
        ("one-lever", {"lever-doubt", "tried"}),
        ("sample", {"effects", "tried"}),
        ("search", {"lever-counterpart-share", "tried"}),
        ("mix", {"effects", "tried"}),
        ("rank", {"effects", "tried"}),
    ],
)
def test_files_of_sweeps_and_searches_have_the_pictures_of_their_design(opened, name, expected):
    assert set(drawn(opened(name), "es" if name == "grid" else "en")) == expected


def test_the_title_of_what_was_tried_names_the_levers_that_are_not_as_in_the_scenario(opened):
    data = opened("rank")
    first = outcomes(data)[0].variable
    best = int(data[first].isel(arm=0).mean("run").argmax("point"))
    moved = [each.parameter for each in factors(data) if each.values[best] != each.values[0]]
    picture = draw(data, "tried")[0]
    assert len(moved) == 1 and picture.finding.count(" = ") == 1 and f"at {moved[0]} = " in picture.finding


def test_the_title_of_a_lever_tells_of_a_value_between_its_ends_that_is_beyond_both(opened):
    data = opened("one-lever")
    factor, first = factors(data)[0], outcomes(data)[0].variable
    inner = factor.values == factor.distinct[1]
    for sign, told in ((1.0, "highest"), (-1.0, "lowest")):
        bent = data.assign({first: data[first] * 0.01 + xr.DataArray(0.5 + sign * 0.2 * inner, dims="point")})
        assert f"; {told} in between, " in draw(bent, "lever")[0].finding
    assert factor.distinct.size > 2 and "in between" not in draw(data.assign({first: data[first] * 0.0}), "lever")[0].finding


def test_pictures_of_a_search_begin_with_what_it_makes_best(opened):
    data = opened("search")
    assert outcomes(data)[0].text != "public_money"
    for best, told in (("--maximise", "Public money over the run is highest"), ("--minimise", "Public money over the run is lowest")):
        asked = data.assign_attrs(command_line=f"ayni search a.toml --lever a=0:1 {best} public_money:lower")
        assert told in draw(asked, "tried")[0].finding


@pytest.mark.parametrize("kind", ["differences", "evidence", "survival", "income", "payers", "quintiles"])
def test_the_pictures_of_a_report_fit_the_width_of_its_page(opened, kind):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for picture in draw(opened("twin"), kind, "es"):
            assert clipped(dataclasses.replace(picture, size=(7.1, picture.size[1]))) == []


def test_the_courses_of_every_series_are_drawn_from_the_file_alone(opened):
    data = opened("one-dairy")
    # A page of each sort, and one of the longest units.
    some = ["trust", "reference_price", "spot_price", "fund_cash", "member_income", "family_days", "account_flow", "scenario_resolved"]
    renamed = data[some].assign_attrs(data.attrs).assign(
        brand_new=(data["trust"] * 2.0).assign_attrs(long_name="Brand new measure, Bs", units="1")
    )
    pages = draw(renamed, SLOW)
    shown = {panel for page in pages for panel in page.table["panel"]}
    assert {"Cash of revolving funds", "Income of members of funded groups", "Milk", "The valley"} <= shown
    page = next(page for page in pages if page.name.startswith("courses-months-region"))
    assert "Brand new measure" in page.svg()
    paid = data["account_flow"].sum(["run", "season"]).isel(arm=0)
    payers = {str(name) for name in data["payer"].values if (paid.sel(payer=name) != 0).any()}
    assert len(payers) > 5 and {"Consumers →", "Others outside →"} <= shown  # of every class that ever pays
    for page in pages:
        assert clipped(page) == []


# Titles


def values(*arms):
    """One value for each arm and run; the first arm is the base."""
    names = [chr(ord("a") + k) for k in range(len(arms))]
    return xr.DataArray(np.array(arms, dtype=float), dims=("arm", "run"), coords={"arm": names})


RISING = [0.50, 0.52, 0.51, 0.53]


@pytest.mark.parametrize(
    "arms, text",
    [
        ([RISING], "The share is 51.5%"),
        ([RISING, [x + 0.02 + d for x, d in zip(RISING, (0, 0.001, -0.001, 0))]], "B raises the share by 2.0 points"),
        ([RISING, [x - 0.02 + d for x, d in zip(RISING, (0, 0.001, -0.001, 0))]], "B lowers the share by 2.0 points"),
        ([RISING, [0.52, 0.50, 0.53, 0.51]], "The share: no difference between b and a that these runs can tell"),
        ([[0.5], [0.6]], "The share: one run cannot tell a difference between arms"),
        ([[np.nan], [np.nan]], "The share: these runs have no values"),
        (
            [RISING, [x + 0.02 + d for x, d in zip(RISING, (0, 0.001, -0.001, 0))], [0.52, 0.50, 0.53, 0.51]],
            "The share, against a: b +2.0 points; for one arm these runs tell no difference",
        ),
    ],
)
def test_a_title_has_the_sign_and_the_size_of_the_paired_difference_or_says_that_there_is_none(arms, text):
    assert finding(Words("en"), "the share", "share", values(*arms)) == text


def test_a_country_without_the_project_tells_what_the_project_does():
    both = values([10e6, 12e6, 11e6], [4e6, 6e6, 5e6])
    project = xr.DataArray([1, 0], dims="arm", coords={"arm": ["a", "b"]})
    assert (
        finding(Words("es"), "el ingreso", "bs", both, project) == "El proyecto sube el ingreso en 6,00 millones de Bs"
    )


def test_the_differences_drawn_are_those_of_the_runs(opened):
    data = opened("compare")
    picture = draw(data, "differences")[0]
    public = paired_difference(data["public_money"], "price-floor", "bolivia")
    row = picture.table.set_index(["outcome", "arm"]).loc[("Public money over the run", "price-floor")]
    assert row["mean"] == pytest.approx(public.mean) and row["low"] == pytest.approx(public.low)


def test_titles_tell_of_the_arm_with_the_project_where_the_base_has_none(opened):
    data = opened("twin")
    bare_first = data.isel(arm=[1, 0])
    payers = draw(bare_first, "payers")[0].finding
    assert payers.endswith("(bolivia)") and "0.00 Bs" not in payers
    funded = data["at_risk"].sum("region").mean("run").sel(arm="bolivia").isel(duration=0)
    assert f"{float(funded):.0f} alliances a run" in draw(bare_first, "causes")[0].shown and funded > 10


def test_the_evidence_and_its_studies_are_of_the_arm_with_the_project_and_have_the_values_of_the_judgement(opened):
    data = opened("twin")
    bare_first = data.isel(arm=[1, 0])
    rows = judged(data)
    for kind, columns in (("evidence", ["report", "model", "z"]), ("studies", ["model", "truth_found", "truth", "report"])):
        drawn_of = draw(bare_first, kind)[0]
        shown = drawn_of.table.set_index("figure")
        pd.testing.assert_frame_equal(shown[columns].astype(float), rows.loc[shown.index, columns].astype(float))
        assert "(bolivia, " in drawn_of.shown and len(shown) > 4


def test_real_incomes_are_the_nominal_ones_over_the_general_prices_of_their_year(opened):
    data = opened("twin")
    real, nominal = (draw(data, kind)[0].table.set_index(["panel", "line", "time" if kind[0] == "r" else "season"])["mean"]
                     for kind in ("real-income", "income"))
    title = "Income of matched non-participants"
    months = data["time"].values.astype("datetime64[M]").astype(str)
    year = data["general_prices"].isel(arm=0, run=0).values[(months >= "2009-07") & (months <= "2010-06")]
    assert len(year) == 12 and year[0] != 1.0
    assert real[f"{title}, at constant prices", "bolivia", 2010] == pytest.approx(nominal[title, "bolivia", 2010] / year.mean())


def test_contracts_of_groups_that_may_sell_another_crop_are_not_held_against_the_price_of_their_product(opened):
    picture = draw(opened("twin"), "prices")[0]
    assert "annual crops" not in picture.finding and "annual crops, beef and livestock" in picture.shown


def test_a_picture_with_the_evaluations_survival_says_that_it_counts_those_who_came_back(opened):
    for kind in ("survival", "survival-by-region"):
        assert "came back to their first buyer" in draw(opened("twin"), kind)[0].shown
        assert "came back" not in draw(opened("one-dairy"), kind)[0].shown


def test_an_empty_panel_has_no_numbers_on_its_axes():
    axes = axes_of(Panel("Nothing", {}))
    assert not any(tick.label1.get_visible() for axis in (axes.xaxis, axes.yaxis) for tick in axis.get_major_ticks())


def test_products_of_a_handful_of_alliances_are_not_told_of(opened):
    data = opened("twin").sel(arm=["bolivia"])
    funded = data["funded_by_product"].isel(time=-1, arm=0).sum("run")
    words = Words("en")
    few = {words.sentence("product", str(name)) for name in data["product"].values if 0 < float(funded.sel(product=name)) < 5}
    many = {words.sentence("product", str(name)) for name in data["product"].values if float(funded.sel(product=name)) >= 5}
    shown = set(draw(data, "survival-by-product")[0].table["panel"])
    assert few and many and shown == many


def test_where_no_alliance_has_ended_the_picture_of_causes_says_so_for_one_arm_and_for_several(opened):
    data = opened("twin")
    unbroken = data.assign(cumulative_incidence=xr.zeros_like(data["cumulative_incidence"]))
    for some in (unbroken, unbroken.isel(arm=[0])):
        picture = draw(some, "causes")[0]
        assert picture.finding.startswith("No alliance has ended after ") and clipped(picture) == []


def test_months_and_years_of_the_numbers_of_a_picture_are_written_as_such(opened):
    heads, rows, _ = numbers(draw(opened("twin"), "buyers")[0].table, Words("es"))
    place = heads.index("mes")
    written = {row[place] for row in rows}
    assert {"2007-01", "2008"} <= written and all(re.fullmatch(r"20\d\d(-[01]\d)?", each) for each in written)
    assert heads[:3] == ["panel", "unidad", "línea"] and "%" in {row[1] for row in rows}


# What all pictures have in common


def axes_of(panel):
    figure = Figure()
    axes = figure.subplots()
    draw_panel(axes, panel, Words("en"), dict(zip(panel.curves, style.line_styles())), 3.0)
    return axes


def curve_of(mean, high):
    return pd.DataFrame({"mean": mean, "low": mean, "high": high}, index=range(len(mean)), dtype=float)


def test_a_series_of_zeros_has_no_axis_of_hundredths():
    low, high = axes_of(Panel("Suspended", {"a": curve_of([0, 0, 0], [0, 0, 0])}, limits=(-0.06, 0.06))).get_ylim()
    assert low <= 0 and high == 1


def test_an_interval_wider_than_all_there_is_does_not_stretch_the_axis_of_a_share_beyond_a_hundred(opened):
    data = opened("twin")
    few = data.isel(run=slice(0, 2))
    poverty = draw(few, "poverty")[0]
    assert (poverty.table["high"] > 100).any()
    with style.figure(poverty, heading=True) as figure:
        poverty.draw(figure)
        tops = [axes.get_ylim()[1] for axes in figure.axes if axes.get_ylabel() == "%"]
    assert len(tops) > 2 and max(tops) <= 100


def test_lines_can_be_told_apart_without_colour():
    looks = [look for look, _ in zip(style.line_styles(), range(7))]
    assert len({str(look["linestyle"]) for look in looks}) == 7 and len({look["marker"] for look in looks}) == 7


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


MARKS = [*style.COLOURS, network.ROAD, network.AGREEMENT, network.NOT_FUNDED[1]]


@pytest.mark.parametrize("colour, least", [*((colour, 3.0) for colour in MARKS), (style.TEXT_GREY, 4.5), (style.GREY, 4.5)])
def test_marks_have_a_contrast_of_three_to_one_and_texts_of_four_and_a_half(colour, least):
    assert 1.05 / (luminance(colour) + 0.05) >= least


def test_regions_stand_in_the_order_of_the_file(opened):
    data = opened("compare")
    titles = list(dict.fromkeys(draw(data, "survival-by-region")[0].table["panel"]))
    order = [Words("en").label("region", str(region)) for region in data["region"].values]
    assert titles == [region for region in order if region in titles] and len(titles) > 3


@pytest.mark.parametrize("name, marked", [("twin", True), ("one-dairy", False)])
def test_the_reports_figures_are_marked_only_where_the_file_is_about_its_country(opened, name, marked):
    data = opened(name)
    assert ("World Bank" in draw(data, "survival")[0].svg()) == marked


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_a_picture_tells_where_it_comes_from_and_the_same_file_gives_the_same_bytes(opened, form):
    contents = []
    for _ in range(2):
        data = opened("one-dairy")
        contents.append(draw(data, "survival")[0].content(form, provenance_of(data)))
    assert contents[0] == contents[1]
    if form != "pdf":  # where it is compressed
        assert b"scenario SHA-256" in contents[0] and b"seed 2005" in contents[0]
