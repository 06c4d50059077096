"""What the Python tests share: the package of the checkout, the program, and small result files of every kind."""

import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "analysis"))
PROGRAM = pathlib.Path(os.environ.get("AYNI", ROOT / "build/release/ayni")).resolve()
BOLIVIA = ROOT / "scenarios/bolivia.toml"
SMALL = ["--set", "scale.size=0.05"]


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Result files by name, each made when it is first asked for."""
    folder = tmp_path_factory.mktemp("results")
    sweeps, teaching = ROOT / "scenarios/sweeps", ROOT / "scenarios/teaching"
    lever = ["--lever", "project.counterpart_share=0:0.6"]
    commands = {
        "other seed": ["run", BOLIVIA, "-n", "2", "--seed", "7", *SMALL],
        "twin": ["run", BOLIVIA, "--twin", "-n", "3", *SMALL, "--set", "output.detail=true"],
        "detail": ["run", BOLIVIA, "-n", "2", *SMALL, "--set", "output.detail=true"],
        "compare": [
            "compare",
            BOLIVIA,
            ROOT / "scenarios/indexed-contract.toml",
            ROOT / "scenarios/price-floor.toml",
            "-n",
            "4",
            *SMALL,
        ],
        "one-run": ["compare", BOLIVIA, ROOT / "scenarios/indexed-contract.toml", "-n", "1", *SMALL],
        "changes": [
            "compare",
            BOLIVIA,
            *(ROOT / f"scenarios/{name}.toml" for name in ("midterm-revision", "dairy-closes", "blockade")),
            "-n",
            "2",
            *SMALL,
        ],
        "without-project": ["run", ROOT / "scenarios/no-project.toml", "-n", "2", *SMALL],
        **{
            case: ["run", teaching / f"{case}.toml", "-n", "3"]
            for case in ("one-dairy", "quinoa-boom", "frontier-town")
        },
        "grid": ["sweep", sweeps / "price-rule.toml", "-n", "3", *SMALL],
        "one-lever": ["sweep", sweeps / "why-alliances-die.toml", "-n", "3"],
        "sample": ["sweep", sweeps / "how-sure.toml", "-n", "2", "--points", "16", *SMALL],
        "search": ["search", BOLIVIA, *lever, "--goal", "kaplan_meier[duration=84]>=0.5", "-n", "3", *SMALL],
        "mix": [
            "search",
            BOLIVIA,
            *lever,
            "--lever",
            "project.tranches=1:2:4",
            "--maximise",
            "potential_income[season=last]",
            "-n",
            "2",
            "--evaluations",
            "20",
            *SMALL,
        ],
        "rank": [
            "search",
            BOLIVIA,
            "--rank",
            "kaplan_meier[duration=84]",
            *lever,
            "--lever",
            "project.tranches=1:2:4",
            "--lever",
            "project.requires_buyer=false:true",
            "-n",
            "2",
            *SMALL,
        ],
    }

    def of(name):
        path = folder / f"{name}.h5"
        if not path.exists():
            if not PROGRAM.exists():
                pytest.skip(f"no program {PROGRAM}")
            subprocess.run(
                [PROGRAM, *map(str, commands[name]), "-q", "-o", path],
                check=True,
                stdout=subprocess.DEVNULL,
                timeout=300,
            )
        return path

    return of
