"""Judging a point as everybody would: `ayni run`, then `ayni evidence`."""

import json

from .program import set_options


def rows_of(evidence):
    """Rows of `ayni evidence --json` by name of the figure; one that is not available has a note and no z."""
    return {row["figure"]: {"model": None, "z": None, **row}
            for section in evidence["sections"] if section["name"] != "studies"
            for table in section["tables"] for row in table["rows"]}


class Judge:
    """What `ayni evidence` says of settings under a seed; kept in the folder, so asked once."""

    def __init__(self, program, declaration, folder):
        self.program, self.declaration, self.folder = program, declaration, folder
        folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, values, seed, name, settings=()):
        """Rows by name of the figure. `values` are the parameters' by path."""
        kept = self.folder / f"{name}-seed-{seed}.json"
        if not kept.exists():
            results = kept.with_suffix(".h5")
            # Settings come last: an ablation overrules what was fitted.
            words = [f"{path}={value!r}" for path, value in values.items()]
            words = set_options((*self.declaration.settings, *words, *settings))
            self.program.work("run", self.declaration.scenario, *words, "-n", self.declaration.judge_runs, "--seed", seed,
                              "-o", results, "--resume")
            text = self.program.ask("evidence", results, "--json", "--figures", self.declaration.figures)
            kept.with_suffix(".partial").write_text(text, encoding="utf-8")
            kept.with_suffix(".partial").rename(kept)
            results.unlink()
        return rows_of(json.loads(kept.read_text(encoding="utf-8")))

    def held_out(self, values, name, settings=()):
        """The same under every seed that no fit has seen."""
        return [self(values, seed, name, settings) for seed in self.declaration.held_out_seeds]


def mean_over(judgements, figure, key):
    """Mean of a column over seeds; None where the figure has no value."""
    values = [rows[figure][key] for rows in judgements]
    return None if any(value is None for value in values) else sum(values) / len(values)
