"""Result files of ayni in Python: open one, compute what the pictures need, draw them."""

from .evidence import figures
from .files import open_results, project_and_twin, scenario_of
from .survival import REPORTED_MONTH, same_buyer_share
from .survival_picture import draw_survival
from .welfare_picture import draw_welfare

__all__ = ["REPORTED_MONTH", "draw_survival", "draw_welfare", "figures", "open_results", "project_and_twin",
           "same_buyer_share", "scenario_of"]
