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
    commands = {
        "other seed": ["run", BOLIVIA, "-n", "2", "--seed", "7", *SMALL],
        "twin": ["run", BOLIVIA, "--twin", "-n", "3", *SMALL],
        "compare": ["compare", BOLIVIA, ROOT / "scenarios/indexed-contract.toml", ROOT / "scenarios/price-floor.toml",
                    "-n", "4", *SMALL],
    }

    def of(name):
        path = folder / f"{name}.h5"
        if not path.exists():
            if not PROGRAM.exists():
                pytest.skip(f"no program {PROGRAM}")
            subprocess.run([PROGRAM, *map(str, commands[name]), "-q", "-o", path], check=True, stdout=subprocess.DEVNULL,
                           timeout=300)
        return path
    return of
