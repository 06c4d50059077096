#!/usr/bin/python3
"""A life table of alliances: who is alive at the start of each year, what share ends in it, and why; see early-deaths.md."""

import sys

from ayni import open_table


def main(path: str) -> None:
    alliances = open_table(path, "alliance")
    alliances["year"] = alliances["duration"] // 12
    print("year alive ended share most_often")
    for year in range(alliances["year"].max() + 1):
        alive = alliances[alliances["year"] >= year]
        ended = alive[(alive["year"] == year) & (alive["ended"] == 1)]
        cause = ended["cause"].astype(str).mode().iloc[0] if len(ended) else "-"
        print(f"{year + 1} {len(alive)} {len(ended)} {len(ended) / len(alive):.3f} {cause}")


if __name__ == "__main__":
    main(sys.argv[1])
