"""The report's figures, from scenarios/evidence/figures.toml."""

import functools
import pathlib
import tomllib

import numpy as np

FILE = pathlib.Path(__file__).parents[2] / "scenarios/evidence/figures.toml"


@functools.cache
def figures():
    """Figures by id, each a dict with `value`, and `n` where the size of the sample is known."""
    with open(FILE, "rb") as file:
        return {figure["id"]: figure for figure in tomllib.load(file)["figure"]}


def binomial_error(share, n):
    """Standard error of a share observed in a simple random sample of n."""
    return float(np.sqrt(share * (1.0 - share) / n))
