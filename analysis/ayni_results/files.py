"""Opening a result file."""

import tomllib

import xarray as xr


def open_results(path):
    """The result file as an xarray Dataset; every variable explains itself in `long_name`, `units` and `description`.

    Raises ValueError when the file was not written by ayni or holds no finished run.
    """
    data = xr.open_dataset(path, engine="h5netcdf")
    if data.attrs.get("program") != "ayni":
        raise ValueError(f"{path} was not written by ayni")
    if int(data["runs_complete"]) == 0:
        raise ValueError(f"{path} holds no finished run")
    if "point" in data.sizes:
        return data  # of a sweep; what is not there yet is NaN
    whole = int(data["runs_complete"]) // data.sizes["arm"]  # an interrupted file ends in the middle
    return data.isel(run=slice(0, whole))


def project_and_twin(data):
    """(arm with the project, its no-project twin or None). Both share every shock."""
    with_project = data.isel(arm=0)
    twin = data.sel(arm="no project") if "no project" in data["arm"].values[1:] else None
    return with_project, twin


def rows(data, table, arm=0):
    """Columns of a table as a dict of arrays, the rows of one arm and of the runs in `data`."""
    mine = (data[f"{table}_arm"].values == arm) & (data[f"{table}_run"].values < data.sizes["run"])
    prefix = f"{table}_"
    columns = [name for name, variable in data.variables.items()
               if name.startswith(prefix) and variable.dims == (table,)]
    return {name.removeprefix(prefix): data[name].values[mine] for name in columns}


def category(data, column, label):
    """The number that stands for a label in a column of categories."""
    attrs = data[column].attrs
    labels = attrs["flag_meanings"].split()
    matches = [int(value) for value, name in zip(attrs["flag_values"], labels) if name == label and value >= 0]
    if not matches:
        raise KeyError(f"{column} has no category {label!r}; it has {', '.join(labels)}")
    return matches[0]


def scenario_of(data):
    """The scenario of the file's first arm, every value resolved, as nested dicts."""
    return tomllib.loads(str(data["scenario_resolved"].values[0]))
