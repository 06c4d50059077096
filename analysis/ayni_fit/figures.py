"""The report's figures as numbers to be held against, after the rules of `ayni evidence` (sim/observe/evidence_judgement.hpp)."""

import dataclasses
import math
import tomllib

from .errors import FitError

DEFAULT_TOLERANCE = 0.2  # counts as two standard errors where neither an error nor a tolerance is known


@dataclasses.dataclass(frozen=True)
class Part:
    """One number of a figure; texts are empty where the file says nothing."""

    name: str  # id, or id.part
    id: str
    use: str
    report: float
    error: float  # what a difference is measured in, before the precision of the model's mean
    statistic: str
    sample: str
    filter: str
    unavailable: str

    def z(self, mean, variance_of_mean):
        """Distance of the model's mean over runs from the report."""
        return (mean - self.report) / (self.error ** 2 + variance_of_mean) ** 0.5


def binomial_error(share, n):
    """Standard error of a share; after Agresti and Coull where all or none of the sample have the property."""
    if not 0.0 < share < 1.0:
        share, n = (share * n + 2.0) / (n + 4.0), n + 4.0
    return math.sqrt(share * (1.0 - share) / n)


def read_parts(path):
    """Every number of every figure of a file such as scenarios/evidence/figures.toml, by name."""
    try:
        with open(path, "rb") as file:
            entries = tomllib.load(file)["figure"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as problem:
        raise FitError(f"{path} is no file of figures: {problem}") from problem
    parts = {}
    for entry in entries:
        for steps, report in numbers(entry["value"]):
            name = ".".join((entry["id"], *steps))
            parts[name] = part_of(entry, name, steps, report)
    return parts


def numbers(value, steps=()):
    """The numbers of a value with the keys and places that lead to them."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from numbers(inner, (*steps, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value, 1):
            yield from numbers(inner, (*steps, str(place)))
    elif isinstance(value, (int, float)):
        yield steps, float(value)


def field(entry, name, steps, default):
    """What a field says about one number: its own value, or that of the table or list of the value's shape."""
    found = entry.get(name)
    for step in steps:
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdigit():  # a list is one for all keys above it
            found = found[int(step) - 1]
    return default if found is None else found


def part_of(entry, name, steps, report):
    n, tolerance = field(entry, "n", steps, None), field(entry, "tolerance", steps, None)
    share = field(entry, "share", steps, True) and 0.0 <= report <= 1.0 and n is not None
    count = field(entry, "count", steps, False)
    sampling = max(report, 1.0) ** 0.5 if count else binomial_error(report, n) if share else 0.0
    if tolerance is None:
        tolerance = 0.0 if share or count else DEFAULT_TOLERANCE
    texts = {key: str(field(entry, key, steps, "")) for key in ("statistic", "sample", "filter", "unavailable")}
    return Part(name=name, id=entry["id"], use=entry["use"], report=report,
                error=max(sampling, 0.5 * tolerance * abs(report)), **texts)
