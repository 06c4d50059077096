"""What a fit found, as Markdown and as an overlay for scenarios."""

from .steps import FIRST_YEAR, STATES


def overlay(results, command):
    """A scenario file to lay over others: `ayni run scenarios/bolivia.toml --overlay fitted.toml`."""
    at_end = results["objective"]
    lines = [
        f"# Fitted by {command} to the figures of {results['scenario']}, seed {results['seed']}, {results['runs']} runs.",
        f"# Objective {at_end['fitting_seed']['start']:.1f} -> {at_end['fitting_seed']['fitted']:.1f} on that seed; held "
        "out " + ", ".join(f"{row['start']:.1f} -> {row['fitted']:.1f} (seed {row['seed']})" for row in at_end["held_out"])
        + ".",
    ]
    tables = {}
    for path, value in results["values"].items():
        table, _, name = path.rpartition(".")
        tables.setdefault(table, []).append(f"{name} = {value!r}")
    for table, values in tables.items():
        lines += ["", f"[{table}]", *values]
    return "\n".join(lines) + "\n"


def table(heads, rows):
    """A Markdown table; the first column is text, the others numbers."""
    lines = ["| " + " | ".join(heads) + " |", "|---" + "|--:" * (len(heads) - 1) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def number(value):
    if value is None:
        return "-"
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}" if abs(value) >= 10 else f"{value:.2f}"


def signed(z):
    return "-" if z is None else f"{z:+.1f}"


def fit_page(results):
    settings = f" with {', '.join(results['settings'])}" if results["settings"] else ""
    runs, points, each = results["runs"], results["points"], results["runs_at_each"]
    text = [f"{points} points at {each} runs, {runs} runs of {results['scenario']}{settings} in all. The objective:",
            objective_table(results), f"Every figure below is on {results['judged_on_runs']} runs of a seed.",
            parameter_table(results), figure_table(results)]
    return "\n\n".join(text) + "\n"


def objective_table(results):
    seen, rows = results["objective"]["fitting_seed"], results["objective"]["held_out"]
    lines = [[f"{results['seed']} (fitted on)", f"{seen['start']:.1f}", f"{seen['fitted']:.1f}"]]
    lines += [[f"{row['seed']} (held out)", f"{row['start']:.1f}", f"{row['fitted']:.1f}"] for row in rows]
    return table(["seed", "start", "fitted"], lines)


def parameter_table(results):
    rows = []
    for row in results["parameters"]:
        low, high = row["spread"]
        at_bound = " (at its bound)" if row["from_bound"] < 0.01 else ""
        rows.append([f"`{row['path']}`", f"{row['low']:g} to {row['high']:g}", f"{row['start']:.4g}",
                     f"{row['fitted']:.4g}", f"{100 * row['from_bound']:.0f}%{at_bound}", f"{100 * row['alone']:.0f}%",
                     f"{100 * row['together']:.0f}%", f"{low:.4g} to {high:.4g}", row["determined"]])
    return table(["parameter", "range", "start", "fitted", "from its bound", "alone", "together",
                  f"spread of {results['parameters'][0]['near_equal_points']} points", "determined"], rows)


def figure_table(results):
    rows = []
    for row in sorted(results["figures"], key=lambda row: row["weight"] == 0):  # stable: the order of the file within
        seen, unseen = row["z_seen"], row["z_held_out"]
        rows.append([row["figure"], f"{row['weight']:.2g}" if row["weight"] else "-", number(row["report"]),
                     number(row["model"]), signed(seen["start"]), signed(seen["fitted"]), signed(unseen["start"]),
                     signed(unseen["fitted"])])
    return table(["figure", "weight", "report", "model", "z before", "z after", "held out before", "held out after"], rows)


def repeat_page(rows):
    heads = ["", *(row["name"] for row in rows)]
    lines = [[f"objective, held-out seed {k + 1}", *(f"{row['objective'][k]:.1f}" for row in rows)]
             for k in range(len(rows[0]["objective"]))]
    lines += [[label, *(f"{signed(row[group]['z'])} ({row[group]['worst']})" for row in rows)]
              for group, label in (("regions", "furthest region, z"), ("reasons", "furthest reason, z"))]
    lines += [[f"`{path}`", *(f"{row['values'][path]:.4g}" for row in rows)] for path in rows[0]["values"]]
    return table(heads, lines) + "\n"


def ablation_page(rows):
    def shown(row, figure):
        return f"{number(row['figures'][figure]['model'])} ({signed(row['figures'][figure]['z'])})"
    lines = [[row["name"], *(f"{value:.1f}" for value in row["objective"]),
              *(shown(row, figure) for figure in (*STATES, FIRST_YEAR)),
              *(f"{signed(row[group]['z'])} ({row[group]['worst']})" for group in ("regions", "reasons"))] for row in rows]
    seeds = [f"objective, held-out seed {k + 1}" for k in range(len(rows[0]["objective"]))]
    return table(["model", *seeds, "same buyer (z)", "new buyer (z)", "free market (z)", "first year (z)",
                  "furthest region", "furthest reason"], lines) + "\n"


def page(fit, repeat, ablate):
    """All that is there, one under the other."""
    parts = [fit_page(fit)]
    if repeat:
        parts += ["The fit with another seed and from another start:\n", repeat_page(repeat)]
    if ablate:
        parts += ["Without one mechanism each, as fitted and fitted anew:\n", ablation_page(ablate)]
    return "\n".join(parts)
