"""The texts of analysis/terms.toml: each in both languages, those that are asked for are there, and measures have names."""

import ast
import json
import pathlib
import re
import string
import subprocess

import pytest
import xarray as xr

from ayni.evidence import figure_label, part_keys
from ayni.judgement import figure_parts
from ayni.words import LANGUAGES, UNIT_AT_THE_END, Words, terms

from conftest import PROGRAM

PACKAGE = pathlib.Path(__file__).resolve().parents[2] / "analysis/ayni"


def filled_in(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_every_text_is_there_in_both_languages_and_has_the_same_words_filled_in():
    for key, texts in terms().items():
        assert set(texts) == set(LANGUAGES), key
        assert all(text.strip() for text in texts.values()), key
        assert filled_in(texts["en"]) == filled_in(texts["es"]), key


def keys_asked_for():
    """Keys in calls words("section.key") of the package."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "words" and node.args:
                if isinstance(node.args[0], ast.Constant):
                    yield path.name, node.args[0].value


def test_every_text_that_the_package_asks_for_is_there():
    assert [asked for asked in keys_asked_for() if asked[1] not in terms()] == []


def test_every_measure_of_the_file_has_a_name_in_both_languages_and_in_english_its_long_name(made):
    """A new measure needs one line in the section [measure] of analysis/terms.toml."""
    with xr.open_dataset(made("detail"), engine="h5netcdf") as data:
        names = {
            name: UNIT_AT_THE_END.sub("", variable.attrs["long_name"])
            for name, variable in data.data_vars.items()
            if {"arm", "run"} <= set(variable.dims) and name != "run_status" and not name.endswith("_rows")
        }
        units = {
            found[1] for variable in data.data_vars.values() if (found := UNIT_AT_THE_END.search(variable.attrs["long_name"]))
        }
    missing = [
        f'{name} = {{ en = "{text}", es = "..." }}' for name, text in names.items() if f"measure.{name}" not in terms()
    ]
    assert missing == [], "add to the section [measure] of analysis/terms.toml:\n" + "\n".join(missing)
    assert {name: terms()[f"measure.{name}"]["en"] for name in names} == names
    assert [unit for unit in units if f"measure_unit.{unit.replace(' ', '_')}" not in terms()] == []


def test_every_lever_has_a_meaning_in_both_languages_and_so_has_its_unit():
    """A new lever needs one line in the section [report_parameter] of analysis/terms.toml."""
    told = subprocess.run([PROGRAM, "params", "--levers", "--json"], check=True, capture_output=True, text=True).stdout
    levers = json.loads(told)
    assert len(levers) > 40
    missing = [f'"{lever["path"]}" = {{ en = "{lever["meaning"]}", es = "..." }}' for lever in levers
               if f"report_parameter.{lever['path']}" not in terms()]
    assert missing == [], "add to the section [report_parameter] of analysis/terms.toml:\n" + "\n".join(missing)
    units = {lever.get("unit", "1") for lever in levers} - {"1", "USD"}
    assert [unit for unit in units if f"table_unit.{unit.replace(' ', '_')}" not in terms()] == []


def test_every_figure_of_the_evaluation_has_a_name_in_few_words_in_both_languages():
    """A new figure needs a line in the section [picture_figure] of analysis/terms.toml, its parts in [picture_figure_part]."""
    numbers = figure_parts()
    assert [part.id for part in numbers if f"picture_figure.{part.id}" not in terms()] == []
    pieces = {(part.id, piece) for part in numbers for piece in part.part.split(".") if piece and not re.fullmatch(r"y\d{4}", piece)}
    assert [each for each in pieces if not any(key in terms() for key in part_keys(*each))] == []
    assert max(len(figure_label(Words(language), part.id, part.part)) for part in numbers for language in LANGUAGES) <= 80
    assert figure_label(Words("es"), "membership.change", "lago.3") == "Número de socios desde el financiamiento: Lago, menor"


SECTIONS = {"region": "region", "product": "product", "quintile": "quintile", "component": "component", "cause": "cause", "payer": "account"}


def test_every_label_that_pages_and_pictures_show_has_a_name(made):
    with xr.open_dataset(made("detail"), engine="h5netcdf") as data:
        missing = [f"{section}.{label}" for dimension, section in SECTIONS.items() for label in data[dimension].values
                   if f"{section}.{label}" not in terms()]
    assert missing == []


@pytest.mark.parametrize("language, text", [("en", "Spot price"), ("es", "Precio al contado")])
def test_a_measure_is_named_in_the_language_asked_for(language, text):
    assert Words(language).measure("spot_price", {"long_name": "Spot price, Bs a product unit"}) == text


def test_spanish_has_no_english_left_over():
    same = [
        key
        for key, texts in terms().items()
        if texts["en"] == texts["es"] and re.search(r"\b(the|of|and|by|with)\b", texts["en"])
    ]
    assert same == []
