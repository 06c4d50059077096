"""Opening a result file, and saying why one cannot be opened."""

from __future__ import annotations

import os
import pathlib
import stat
import tomllib

import h5py
import pandas as pd
import xarray as xr

from .errors import ResultsError
from .soundness import require_sound

FORMAT_VERSION = 2  # of sim/FORMAT.md
HDF5_SIGNATURE = b"\x89HDF\r\n\x1a\n"
Path = str | os.PathLike


def open_results(path: Path) -> xr.Dataset:
    """The result file as an xarray Dataset; nothing is read before it is used.

    Every variable explains itself in `long_name`, `units` and `description`; its dimensions are named and labelled:
    `data["trust"].sel(arm="bolivia", region="lago").mean("run")`. Money is in Bs, shares are between 0 and 1. Of a file
    that was interrupted the runs are there that every arm has. Raises ResultsError for what is no result file of this
    version, or holds no run.
    """
    _check(pathlib.Path(path))
    try:
        data = xr.open_dataset(path, engine="h5netcdf")
        return _whole_runs(data, path)
    except ResultsError:
        raise
    except (OSError, KeyError, RuntimeError, TypeError, ValueError) as problem:
        raise ResultsError(_damaged(path, problem)) from problem


def open_group(path: Path, name: str) -> xr.Dataset | None:
    """A group of the file, such as `comparison` or `effect`, loaded; None where the file has none."""
    with h5py.File(path) as file:
        if name not in file:
            return None
    with xr.open_dataset(path, group=name, engine="h5netcdf") as group:
        return group.load()


def open_table(path: Path, name: str) -> pd.DataFrame:
    """A table of the file (`alliance`, `signing`, `event`, ...), one row each, categories as their labels.

    The columns `arm` and `run` say whose the row is. Raises ResultsError for a table that the file does not have.
    """
    with open_results(path) as data:
        return table(data, name)


def table(data: xr.Dataset, name: str) -> pd.DataFrame:
    """The same of an open file, with the runs that it was opened with."""
    if f"{name}_rows" not in data.variables:
        known = tables(data)
        has = f"it has {', '.join(known)}" if known else "it has none, as sweeps and searches keep outcomes alone"
        raise ResultsError(f"the file has no table {name!r}; {has}")
    prefix = f"{name}_"
    columns = {
        column.removeprefix(prefix): _spelled(variable)
        for column, variable in data.variables.items()
        if column.startswith(prefix) and variable.dims == (name,)
    }
    frame = pd.DataFrame(columns)
    arms = [str(arm) for arm in data["arm"].values]
    frame["arm"] = pd.Categorical.from_codes(frame["arm"].to_numpy(int), arms)
    frame = frame[frame["run"].isin(data["run"].values)]
    return frame.reset_index(drop=True)


def tables(data: xr.Dataset) -> list[str]:
    """Names of the tables of the file."""
    return [name.removesuffix("_rows") for name in data.variables if name.endswith("_rows")]


def _spelled(variable: xr.Variable):
    """A column as it is, or as labels where numbers stand for them; -1 is no value."""
    if "flag_meanings" not in variable.attrs:
        return variable.values
    labels = dict(zip((int(value) for value in variable.attrs["flag_values"]), variable.attrs["flag_meanings"].split()))
    labels.pop(-1, None)
    place = {value: position for position, value in enumerate(labels)}
    return pd.Categorical.from_codes([place.get(int(value), -1) for value in variable.values], list(labels.values()))


def _check(path: pathlib.Path) -> None:
    """Raises ResultsError for what is no finished result file, before a library gives up over it."""
    try:
        kind = os.stat(path).st_mode
        if stat.S_ISDIR(kind):
            raise ResultsError(f"{path} is a folder, not a result file")
        if not stat.S_ISREG(kind):  # who opens a pipe waits for ever
            raise ResultsError(f"{path} is not a regular file but a device, a pipe or the like")
        with open(path, "rb") as file:
            start = file.read(len(HDF5_SIGNATURE))
    except OSError as problem:
        raise ResultsError(f"cannot open {path}: {problem.strerror}") from None
    if not start:
        raise ResultsError(f"{path} is empty; the run that should have written it did not begin or its disk was full")
    if start != HDF5_SIGNATURE and path.suffix == ".toml":
        raise ResultsError(f"{path} is a scenario or a design, not a result file; `ayni run {path}`, or `ayni sweep` for a design, writes one")
    if start != HDF5_SIGNATURE:
        raise ResultsError(f"{path} is no result file: results of ayni are HDF5, and it is not")
    if pathlib.Path(f"{path}.journal").exists():
        raise ResultsError(f"{path} was left in the middle of a change; `ayni info {path}` puts it in order")
    require_sound(path)
    try:
        with h5py.File(path) as file:
            program, version = (_text(file.attrs.get(name)) for name in ("program", "format_version"))
    except OSError as problem:
        raise ResultsError(_damaged(path, problem)) from problem
    if program != "ayni":
        raise ResultsError(f"{path} was not written by ayni")
    if version != str(FORMAT_VERSION):
        raise ResultsError(
            f"{path} has version {version or 'unknown'} of the layout, and this program reads version "
            f"{FORMAT_VERSION}; run its scenario again, or use the program that wrote it"
        )


def _text(value) -> str:
    return value.decode() if isinstance(value, bytes) else "" if value is None else str(value)


def _damaged(path: Path, problem: Exception) -> str:
    return (
        f"{path} is damaged ({str(problem).splitlines()[0] if str(problem) else type(problem).__name__}); "
        "run its scenario again"
    )


def _whole_runs(data: xr.Dataset, path: Path) -> xr.Dataset:
    complete = int(data["runs_complete"])
    all_runs = data.sizes["arm"] * data.sizes["run"] * data.sizes.get("point", 1)
    if not 0 <= complete <= all_runs:
        raise ResultsError(_damaged(path, ValueError(f"it says that it holds {complete} of {all_runs} runs")))
    whole = complete // data.sizes["arm"]
    if whole == 0:
        raise ResultsError(f"{path} holds no finished run of every arm; carry its command out again with --resume")
    if "point" in data.sizes:
        return data  # what is not there yet is NaN
    return data.isel(run=slice(0, whole))


def project_and_twin(data: xr.Dataset) -> tuple[xr.Dataset, xr.Dataset | None]:
    """(first arm, its no-project twin or None). Both share every shock."""
    with_project = data.isel(arm=0)
    twin = data.sel(arm="no project") if "no project" in data["arm"].values[1:] else None
    return with_project, twin


def first_with_project(data: xr.Dataset) -> str:
    """The first arm in which the project operates; the first of all where it does in none."""
    operates = (data["project"].values == 1).ravel()
    return str(data["arm"].values[int(operates.argmax())])


def scenario_of(data: xr.Dataset, arm: int = 0) -> dict:
    """The scenario of an arm, every value resolved, as nested dicts."""
    return tomllib.loads(str(data["scenario_resolved"].values[arm]))


def flat(settings: dict, before: str = "") -> dict:
    """Parameters by path.

    >>> flat({"trade": {"indexation": 1.0}, "name": "a"})
    {'trade.indexation': 1.0, 'name': 'a'}
    """
    result = {}
    for name, value in settings.items():
        result |= flat(value, f"{before}{name}.") if isinstance(value, dict) else {f"{before}{name}": value}
    return result
