"""The fit of analysis/: its objective, its search, what it refuses, and that it loses nothing.

AYNI names the program (default: build/release/ayni).
"""

import contextlib
import importlib.util
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tomllib
import types

import numpy as np
import pytest

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "analysis"))

from ayni_fit import FitError, Objective, Program, read_declaration  # noqa: E402
from ayni_fit.determination import determination  # noqa: E402
from ayni_fit.declaration import Budget, Parameter  # noqa: E402
from ayni_fit.figures import Part, read_parts  # noqa: E402
from ayni_fit.judgement import rows_of  # noqa: E402
from ayni_fit.search import Search  # noqa: E402
from ayni_fit.surface import Surface  # noqa: E402
from ayni_fit.sweeps import Sweeps  # noqa: E402

FIGURES = ROOT / "scenarios/evidence/figures.toml"
TRUE_LATE = -0.2
KNOWN_SIZE = 0.3  # large enough for the figures to tell


@pytest.fixture(scope="module")
def program():
    path = pathlib.Path(os.environ.get("AYNI", ROOT / "build/release/ayni"))
    if not path.exists():
        pytest.skip(f"no program {path}")
    return Program(path)


def part(name, report, error=0.1):
    return Part(name, name, "calibrate", report, error, "statistic", "", "", "")


def budget(**changes):
    sizes = {"seed": 1, "runs": 2, "points": 32, "rounds": 8, "points_per_round": 16, "final_points": 2, "final_runs": 2,
             "radius": 0.2}
    return Budget(**sizes | changes)


# The objective

def test_within_the_bend_the_objective_is_the_weighted_sum_of_squares_and_beyond_it_is_straight():
    objective = Objective({"a": part("a", 0.5), "b": part("b", 0.5)}, {"a": 1.0, "b": 0.5}, bend=2.0)
    assert objective(np.array([0.6, 0.4]), np.zeros(2)) == pytest.approx(1.0 + 0.5)
    assert objective(np.array([0.5, 0.9]), np.zeros(2)) == pytest.approx(0.5 * (2 * 2 * 4 - 4))


def test_an_imprecise_mean_counts_for_less():
    objective = Objective({"a": part("a", 0.5)}, {"a": 1.0}, bend=2.0)
    assert objective(np.array([0.6]), np.array([0.01])) == pytest.approx(0.5)


def test_the_objective_of_what_evidence_prints_is_that_of_its_z():
    objective = Objective({"a": part("a", 0.5), "b": part("b", 0.5)}, {"a": 1.0, "b": 2.0}, bend=2.0)
    assert objective.of_rows({"a": {"z": 1.0}, "b": {"z": -1.5}, "c": {"z": 9.0}}) == pytest.approx(1.0 + 2 * 2.25)
    with pytest.raises(ValueError, match="b is not available: the run ends"):
        objective.of_rows({"a": {"z": 1.0}, "b": {"z": None, "note": "the run ends in 2016-12"}})


@pytest.fixture(scope="module")
def small_evidence(program, tmp_path_factory):
    """Rows of `ayni evidence` for two small runs, and the file of them."""
    path = tmp_path_factory.mktemp("fit") / "runs.h5"
    subprocess.run([program.path, "run", ROOT / "scenarios/bolivia-2018.toml", "--set", "scale.size=0.1", "-n", "2",
                    "--seed", "77", "-q", "-o", path], check=True, timeout=300)
    return rows_of(json.loads(program.ask("evidence", path, "--json")))


def test_z_of_a_sweep_is_z_of_ayni_evidence_for_every_figure_that_may_be_fitted_to(program, small_evidence, tmp_path):
    rows = {name: row for name, row in small_evidence.items() if row["use"] == "calibrate" and row["z"] is not None}
    declared = declaration(program, tmp_path, figures={name: 1.0 for name in rows}, size=0.1)
    objective = Objective(declared.parts, declared.weights, declared.bend)
    sweeps = Sweeps(program, declared, objective, tmp_path / "sweeps", seed=77)
    means, variances = sweeps([[declared.parameters[0].to_unit(declared.parameters[0].start)]], 2, "one")
    assert len(rows) > 50
    for name, mean, z in zip(objective.names, means[0], objective.z(means, variances)[0]):
        assert mean == pytest.approx(rows[name]["model"]), name
        assert z == pytest.approx(rows[name]["z"], rel=1e-4, abs=1e-5), name  # the file holds single precision


def test_the_errors_of_all_figures_are_those_of_ayni_evidence(small_evidence):
    parts = read_parts(FIGURES)
    for name, row in small_evidence.items():
        if row["report_standard_error"] is not None:
            assert parts[name].error >= row["report_standard_error"] * (1 - 1e-9), name


# The search

def test_a_surface_knows_a_quadratic_function_and_its_slopes():
    points = np.random.default_rng(1).uniform(size=(60, 3))

    def means(x):
        return np.stack([x[:, 0] ** 2 - x[:, 1] * x[:, 2], 2 * x[:, 2]], axis=1)
    surface = Surface(points, means(points), centre=[0.5, 0.5, 0.5], radius=0.5)
    assert surface(points) == pytest.approx(means(points), abs=0.01)
    assert surface.slopes(np.array([0.5, 0.4, 0.6])) == pytest.approx(np.array([[1.0, -0.6, -0.4], [0, 0, 2.0]]), abs=0.05)


def surrogate(truth, noise=0.0):
    """A model of four figures, curved and with interactions, whose figures at `truth` are the report's."""
    def means(points):
        x = np.atleast_2d(points)
        return np.stack([np.exp(-x[:, 0]) + 0.3 * x[:, 1], x[:, 0] * x[:, 1], np.sin(2 * x[:, 1]) + 0.2 * x[:, 2],
                         x[:, 2] ** 2], axis=1)
    report = means(truth)[0]
    objective = Objective({str(k): part(str(k), value, 0.02) for k, value in enumerate(report)},
                          {str(k): 1.0 for k in range(4)}, bend=2.0)

    def evaluate(points, runs, name):
        luck = np.random.default_rng(int.from_bytes(name.encode()[:6], "big")).normal(size=(len(points), 4))
        return means(points) + noise * luck / runs ** 0.5, np.full((len(points), 4), noise ** 2 / runs)
    return objective, evaluate


@pytest.mark.parametrize("noise, close", [(0.0, 0.01), (0.01, 0.1)])
def test_a_search_recovers_the_parameters_that_made_the_figures(noise, close):
    truth = np.array([0.2, 0.7, 0.4])
    objective, evaluate = surrogate(truth, noise)
    found = Search(evaluate, objective, budget(), [0.8, 0.2, 0.9], seed=3, told=lambda text: None).run()
    assert found.best == pytest.approx(truth, abs=close)


def test_a_search_says_which_parameters_the_figures_do_not_determine():
    objective, evaluate = surrogate(np.array([0.2, 0.7, 0.4]))
    idle = 3  # no figure depends on the fourth

    def with_idle(points, runs, name):
        return evaluate(np.delete(points, idle, axis=1), runs, name)
    found = Search(with_idle, objective, budget(), [0.8, 0.2, 0.9, 0.5], seed=3, told=lambda text: None).run()
    rows = determination([Parameter(str(k), 0.0, 1.0, "linear", 0.5) for k in range(4)], found, objective)
    assert [row["determined"] for row in rows[:idle]] == ["well"] * idle
    assert rows[idle]["determined"] == "not" and rows[idle]["alone"] == 1.0


def test_a_search_is_the_same_when_repeated_and_another_with_another_seed():
    objective, evaluate = surrogate(np.array([0.2, 0.7, 0.4]), 0.01)
    first, again, other = (Search(evaluate, objective, budget(rounds=2), [0.8, 0.2, 0.9], seed, lambda text: None).run()
                           for seed in (3, 3, 4))
    assert np.array_equal(first.points, again.points)
    assert not np.array_equal(first.points, other.points)


def test_a_point_without_a_figure_is_never_the_best():
    objective, evaluate = surrogate(np.array([0.2, 0.7, 0.4]))

    def with_gap(points, runs, name):
        means, variances = evaluate(points, runs, name)
        means[points[:, 0] < 0.3, 1] = np.nan
        return means, variances
    found = Search(with_gap, objective, budget(rounds=3), [0.8, 0.2, 0.9], seed=3, told=lambda text: None).run()
    assert found.best[0] >= 0.3


# What is declared

def declaration_text(parameters=None, figures=None, size=0.05, **changes):
    parameters = parameters or {"trade.late_base": "{ range = [-2.5, 0.5] }"}
    figures = figures or {"survival.state_after_7_years": 1.0}
    top = {"scenario": str(ROOT / "scenarios/bolivia-2018.toml"), "figures_file": str(FIGURES),
           "settings": [f"scale.size={size}"]} | changes
    lines = [f"{key} = {json.dumps(value)}" for key, value in top.items()]
    lines += ["[parameter]", *(f'"{path}" = {entry}' for path, entry in parameters.items())]
    lines += ["[figures]", *(f'"{name}" = {weight}' for name, weight in figures.items())]
    lines += ["[search]", "seed = 11", "runs = 8", "points = 8", "rounds = 2", "points_per_round = 6", "final_points = 2",
              "final_runs = 16", "[refit]", "rounds = 1", "[judge]", "held_out_seeds = [12]", "runs = 16", "other_seed = 13",
              '[ablation."no trust learning"]', 'settings = ["trust.learning=false"]']
    return "\n".join(lines) + "\n"


def declaration(program, folder, **changes):
    (folder / "fit.toml").write_text(declaration_text(**changes))
    return read_declaration(folder / "fit.toml", program)


def test_what_the_project_fits_is_valid_and_was_fitted_or_set_by_hand_before(program):
    for quick in (False, True):
        declared = read_declaration(ROOT / "analysis/fit.toml", program, quick)
        assert len(declared.parameters) <= 12
    told = program.parameters()
    for parameter in declared.parameters:
        source = told[parameter.path]["source"]
        assert source.startswith(("analysis/fit.py", "first fit", "set by hand", "assumption")), parameter.path


ONE = "{ range = [0.1, 0.3] }"


def test_no_figure_kept_aside_can_be_fitted_to(program, tmp_path):
    aside = sorted({part.id for part in read_parts(FIGURES).values() if part.use == "validate"})
    assert len(aside) == 5
    for figure in aside:
        with pytest.raises(FitError, match="of use 'validate'"):
            declaration(program, tmp_path, figures={figure: 1})


def test_a_list_under_keys_is_one_for_all_of_them():
    parts = read_parts(FIGURES)
    assert parts["membership.change.lago.1"].statistic == "survey_members_increased"
    assert parts["membership.change.quinoa.3"].statistic == "survey_members_decreased"
    assert parts["membership.change.quinoa.3"].filter == "quinoa"


@pytest.mark.parametrize("changes, message", [
    ({"parameters": {"trade.late_bas": ONE}}, "no such parameter; did you mean trade.late_base"),
    ({"parameters": {"trust.prior_mean": "{ range = [0.1, 1.5] }"}}, r"range = \[0.1, 1.5\].*0.01 to 0.99"),
    ({"parameters": {"trust.prior_mean": "{ range = [0.5, 0.2] }"}}, "must rise"),
    ({"parameters": {"trust.prior_mean": "{ range = [0.1, 0.2] }"}}, "starts at 0.*outside its range"),
    ({"parameters": {"trust.learning": ONE}}, "is a true or false, not a number"),
    ({"parameters": {"trade.late_base": '{ range = [-2, 0.5], scale = "log" }'}}, "log.*range above 0"),
    ({"parameters": {"project.failure_breaks": ONE}}, "fixed from outside before fitting"),
    ({"parameters": {"region.salar.wealth": ONE}}, "regions, products and prices are inputs"),
    ({"parameters": {f"trust.made_up_{k}": ONE for k in range(13)}}, "13 parameters are fitted; 1 to 12 may be"),
    ({"figures": {"survival.state_after_8_years": 1}}, "no figure.*did you mean survival.state_after_7_years"),
    ({"figures": {"group.services.training": 1}}, "not available: not apart from technical assistance"),
    ({"figures": {"scale.producers": 1}}, "of use 'input'"),
    ({"figures": {"membership.change.lago.2": 1}}, "of use 'validate'; only \"calibrate\" may be fitted to"),
    ({"figures": {"tropico.changed_product_line": 1}}, "of use 'validate'"),
    ({"figures": {"breakup.reasons": 0}}, "weight 0 .* above 0"),
    ({"scenari": "x"}, "scenari is unknown; did you mean scenario"),
])
def test_a_declaration_that_breaks_a_rule_is_refused_with_the_reason(program, tmp_path, changes, message):
    with pytest.raises(FitError, match=message):
        declaration(program, tmp_path, **changes)


def test_all_that_is_wrong_is_told_at_once(program, tmp_path):
    with pytest.raises(FitError) as told:
        declaration(program, tmp_path, parameters={"trade.late_bas": ONE}, figures={"nothing": 1})
    assert len(str(told.value).splitlines()) == 2


def test_a_scenario_that_ends_before_a_figure_says_so(program, tmp_path):
    declared = declaration(program, tmp_path, figures={"survey_2018.kept_buyer.all": 1.0},
                           scenario=str(ROOT / "scenarios/bolivia.toml"))
    sweeps = Sweeps(program, declared, Objective(declared.parts, declared.weights, 2.0), tmp_path / "sweeps", 1)
    with pytest.raises(FitError, match="attended_2018.*run.horizon_months = 138 reaches it"):
        sweeps([[0.5]], 2, "one")


# The command

def command(program, *words):
    """What analysis/fit.py does; in this process, as importing scipy takes longer than a small fit."""
    spec = importlib.util.spec_from_file_location("fit", ROOT / "analysis/fit.py")
    fit = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fit)
    said, printed, code = io.StringIO(), io.StringIO(), 0
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stderr(said), contextlib.redirect_stdout(printed):
        patch.setenv("AYNI", str(program.path))
        try:
            fit.main([str(word) for word in words])
        except SystemExit as end:
            code = 1 if isinstance(end.code, str) else end.code
            said.write(str(end.code))
    return types.SimpleNamespace(returncode=code, stderr=said.getvalue(), stdout=printed.getvalue())


@pytest.fixture(scope="module")
def fitted(program, tmp_path_factory):
    """A fit of one parameter to figures that a known value of it has made; the folder and the declaration."""
    folder = tmp_path_factory.mktemp("known")
    subprocess.run([program.path, "run", ROOT / "scenarios/bolivia-2018.toml", "--set", f"scale.size={KNOWN_SIZE}",
                    "--set", f"trade.late_base={TRUE_LATE}", "-n", "32", "--seed", "5", "-q", "-o", folder / "true.h5"], check=True)
    text = FIGURES.read_text()
    made = {}
    for row in rows_of(json.loads(program.ask("evidence", folder / "true.h5", "--json"))).values():
        if row["id"] in ("survival.state_after_7_years", "breakup.reasons"):
            made.setdefault(row["id"], {})[row["part"]] = row["model"]
    for name, values in made.items():
        entry = text[text.index(f'id = "{name}"'):]
        old = entry[entry.index("value = "):].split("\n")[0]
        new = "value = { " + ", ".join(f"{key} = {value:.6f}" for key, value in values.items()) + " }"
        text = text.replace(old, new, 1)
    (folder / "figures.toml").write_text(text)
    (folder / "fit.toml").write_text(declaration_text({"trade.late_base": "{ range = [-2.5, 0.5], start = -2.0 }"},
                                                      dict.fromkeys(made, 1.0), size=KNOWN_SIZE,
                                                      figures_file=str(folder / "figures.toml")))
    done = subprocess.run([sys.executable, ROOT / "analysis/fit.py", "fit", "--declaration", folder / "fit.toml", "-o",
                           folder / "fit"], capture_output=True, text=True, timeout=300, check=False,
                          env=os.environ | {"AYNI": str(program.path)})
    assert done.returncode == 0, done.stderr
    return folder


def test_a_fit_recovers_the_parameter_that_made_the_figures(fitted):
    results = json.loads((fitted / "fit/fit.json").read_text())
    assert results["values"]["trade.late_base"] == pytest.approx(TRUE_LATE, abs=0.5)
    for row in (results["objective"]["fitting_seed"], *results["objective"]["held_out"]):
        assert row["fitted"] < row["start"]


def test_the_overlay_sets_what_was_fitted(program, fitted):
    resolved = program.ask("check", ROOT / "scenarios/bolivia.toml", "--overlay", fitted / "fit/fitted.toml", "--resolved")
    values = json.loads((fitted / "fit/fit.json").read_text())["values"]
    assert tomllib.loads(resolved)["trade"]["late_base"] == values["trade.late_base"]


def test_the_report_names_every_figure_that_was_fitted_to_and_every_parameter(fitted):
    text = (fitted / "fit/report.md").read_text()
    for name in ("survival.state_after_7_years.same_buyer", "breakup.reasons.quality", "`trade.late_base`"):
        assert name in text


def test_a_finished_fit_is_not_overwritten_without_force(program, fitted):
    before = (fitted / "fit/fit.json").read_bytes()
    for words in ([], ["--resume"]):
        done = command(program, "fit", "--declaration", fitted / "fit.toml", "-o", fitted / "fit", *words)
        assert done.returncode == 1 and "--force" in done.stderr
    assert (fitted / "fit/fit.json").read_bytes() == before


def test_an_interrupted_fit_goes_on_to_the_same_result(program, fitted, tmp_path):
    shutil.copytree(fitted / "fit", tmp_path / "fit")
    for name in ("fit.json", "search/final.h5", "search/round-02.h5"):
        (tmp_path / "fit" / name).unlink()
    shutil.rmtree(tmp_path / "fit/judged")
    words = ["fit", "--declaration", fitted / "fit.toml", "-o", tmp_path / "fit"]
    refused = command(program, *words)
    assert refused.returncode == 1 and "unfinished fit; go on with --resume" in refused.stderr
    assert command(program, *words, "--resume").returncode == 0
    assert (tmp_path / "fit/fit.json").read_bytes() == (fitted / "fit/fit.json").read_bytes()


def test_a_folder_of_another_declaration_or_of_something_else_is_left_alone(program, fitted, tmp_path):
    (tmp_path / "fit.toml").write_text(declaration_text())
    done = command(program, "ablate", "--declaration", tmp_path / "fit.toml", "-o", fitted / "fit")
    assert done.returncode == 1 and "another declaration" in done.stderr
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis/chapter.txt").write_text("mine")
    done = command(program, "fit", "--declaration", tmp_path / "fit.toml", "-o", tmp_path / "thesis", "--force")
    assert done.returncode == 1 and "something else" in done.stderr
    assert (tmp_path / "thesis/chapter.txt").read_text() == "mine"


def test_the_checks_judge_every_model_on_the_same_seeds(program, tmp_path):
    (tmp_path / "fit.toml").write_text(declaration_text())
    words = ["--declaration", tmp_path / "fit.toml", "-o", tmp_path / "fit"]
    for step in ("fit", "repeat", "ablate"):
        done = command(program, step, *words)
        assert done.returncode == 0, done.stderr
    repeated, ablated = (json.loads((tmp_path / f"fit/{step}.json").read_text()) for step in ("repeat", "ablate"))
    assert [row["name"] for row in repeated] == ["start", "fitted", "other start", "fitted with other seed",
                                                "fitted with other start"]
    assert [row["name"] for row in ablated] == ["fitted", "fitted, refitted", "no trust learning",
                                               "no trust learning, refitted"]
    assert repeated[1]["objective"] == ablated[0]["objective"] != ablated[2]["objective"]
    page = command(program, "page", *words).stdout
    assert "no trust learning, refitted" in page and "fitted with other start" in page
