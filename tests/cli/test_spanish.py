"""--lang es of every command that prints a report: no text is left in English, and the same numbers stand in the same places."""

import json
import re
import subprocess
import tomllib

import pytest

from conftest import AYNI, BOLIVIA, ROOT
from printed import rows_of

SCENARIOS = ROOT / "scenarios"
SMALL = ["--set", "scale.size=0.05", "--set", "run.horizon_months=96"]
BY = [word for part in ("region", "product", "quintile", "group") for word in ("--by", part)]
COUNTERPART = ["--lever", "project.counterpart_share=0:0.6"]
COMMANDS = {
    "compare": ["compare", BOLIVIA, SCENARIOS / "price-floor.toml", *SMALL, "-n", 2, "--all", *BY],
    "run": ["run", BOLIVIA, "--twin", *SMALL, "-n", 2, *BY],
    "sweep": ["sweep", SCENARIOS / "sweeps/price-rule.toml", "-n", 2, *SMALL],
    "many points": ["sweep", SCENARIOS / "sweeps/how-sure.toml", "-n", 1, "--points", 64, *SMALL],
    "search": ["search", BOLIVIA, *SMALL, *COUNTERPART, "--goal", "kaplan_meier[duration=84]>=0.5", "-n", 3],
    "best": ["search", BOLIVIA, *SMALL, *COUNTERPART, "--minimise", "public_money", "-n", 3, "--tolerance", 0.2],
    "unmet": ["search", BOLIVIA, *SMALL, *COUNTERPART, "--goal", "kaplan_meier[duration=84]>=0.99", "-n", 3, "--worst", 0.4],
    "mix": ["search", BOLIVIA, *SMALL, *COUNTERPART, "--lever", "project.tranche_interval_months=2:4:8", "--maximise",
            "potential_income[season=last]", "--within", "public_money<=+10%", "-n", 2, "--evaluations", 16],
    "rank": ["search", BOLIVIA, *SMALL, "--rank", "public_money:lower", "-n", 2, *COUNTERPART, "--lever", "project.tranches=1:2"],
    "evidence": ["evidence", "made.h5"],
    "info": ["info", "made.h5", "--outcomes"],
}
NAMES = {"sweep": 3, "rank": 3, "evidence": 1, "info": 1}  # columns that name the rows
SECTIONS = ("comparison", "table", "gained", "measure_unit", "measure", "sweep", "sweep_extreme", "search", "rank", "evidence",
            "evidence_use", "table_unit", "headline", "asked", "report_parameter")
SHOWN = {"compare": 30, "run": 20}  # of the texts at least so many; of the others 8


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What a command prints in English and in Spanish."""
    folder = tmp_path_factory.mktemp("spanish")
    subprocess.run([AYNI, "run", BOLIVIA, *SMALL, "-n", "2", "-q", "-o", "made.h5"], cwd=folder, check=True)

    def said(name, language, *more):
        words = [str(word) for word in COMMANDS[name]]
        if name not in ("evidence", "info"):
            words += ["-o", f"{name}.h5", "--force"]
        result = subprocess.run([AYNI, *words, "--lang", language, *more], cwd=folder, capture_output=True, text=True, timeout=300)
        assert result.returncode == 0, result.stderr
        return result.stdout

    return said


def english_texts():
    """Texts of reports that are others in Spanish."""
    sections = tomllib.loads((ROOT / "analysis/terms.toml").read_text())
    return {piece.strip(" .,;:()") for name in SECTIONS for texts in sections[name].values() if texts["en"] != texts["es"]
            for piece in re.split(r"{\w+}", texts["en"]) if len(piece.strip(" .,;:()")) > 2}


def shown_in(text, known):
    # Names that are written as they are asked for stay as they are, and lines are broken elsewhere.
    plain = " ".join(re.sub(r"\S*[\[\]_=]\S*", "", text).split())
    return {each for each in known if re.search(rf"(?<![\w.]){re.escape(each)}(?![\w.])", plain)}


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_is_left_in_english_and_every_number_stands_where_it_stood(printed, name):
    english, spanish = printed(name, "en"), printed(name, "es")
    # Axes and positions are listed as they are to be written, in single words.
    shown = shown_in(english, {each for each in english_texts() if name != "info" or " " in each})
    assert len(shown) >= SHOWN.get(name, 8), shown
    assert shown_in(spanish, shown) - {"nothing"} == set()  # an arm
    rows = rows_of(english, names=NAMES.get(name, 1))
    assert rows_of(spanish, decimal_comma=True, names=NAMES.get(name, 1)) == rows and sum(map(len, rows)) > 1


def test_rows_or_columns_that_change_places_are_seen():
    table = "  arm   mean  interval\n           %\n  a      1.5  1.0 to 2.0\n  b      2.5  2.0 to 3.0\n"
    other_rows = "  brazo  media  intervalo\n             %\n  b        2,5  2,0 a 3,0\n  a        1,5  1,0 a 2,0\n"
    other_columns = "  brazo  intervalo  media\n                        %\n  a      1,0 a 2,0    1,5\n  b      2,0 a 3,0    2,5\n"
    broken = "  brazo  media\n             %\n  a        1,5\n  b        2,5\n  brazo  intervalo\n  a      1,0 a 2,0\n  b      2,0 a 3,0\n"
    assert rows_of(table) == rows_of(broken, decimal_comma=True) == [[["1.5", "1.0", "2.0"], ["2.5", "2.0", "3.0"]]]
    assert rows_of(other_rows, decimal_comma=True) != rows_of(table) != rows_of(other_columns, decimal_comma=True)


@pytest.mark.parametrize("name", ["sweep", "search", "mix", "rank", "info"])
def test_programs_are_told_the_same_in_every_language_but_for_sentences(printed, name):
    def told(language):
        report = json.loads(printed(name, language, "--json"))
        return ([(section["name"], table["name"], [column["name"] for column in table["columns"]], table["rows"])
                 for section in report["sections"] for table in section["tables"]],
                {key: value for key, value in report.items() if key not in ("sections", "notes", "conclusions")})

    assert told("en") == told("es")
