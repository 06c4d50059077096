"""How many alliances last, from the tables of a result file: the report's way of counting, and the curves."""

import csv
import io
import pathlib
import shutil
import subprocess

import numpy as np
import pytest
import xarray as xr

from ayni import open_results, table
from ayni.evidence import figures
from ayni.survival import aalen_johansen, followed, kaplan_meier, same_buyer_share

KINDS = "none funded agreement_ended agreement_signed fund_started fund_ended"
FUNDED, ENDED, SIGNED = 0, 1, 2


def made_up(alliances, events, months=120, regions=2):
    """A file in memory with the given rows: alliances (run, group, region, funded), events (run, group, month, kind,
    buyer), all of arm 0."""
    data = xr.Dataset(coords={"arm": ["policy"], "run": [0, 1], "time": np.arange(months), "region": [f"region_{k}" for k in range(regions)]})
    for name_of_table, names, lines in (("alliance", ("run", "group", "region", "funded"), alliances),
                                ("event", ("run", "group", "month", "kind", "buyer"), events)):
        for name, column in zip(names, zip(*lines)):
            data[f"{name_of_table}_{name}"] = (name_of_table, np.array(column))
        data[f"{name_of_table}_arm"] = (name_of_table, np.zeros(len(lines), dtype=int))
        data[f"{name_of_table}_rows"] = (("arm", "run"), np.zeros((1, 2), dtype=int))
    data["alliance_region"].attrs = {"flag_values": np.arange(-1, regions),
                                     "flag_meanings": "none " + " ".join(f"region_{k}" for k in range(regions))}
    data["event_kind"].attrs = {"flag_values": np.arange(-1, 5), "flag_meanings": KINDS}
    return data


def test_an_alliance_that_never_ended_is_with_its_first_buyer():
    data = made_up([(0, 7, 0, 10)], [(0, 7, 10, FUNDED, 3)])
    np.testing.assert_array_equal(same_buyer_share(data)[0], [1.0, np.nan, 1.0])


def test_an_alliance_that_ended_is_not_unless_the_group_came_back_to_its_first_buyer():
    ended = [(0, 7, 10, FUNDED, 3), (0, 7, 20, ENDED, 3)]
    alliance = [(0, 7, 1, 10)]
    assert same_buyer_share(made_up(alliance, ended))[0, 1] == 0.0
    assert same_buyer_share(made_up(alliance, [*ended, (0, 7, 40, SIGNED, 5)]))[0, 1] == 0.0
    assert same_buyer_share(made_up(alliance, [*ended, (0, 7, 40, SIGNED, 3)]))[0, 1] == 1.0


def test_what_happens_after_the_month_asked_for_does_not_count():
    events = [(0, 7, 10, FUNDED, 3), (0, 7, 95, ENDED, 3)]
    assert same_buyer_share(made_up([(0, 7, 0, 10)], events), month=84)[0, 0] == 1.0
    assert same_buyer_share(made_up([(0, 7, 0, 10)], events), month=85)[0, 0] == 0.0


def test_alliances_funded_too_late_to_be_seen_so_long_are_left_out():
    data = made_up([(0, 7, 0, 10), (0, 8, 0, 36)], [(0, 7, 10, FUNDED, 3), (0, 7, 11, ENDED, 3), (0, 8, 36, FUNDED, 4)])
    assert same_buyer_share(data, month=84)[0, 0] == 0.0
    assert same_buyer_share(data, month=83)[0, 0] == 0.5


def test_groups_of_different_replicates_are_kept_apart():
    data = made_up([(0, 7, 0, 10), (1, 7, 0, 10)],
                   [(0, 7, 10, FUNDED, 3), (0, 7, 20, ENDED, 3), (1, 7, 10, FUNDED, 3)])
    np.testing.assert_array_equal(same_buyer_share(data)[:, 2], [0.0, 1.0])


def test_a_curve_ends_where_too_few_are_at_risk():
    assert followed([[9, 4, 2, 0], [9, 2, 2, 0]], least=5.0) == 2


def test_kaplan_meier_of_the_file_follows_from_its_table_of_alliances(made):
    with open_results(made("twin")) as data:
        alliances = table(data, "alliance")
        for run, rows in alliances[alliances["arm"] == "bolivia"].groupby("run"):
            curve = kaplan_meier(rows["duration"], rows["ended"], data.sizes["duration"] - 1)
            kept = data["kaplan_meier"].sel(arm="bolivia", run=run).values
            np.testing.assert_allclose(curve, kept, atol=1e-6)  # kept in single precision


def estimates_of_r(spells, horizon, causes):
    """Survival and incidence by month as R's package survival estimates them, of spells (duration, cause)."""
    if not shutil.which("Rscript"):
        pytest.skip("no Rscript")
    text = "set,duration,cause\n" + "".join(f"0,{duration},{cause}\n" for duration, cause in spells)
    script = pathlib.Path(__file__).with_name("survival_oracle.R")
    done = subprocess.run(["Rscript", "--vanilla", script, str(horizon), str(causes)], input=text, capture_output=True,
                          text=True, check=True)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    survival = np.array([float(row["survival"]) for row in rows])
    return survival, np.array([[float(row[f"incidence_{k}"]) for row in rows] for k in range(1, causes + 1)])


def test_the_curves_of_the_table_alliance_are_those_of_r_where_many_end_in_the_same_month(made):
    with open_results(made("twin")) as data:
        alliances, horizon, causes = table(data, "alliance"), data.sizes["duration"] - 1, data.sizes["cause"]
    durations, cause = alliances["duration"].to_numpy(), alliances["cause"].cat.codes.to_numpy()
    ended = cause > 0
    assert len(durations) - len(np.unique(durations[ended])) > 50 and len(np.unique(cause)) > 4  # ties, and several causes
    survival, incidence = estimates_of_r(zip(durations, cause), horizon, causes)
    np.testing.assert_allclose(kaplan_meier(durations, ended, horizon), survival, atol=1e-9)
    np.testing.assert_allclose(aalen_johansen(durations, cause, causes, horizon), incidence, atol=1e-9)


def test_curves_without_a_spell_have_no_values():
    assert np.isnan(kaplan_meier([], [], 3)).all() and np.isnan(aalen_johansen([], [], 2, 3)).all()


def test_who_never_left_is_at_most_who_is_there_after_seven_years(made):
    with open_results(made("twin")) as data:
        alliances = table(data, "alliance")
        alliances = alliances[(alliances["arm"] == "bolivia") & (alliances["funded"] + 84 < data.sizes["time"])]
        alliances["gone"] = (alliances["ended"] == 1) & (alliances["duration"] <= 84)
        never_left = 1 - alliances.groupby("run")["gone"].mean()
        shares = same_buyer_share(data)[:, -1]
        assert (shares[never_left.index] >= never_left - 1e-12).all()


def test_the_reports_figures_are_shares_with_their_samples():
    state = figures()["survival.state_after_7_years"]
    assert sum(state["value"].values()) == pytest.approx(1.0)
    assert state["n"] == 86


