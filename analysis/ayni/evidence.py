"""The report's figures, from scenarios/evidence/figures.toml."""

from __future__ import annotations

import functools
import pathlib
import re
import tomllib

import numpy as np

from .words import Words

FILE = pathlib.Path(__file__).with_name("figures.toml")  # scenarios/evidence/figures.toml


@functools.cache
def figures() -> dict[str, dict]:
    """Figures by id, each a dict with `value`, and `n` where the size of the sample is known."""
    with open(FILE, "rb") as file:
        return {figure["id"]: figure for figure in tomllib.load(file)["figure"]}


def figure_label(words: Words, figure: str, part: str = "") -> str:
    """What a figure, or a part of one that has several, is called in few words.

    >>> figure_label(Words("en"), "membership.change", "lago.3")
    'Membership since funding: Lago, shrunk'
    >>> figure_label(Words("es"), "price.milk", "y2013")
    'Precio de la leche, Bs por litro: 2013'
    """
    label = words.label("picture_figure", figure)
    pieces = [_part_label(words, figure, piece) for piece in part.split(".") if piece]
    return f"{label}: {', '.join(pieces)}" if pieces else label


def _part_label(words: Words, figure: str, piece: str) -> str:
    if year := re.fullmatch(r"y(\d{4})", piece):
        return year[1]
    return next((words(key) for key in part_keys(figure, piece) if words.has(key)), piece.replace("_", " "))


def part_keys(figure: str, piece: str) -> list[str]:
    """The terms that say what a part of a figure is called, the first that is there."""
    return [f"picture_figure_part.{figure}.{piece}", f"picture_figure_part.{piece}", f"region.{piece}", f"product.{piece}"]


def binomial_error(share: float, n: int) -> float:
    """Standard error of a share observed in a simple random sample of n."""
    return float(np.sqrt(share * (1.0 - share) / n))
