"""What a picture is: what it finds, what it shows, the numbers drawn, and how they are drawn."""

from __future__ import annotations

import dataclasses
import io
import pathlib
from collections.abc import Callable

import matplotlib.figure
import pandas as pd
import xarray as xr

from ..findings import arm_label
from ..words import Words
from . import style


@dataclasses.dataclass
class Picture:
    """One drawing. `draw` fills an empty figure of `size` inches; title, line below and source are set round it."""

    name: str  # of its file, in lower case: survival, courses-trust
    finding: str  # the title: what the numbers say
    shown: str  # the line below: what is drawn, and its unit
    table: pd.DataFrame  # the numbers that are drawn
    draw: Callable[[matplotlib.figure.Figure], None]
    size: tuple[float, float] = (9.2, 4.8)  # width and height of the drawing in inches, without title and source
    source: str = ""  # the line under the drawing: where the numbers come from

    @property
    def alternative(self) -> str:
        """What a reader is told who cannot see the drawing."""
        return f"{self.finding.rstrip('.')}. {self.shown}"

    def svg(self, heading: bool = True, provenance: str = "") -> str:
        """The picture as SVG text; `heading=False` leaves out title, line below and source, for pages that set them."""
        made = io.StringIO()
        self._save(made, "svg", heading, provenance)
        return made.getvalue()

    def content(self, form: str, provenance: str = "") -> bytes:
        """The picture as a file: svg, png or pdf, with where it comes from inside."""
        made = io.BytesIO()
        self._save(made, form, True, provenance)
        return made.getvalue()

    def _save(self, target, form: str, heading: bool, provenance: str) -> None:
        with style.figure(self, heading) as figure:
            self.draw(figure)
            figure.savefig(target, format=form, metadata=style.metadata(form, self, provenance))


def provenance_of(data: xr.Dataset) -> str:
    """Where the numbers come from, in one line: command, program, seed and digest of the scenario."""
    said = data.attrs
    return (
        f"{said['command_line']} (ayni {said['program_version']}, commit {said['git_commit']}, seed {said['seed']}, "
        f"scenario SHA-256 {said['scenario_sha256']})"
    )


def source_line(data: xr.Dataset, words: Words) -> str:
    """What stands under a drawing: scenario, runs, seed, version; the file's metadata has all of it."""
    arms = words.listed([arm_label(words, str(arm)) for arm in data["arm"].values][:6])
    return words(
        "picture_text.source",
        arms=arms,
        runs=words.number(data.sizes["run"]),
        seed=str(data.attrs["seed"]),
        version=str(data.attrs["program_version"]),
        commit=str(data.attrs["git_commit"])[:10],
    )


def bands(data: xr.Dataset, words: Words) -> str:
    """What the bands are, for the line below the title."""
    return words("shown.bands" if data.sizes["run"] > 1 else "shown.one_run", runs=str(data.sizes["run"]))
