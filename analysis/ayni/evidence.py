"""The report's figures, from scenarios/evidence/figures.toml."""

from __future__ import annotations

import functools
import pathlib
import tomllib

import numpy as np

FILE = pathlib.Path(__file__).with_name("figures.toml")  # scenarios/evidence/figures.toml


@functools.cache
def figures() -> dict[str, dict]:
    """Figures by id, each a dict with `value`, and `n` where the size of the sample is known."""
    with open(FILE, "rb") as file:
        return {figure["id"]: figure for figure in tomllib.load(file)["figure"]}


def binomial_error(share: float, n: int) -> float:
    """Standard error of a share observed in a simple random sample of n."""
    return float(np.sqrt(share * (1.0 - share) / n))
