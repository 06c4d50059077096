"""Result files of ayni in Python: open one, look at its tables, draw pictures.

    from ayni import open_results, open_table

    data = open_results("results/bolivia.h5")
    data["trust"].mean("run").sel(arm="bolivia").plot.line(x="time")
    open_table("results/bolivia.h5", "alliance").groupby("cause")["duration"].median()
"""

from .errors import ResultsError
from .files import open_group, open_results, open_table, project_and_twin, scenario_of, table, tables
from .words import Words

__all__ = ["ResultsError", "Words", "open_group", "open_results", "open_table", "project_and_twin", "scenario_of",
           "table", "tables"]
