"""The check of include directions finds what it is there to find."""

import pathlib
import subprocess

import pytest

CHECK = pathlib.Path(__file__).resolve().parents[2] / "tools" / "check-includes"


def check(root, **files):
    for name, text in files.items():
        path = root / "sim" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return subprocess.run([CHECK, root], capture_output=True, text=True, timeout=60)


def test_this_repository_is_clean():
    result = subprocess.run([CHECK], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stdout


def test_a_clean_tree_passes(tmp_path):
    result = check(tmp_path, **{
        "core/money.hpp": "#include <cstdint>\n",
        "model/buyer/trade.cpp": '#include "model/buyer/trade.hpp"\n#include "core/money.hpp"\n#include "model/world.hpp"\n',
        "model/step.cpp": '#include "model/buyer/trade.hpp"\n',
        "network/roads.cpp": "#include <boost/graph/dijkstra_shortest_paths.hpp>\n",
        "app/options.hpp": "#include <CLI/CLI.hpp>\n#include \"scenario/reader.hpp\"\n",
    })
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("name, text, said", [
    ("core/money.hpp", '#include "model/world.hpp"', "core may not use model"),
    ("network/roads.hpp", '#include "model/world.hpp"', "network may not use model"),
    ("observe/recorder.cpp", '#include "run/plan.hpp"', "observe may not use run"),
    ("run/plan.cpp", '#include "results/writer.hpp"', "run may not use results"),
    ("scenario/reader.cpp", '#include "observe/catalogue.hpp"', "scenario may not use observe"),
    ("experiment/execution.cpp", '#include "app/terminal.hpp"', "experiment may not use app"),
    ("model/buyer/trade.cpp", '#include "model/household/credit.hpp"', "submodel trade includes submodel credit"),
    ("model/buyer/payment.cpp", '#include "model/household/credit.hpp"', "submodel trade includes submodel credit"),
    ("model/buyer/trade.cpp", "#include <boost/graph/adjacency_list.hpp>", "graphs have one room"),
    ("model/buyer/trade.cpp", "#include <boost/math/distributions/students_t.hpp>", "where results are compared"),
    ("app/run.cpp", "#include <CLI/CLI.hpp>", "one place"),
    ("run/simulate.cpp", "#include <toml++/toml.h>", "TOML is read in scenario"),
    ("observe/recorder.cpp", "#include <hdf5.h>", "HDF5 is written and read in results"),
    ("scenario/reader.cpp", "#include <fstream>", "files are read and written above"),
    ("results/writer.cpp", "#include <thread>", "threads have one room"),
    ("model/world.hpp", "  #  include  <iostream>", "the model has no console"),
    ("core/random.hpp", "#include <random>", "standard distributions differ"),
    ("model/world.hpp", "#include <format>", "not every supported compiler"),
    ("core/money.hpp", '#include "error.hpp"', "not written from sim/"),
    ("core/money.hpp", '#include "../model/world.hpp"', "not written from sim/"),
])
def test_a_violation_is_found(tmp_path, name, text, said):
    result = check(tmp_path, **{name: text + "\n"})
    assert result.returncode == 1
    assert f"sim/{name}" in result.stdout
    assert said in result.stdout


def test_a_folder_without_sources_is_not_called_clean(tmp_path):
    (tmp_path / "sim").mkdir()
    assert check(tmp_path).returncode == 2
