"""The steps: the fit itself, the fit repeated, and fits without one mechanism."""

import numpy as np

from .determination import determination
from .errors import FitError
from .judgement import Judge, mean_over
from .objective import Objective
from .search import Search
from .sweeps import Sweeps

STATES = [f"survival.state_after_7_years.{state}" for state in ("same_buyer", "new_buyer", "free_market")]
FIRST_YEAR = "survival.share_of_breakups_within_first_year_of_funding"
GROUPS = {"regions": "survival.same_buyer_after_7_years_by_region", "reasons": "breakup.reasons"}


def search(program, declaration, folder, budget, start, seed):
    """A finished search; `start` in the units of the search."""
    objective = Objective(declaration.parts, declaration.weights, declaration.bend)
    evaluate = Sweeps(program, declaration, objective, folder, seed)
    return Search(evaluate, objective, budget, start, seed).run(), objective


def declared_start(declaration):
    return np.array([p.to_unit(p.start) for p in declaration.parameters])


def values_of(declaration, units):
    return {p.path: p.from_unit(unit) for p, unit in zip(declaration.parameters, units)}


def fit(program, declaration, folder):
    """What report.py prints of a fit; judged on the seed of the fit and on seeds that it has not seen."""
    seed = declaration.budget.seed
    found, objective = search(program, declaration, folder.path / "search", declaration.budget,
                              declared_start(declaration), seed)
    judge = Judge(program, declaration, folder.path / "judged")
    # The start is judged as declared: rounding is for what the search made up.
    points = {"start": {p.path: p.start for p in declaration.parameters}, "fitted": values_of(declaration, found.best)}
    seen = {name: judge(values, seed, name) for name, values in points.items()}
    unseen = {name: judge.held_out(values, name) for name, values in points.items()}
    objectives = {"fitting_seed": {name: objective.of_rows(rows) for name, rows in seen.items()}}
    objectives["held_out"] = [{"seed": held, "start": objective.of_rows(start), "fitted": objective.of_rows(fitted)}
                              for held, start, fitted in zip(declaration.held_out_seeds, unseen["start"],
                                                             unseen["fitted"])]
    return {
        "scenario": declaration.scenario.name, "settings": list(declaration.settings), "bend": declaration.bend,
        "seed": seed, "runs": found.runs, "points": len(found.points), "runs_at_each": declaration.budget.runs,
        "judged_on_runs": declaration.judge_runs, "objective": objectives,
        "values": points["fitted"],
        "parameters": determination(declaration.parameters, found, objective),
        "figures": figure_rows(declaration, seen, unseen),
    }


def figure_rows(declaration, seen, unseen):
    """Every available figure that may be fitted to: report, model and z, before and after, seen and unseen seeds."""
    rows = []
    for name, row in seen["fitted"].items():
        if row["use"] != "calibrate" or row["z"] is None:
            continue
        rows.append({
            "figure": name, "weight": declaration.weights.get(name, 0.0), "report": row["report"],
            "model": mean_over(unseen["fitted"], name, "model"),
            "z_seen": {point: seen[point][name]["z"] for point in seen},
            "z_held_out": {point: mean_over(unseen[point], name, "z") for point in unseen},
        })
    return rows


def repeat(program, declaration, folder):
    """The same fit with another seed, and from another start; all on the same held-out seeds."""
    first = finished_fit(folder)
    judge = Judge(program, declaration, folder.path / "judged")
    seed, other = declaration.budget.seed, declaration.other_seed
    elsewhere = np.random.default_rng(other).uniform(size=len(declaration.parameters))
    objective = Objective(declaration.parts, declaration.weights, declaration.bend)
    columns = {
        "start": {p.path: p.start for p in declaration.parameters},
        "fitted": first["values"],
        "other start": values_of(declaration, elsewhere),
    }
    for name, start, with_seed in (("other-seed", declared_start(declaration), other),
                                   ("other-start", elsewhere, seed)):
        found, _ = search(program, declaration, folder.path / name, declaration.budget, start, with_seed)
        columns[f"fitted with {name.replace('-', ' ')}"] = values_of(declaration, found.best)
    return [judged(judge, objective, name, values) for name, values in columns.items()]


def ablate(program, declaration, folder):
    """The fitted model without one mechanism each, as it is and fitted anew."""
    first = finished_fit(folder)
    judge = Judge(program, declaration, folder.path / "judged")
    objective = Objective(declaration.parts, declaration.weights, declaration.bend)
    rows = []
    # The whole model is fitted anew too: a second search may gain by itself what would look like a mechanism's absence.
    for name, settings in {"fitted": (), **declaration.ablations}.items():
        rows.append(judged(judge, objective, name, first["values"], settings))
        left = declaration.without(settings)
        start = np.array([p.to_unit(first["values"][p.path]) for p in left.parameters])
        found, _ = search(program, left, folder.path / "ablations" / name.replace(" ", "-"), left.refit, start,
                          left.refit.seed)
        rows.append(judged(judge, objective, f"{name}, refitted", values_of(left, found.best), settings))
    return rows


def finished_fit(folder):
    results = folder.read("fit")
    if results is None:
        raise FitError(f"{folder.path} holds no finished fit; run: analysis/fit.py fit -o {folder.path} --resume")
    return results


def judged(judge, objective, name, values, settings=()):
    """One row of the tables of checks: a point on the held-out seeds."""
    rows = judge.held_out(values, name.replace(", ", "-").replace(" ", "-"), settings)
    row = {"name": name, "values": values, "objective": [objective.of_rows(each) for each in rows]}
    row["figures"] = {figure: {key: mean_over(rows, figure, key) for key in ("model", "z")}
                      for figure in (*STATES, FIRST_YEAR)}
    for group, figure in GROUPS.items():
        z = {part: mean_over(rows, part, "z") for part in rows[0] if part.startswith(figure + ".")}
        worst = max(z, key=lambda part: abs(z[part]))
        row[group] = {"worst": worst.removeprefix(figure + "."), "z": z[worst]}
    return row
