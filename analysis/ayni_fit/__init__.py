"""The fit of the behavioural parameters to the report's figures, and the checks that it is no accident."""

from .declaration import Declaration, read_declaration
from .errors import FitError
from .objective import Objective
from .program import Program

__all__ = ["Declaration", "FitError", "Objective", "Program", "read_declaration"]
