"""What is fitted to what: analysis/fit.toml, read and checked against the program and the file of figures."""

import dataclasses
import difflib
import math
import pathlib
import tomllib

from .errors import FitError, raise_all
from .figures import read_parts
from .program import value_in

MOST_PARAMETERS = 12
FIXED_FROM_OUTSIDE = {"project.failure_breaks": "the share of tranche failures is fixed from outside before fitting"}
ONE_PLACE = ("region.", "product.", "prices.")  # inputs: one set of behavioural parameters serves all regions
SCALES = ("linear", "log")
BUDGET = {"seed": 0, "runs": 2, "points": 2, "rounds": 0, "points_per_round": 1, "final_points": 1, "final_runs": 2}


@dataclasses.dataclass(frozen=True)
class Parameter:
    """A fitted parameter; the search sees its range as 0 to 1."""

    path: str
    low: float
    high: float
    scale: str
    start: float

    def to_unit(self, value):
        a, b, x = (map(math.log, (self.low, self.high, value)) if self.scale == "log" else (self.low, self.high, value))
        return (x - a) / (b - a)

    def from_unit(self, unit):
        """Four digits: what is judged is what the overlay will say."""
        if self.scale == "log":
            value = self.low * (self.high / self.low) ** unit
        else:
            value = self.low + (self.high - self.low) * unit
        return min(max(float(f"{value:.4g}"), self.low), self.high)


@dataclasses.dataclass(frozen=True)
class Budget:
    """Sizes of the search; see analysis/fit.toml."""

    seed: int
    runs: int
    points: int
    rounds: int
    points_per_round: int
    final_points: int
    final_runs: int
    radius: float


@dataclasses.dataclass(frozen=True)
class Declaration:
    """All that determines a fit, beside the program."""

    source: pathlib.Path
    scenario: pathlib.Path
    figures: pathlib.Path
    settings: tuple
    parameters: tuple
    parts: dict  # every number of the file of figures, by name
    weights: dict  # of the numbers fitted to, by name
    bend: float
    budget: Budget
    refit: Budget
    held_out_seeds: tuple
    judge_runs: int
    other_seed: int
    ablations: dict  # settings by name

    def without(self, settings):
        """The same fit under further settings, which take what they set out of the fit."""
        taken = {setting.split("=")[0].strip() for setting in settings}
        left = tuple(p for p in self.parameters if p.path not in taken)
        return dataclasses.replace(self, settings=self.settings + tuple(settings), parameters=left)


def read_declaration(path, program, quick=False):
    """The fit that a file declares; `quick` lays its table [quick] over the rest. Raises FitError with every problem."""
    path = pathlib.Path(path).resolve()
    try:
        with open(path, "rb") as file:
            text = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise FitError(f"{path}: {problem}") from problem
    for table, values in text.pop("quick", {}).items():
        if quick:
            text[table] = text.get(table, {}) | values if isinstance(values, dict) else values
    return Reader(path, text, program).declaration()


class Reader:
    def __init__(self, path, text, program):
        self.path, self.text, self.program, self.problems = path, text, program, []

    def declaration(self):
        known = {"scenario", "figures_file", "settings", "bend", "parameter", "figures", "search", "refit", "judge",
                 "ablation"}
        for name in self.text.keys() - known:
            self.problems.append(f"{name} is unknown{near(name, known)}")
        raise_all(self.problems + [f"{name} is missing" for name in ("scenario", "figures_file", "parameter", "figures",
                                                                    "search", "judge") if name not in self.text],
                  self.path)
        files = {name: self.path.parent / self.text[name] for name in ("scenario", "figures_file")}
        settings = tuple(self.text.get("settings", ()))
        judge = self.text["judge"]
        parts = read_parts(files["figures_file"])
        made = {
            "parameters": self.parameters(self.program.resolved(files["scenario"], settings)),
            "weights": self.weights(parts),
            "budget": self.budget("search", {}),
            "refit": self.budget("refit", self.text["search"]),
            "ablations": self.ablations(),
        }
        raise_all(self.problems, self.path)
        return Declaration(source=self.path, scenario=files["scenario"].resolve(),
                           figures=files["figures_file"].resolve(), settings=settings, parts=parts,
                           bend=float(self.text.get("bend", 2.0)), held_out_seeds=tuple(judge["held_out_seeds"]),
                           judge_runs=judge["runs"], other_seed=judge["other_seed"], **made)

    def parameters(self, resolved):
        entries = self.text["parameter"]
        if not 1 <= len(entries) <= MOST_PARAMETERS:
            self.problems.append(f"{len(entries)} parameters are fitted; 1 to {MOST_PARAMETERS} may be")
        told = self.program.parameters()
        made = []
        for path, entry in entries.items():
            problem = self.problem_of(path, entry, told)
            if problem:
                self.problems.append(f"parameter {path}: {problem}")
                continue
            low, high = map(float, entry["range"])
            start = float(entry.get("start", value_in(resolved, path)))
            if not low <= start <= high:
                self.problems.append(f"parameter {path}: it starts at {start:g}, outside its range {low:g} to {high:g}")
                continue
            made.append(Parameter(path, low, high, entry.get("scale", "linear"), start))
        return tuple(made)

    @staticmethod
    def problem_of(path, entry, told):
        """Why a parameter cannot be fitted as declared; None when it can."""
        if path in FIXED_FROM_OUTSIDE:
            return f"may not be fitted: {FIXED_FROM_OUTSIDE[path]}"
        if path.startswith(ONE_PLACE):
            return "may not be fitted: regions, products and prices are inputs; only behaviour common to all is fitted"
        if path not in told:
            return f"ayni has no such parameter{near(path, told)}"
        unknown = entry.keys() - {"range", "scale", "start"}
        if unknown:
            return f"{min(unknown)} is unknown; a parameter has range, scale and start"
        if told[path]["type"] != "number":
            return f"is a {told[path]['type']}, not a number"
        low, high = entry.get("range", (0, 0))
        least, most = (told[path].get(bound, default) for bound, default in (("minimum", -math.inf),
                                                                           ("maximum", math.inf)))
        if not least <= low < high <= most:
            return f"range = [{low:g}, {high:g}] must rise within what the parameter may be, {least:g} to {most:g}"
        if entry.get("scale", "linear") not in SCALES or (entry.get("scale") == "log" and low <= 0):
            return "scale must be \"linear\", or \"log\" with a range above 0"
        return None

    def weights(self, parts):
        weights = {}
        for name, weight in self.text["figures"].items():
            chosen = [part for part in parts.values() if name in (part.id, part.name)]
            usable = [part for part in chosen if not part.unavailable and part.statistic]
            if not chosen:
                self.problems.append(f"figures: there is no figure {name}{near(name, parts)}")
            elif not usable:
                self.problems.append(f"figures: {name} is not available: {chosen[0].unavailable or 'no statistic'}")
            elif usable[0].use != "calibrate":
                self.problems.append(f"figures: {name} is of use {usable[0].use!r}; only \"calibrate\" may be fitted to")
            elif not isinstance(weight, (int, float)) or not weight > 0:
                self.problems.append(f"figures: the weight {weight} of {name} must be a number above 0")
            for part in usable:
                weights[part.name] = weight
        return weights

    def budget(self, table, base):
        values = base | self.text.get(table, {})
        for name in sorted(values.keys() - BUDGET.keys() - {"radius"}):
            self.problems.append(f"{table}.{name} is unknown{near(name, BUDGET)}")
        for name, least in BUDGET.items():
            if not isinstance(values.get(name), int) or values[name] < least:
                self.problems.append(f"{table}.{name} = {values.get(name)} must be a whole number from {least}")
        radius = values.get("radius", 0.2)
        if not 0.0 < radius <= 0.5:
            self.problems.append(f"{table}.radius = {radius} must be above 0 and at most 0.5")
        return Budget(**{name: values.get(name) for name in BUDGET}, radius=radius)

    def ablations(self):
        made = {}
        for name, entry in self.text.get("ablation", {}).items():
            made[name] = tuple(entry.get("settings", ()))
            if not made[name]:
                self.problems.append(f"ablation {name}: needs settings = [\"parameter=value\", ...]")
        return made


def near(name, known):
    close = difflib.get_close_matches(name, known, 3)
    return f"; did you mean {' or '.join(close)}?" if close else ""
