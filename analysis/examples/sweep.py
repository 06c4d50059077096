#!/usr/bin/python3
"""By how much indexed contracts keep alliances together, from the file of scenarios/sweeps/price-rule.toml; see sweep.md."""

import sys

from ayni import open_results


def main(path: str) -> None:
    with open_results(path) as data:
        ends = data["kaplan_meier_duration_84"].groupby(data["indexation"]).mean("point")
        effect = 100 * (ends.sel(indexation=1.0) - ends.sel(indexation=0.0))  # run by run
        error = effect.std("run", ddof=1) / effect.sizes["run"] ** 0.5
        for arm in effect["arm"].values:
            print(f"{arm} {effect.sel(arm=arm).mean().item():.4f} {error.sel(arm=arm).item():.4f}")


if __name__ == "__main__":
    main(sys.argv[1])
