"""Pictures of every kind of file: they are drawn without a warning, nothing is clipped, and titles say what the numbers say."""

import dataclasses
import re
import warnings

import numpy as np
import pytest
import xarray as xr
from matplotlib.text import Text

from ayni import Words, open_results, table
from ayni.findings import finding
from ayni.pictures import draw, kinds, provenance_of, style
from ayni.statistics import paired_difference

RUNS = ["twin", "compare", "without-project", "one-dairy", "quinoa-boom", "frontier-town"]
DESIGNS = ["grid", "one-lever", "sample", "search", "mix", "rank"]
SLOW = "courses"  # hundreds of panels, drawn for one file


def texts_of(figure):
    """Every text that is drawn; axes keep labels of ticks that are out of sight."""
    for axes in figure.axes:
        yield from [*axes.texts, axes.title, axes._left_title, axes._right_title]
        if axes.axison:
            for axis in (axes.xaxis, axes.yaxis):
                yield axis.label
                yield from (tick.label1 for tick in axis._update_ticks() if tick.label1.get_visible())
        for legend in axes.findobj(lambda artist: type(artist).__name__ == "Legend"):
            yield from legend.get_texts()
    yield from figure.texts


def clipped(picture):
    """Texts of the picture that reach beyond its edge."""
    with style.figure(picture, heading=True) as figure:
        picture.draw(figure)
        figure.canvas.draw()
        width, height = figure.bbox.width, figure.bbox.height
        beyond = []
        for text in (
            each
            for each in texts_of(figure)
            if isinstance(each, Text) and each.get_visible() and each.get_text().strip()
        ):
            box = text.get_window_extent()
            if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1:
                beyond.append(text.get_text())
        return beyond


def drawn(made, name, language="en", only=None):
    with warnings.catch_warnings(), open_results(made(name)) as data:
        warnings.simplefilter("error")
        for kind in kinds(data):
            if kind.name == SLOW or (only and kind.name not in only):
                continue
            for picture in draw(data, kind.name, language):
                assert clipped(picture) == [], picture.name
                assert (
                    picture.finding and picture.shown and not re.search(r"\bnan\b|[{}]", picture.finding)
                ), picture.finding
                assert len(picture.table) > 0 or name == "without-project", picture.name
                yield picture.name


@pytest.mark.parametrize("name, language", [(name, ("en", "es")[k % 2]) for k, name in enumerate(RUNS)])
def test_every_picture_of_a_file_of_runs_is_drawn_without_a_warning_or_a_clipped_text(made, name, language):
    names = set(drawn(made, name, language))
    assert {"survival", "causes", "prices", "income", "poverty", "payers", "courses"} - {SLOW} <= names
    assert ("differences" in names) == (name in ("twin", "compare"))
    assert ("evidence" in names) == (name not in ("one-dairy", "quinoa-boom", "frontier-town"))


def test_a_file_with_detail_has_the_cash_of_households_and_the_network_on_its_map(made):
    asked = {"cash", "network", "network-causes"}
    assert set(drawn(made, "detail", "es", asked)) == asked


def test_the_map_shows_each_group_with_the_state_that_the_table_tells(made):
    with open_results(made("detail")) as data:
        shown = draw(data, "network")[0].table
        alliances = table(data, "alliance")
    first = alliances[alliances["run"] == 0]
    assert shown["state"].dropna().value_counts().to_dict() == first["state"].astype(object).value_counts().to_dict()
    assert shown["cause"].notna().sum() == len(first)


def test_the_map_of_causes_names_the_most_frequent_one_and_draws_the_roads(made):
    with open_results(made("detail")) as data:
        first = table(data, "alliance").query("run == 0")
        roads = table(data, "road").query("run == 0")
        picture = draw(data, "network-causes")[0]
        without = draw(data.drop_vars("road_rows"), "network-causes")[0]
    causes = first["cause"].astype(object).dropna()
    ended = causes[causes != "none"].value_counts()
    assert picture.finding.startswith(f"{ended.sum()} of {len(first)} alliances have ended, most often ({ended.iloc[0]}) by: ")
    assert picture.svg().count("#c9c2b4") >= len(roads) > 0 == without.svg().count("#c9c2b4")
    assert ">road<" in picture.svg() and ">road<" not in without.svg()


def test_a_single_run_is_drawn_without_intervals(made):
    asked = {"survival", "causes", "differences", "prices", "income", "payers", "quintiles"}
    assert set(drawn(made, "one-run", "es", asked)) == asked


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
def test_files_of_sweeps_and_searches_have_the_pictures_of_their_design(made, name, expected):
    assert set(drawn(made, name, "es" if name == "grid" else "en")) == expected


@pytest.mark.parametrize("kind", ["differences", "evidence", "survival", "income", "payers", "quintiles"])
def test_the_pictures_of_a_report_fit_the_width_of_its_page(made, kind):
    with warnings.catch_warnings(), open_results(made("twin")) as data:
        warnings.simplefilter("error")
        for picture in draw(data, kind, "es"):
            assert clipped(dataclasses.replace(picture, size=(7.1, picture.size[1]))) == []


def test_the_courses_of_every_series_are_drawn_from_the_file_alone(made, tmp_path):
    with open_results(made("one-dairy")) as data:
        renamed = data.assign(
            brand_new=(data["trust"] * 2.0).assign_attrs(long_name="Brand new measure, Bs", units="1")
        )
        pages = draw(renamed, SLOW)
    shown = {panel for page in pages for panel in page.table["panel"]}
    assert "Cash of revolving funds" in shown and "Milk" in shown and "Valley" in shown
    page = next(page for page in pages if page.name.startswith("courses-months-region"))
    page.save(tmp_path / "page.svg")
    assert "Brand new measure" in "".join(
        (draw_page.svg() for draw_page in pages if draw_page.name.startswith("courses-months-region"))
    )
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


def test_the_differences_drawn_are_those_of_the_runs(made):
    with open_results(made("compare")) as data:
        picture = draw(data, "differences")[0]
        public = paired_difference(data["public_money"], "price-floor", "bolivia")
    row = picture.table.set_index(["outcome", "arm"]).loc[("Public money over the run", "price-floor")]
    assert row["mean"] == pytest.approx(public.mean) and row["low"] == pytest.approx(public.low)


# What all pictures have in common


def test_lines_can_be_told_apart_without_colour():
    looks = [look for look, _ in zip(style.line_styles(), range(7))]
    assert len({str(look["linestyle"]) for look in looks}) == 7 and len({look["marker"] for look in looks}) == 7


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    "colour, least", [*((colour, 3.0) for colour in style.COLOURS), (style.TEXT_GREY, 4.5), (style.GREY, 4.5)]
)
def test_marks_have_a_contrast_of_three_to_one_and_texts_of_four_and_a_half(colour, least):
    assert 1.05 / (luminance(colour) + 0.05) >= least


def test_regions_stand_in_the_order_of_the_file(made):
    with open_results(made("compare")) as data:
        titles = list(dict.fromkeys(draw(data, "survival-by-region")[0].table["panel"]))
        order = [Words("en").label("region", str(region)) for region in data["region"].values]
    assert titles == [region for region in order if region in titles] and len(titles) > 3


@pytest.mark.parametrize("name, marked", [("twin", True), ("one-dairy", False)])
def test_the_reports_figures_are_marked_only_where_the_file_is_about_its_country(made, name, marked):
    with open_results(made(name)) as data:
        assert ("World Bank" in draw(data, "survival")[0].svg()) == marked


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_a_picture_tells_where_it_comes_from_and_the_same_file_gives_the_same_bytes(made, tmp_path, form):
    contents = []
    for name in ("a", "b"):
        with open_results(made("one-dairy")) as data:
            draw(data, "survival")[0].save(tmp_path / f"{name}.{form}", provenance_of(data))
        contents.append((tmp_path / f"{name}.{form}").read_bytes())
    assert contents[0] == contents[1]
    if form != "pdf":  # where it is compressed
        assert b"scenario SHA-256" in contents[0] and b"seed 2005" in contents[0]
