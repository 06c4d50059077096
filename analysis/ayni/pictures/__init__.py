"""Pictures of a result file: `draw(data, "survival")` gives them, `kinds(data)` says which the file has."""

from __future__ import annotations

from .kinds import KINDS, Kind, draw, kinds
from .picture import Picture, provenance_of

__all__ = ["KINDS", "Kind", "Picture", "draw", "kinds", "provenance_of"]
