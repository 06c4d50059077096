"""Pictures of a result file: `draw(data, "survival")` gives them, `kinds(data)` says which the file has."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import xarray as xr

from ..errors import ResultsError
from ..words import Words
from .picture import Picture, provenance_of
from .survival import survival_by_arm

__all__ = ["KINDS", "Kind", "Picture", "draw", "kinds", "provenance_of"]


@dataclasses.dataclass(frozen=True)
class Kind:
    """One kind of picture. `make` gives its pictures, or raises ResultsError with what the file lacks."""

    name: str
    make: Callable[[xr.Dataset, Words], list[Picture]]
    needs: tuple[str, ...] = ()  # variables or dimensions the file must have

    def lacking(self, data: xr.Dataset) -> list[str]:
        """What the file does not have of what this kind of picture needs."""
        return [name for name in self.needs if name not in data.variables and name not in data.sizes]


KINDS = {kind.name: kind for kind in (
    Kind("survival", survival_by_arm, ("kaplan_meier",)),
)}


def kinds(data: xr.Dataset) -> list[Kind]:
    """The kinds of pictures that can be drawn of the file."""
    return [kind for kind in KINDS.values() if not kind.lacking(data)]


def draw(data: xr.Dataset, name: str, language: str = "en") -> list[Picture]:
    """The pictures of one kind; most kinds have one. Raises ResultsError where the file has not what it takes."""
    if name not in KINDS:
        raise ResultsError(f"there is no picture {name!r}; there are {', '.join(KINDS)}")
    lacking = KINDS[name].lacking(data)
    if lacking:
        able = ", ".join(kind.name for kind in kinds(data)) or "none"
        raise ResultsError(f"the file has no {', '.join(lacking)}, which the picture {name} needs; it can have: {able}")
    return KINDS[name].make(data, Words(language))
