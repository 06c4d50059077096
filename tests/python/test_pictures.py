"""The pictures of analysis/: what they compute from a result file, and that they can be drawn from a real one.

AYNI_RESULT  a result file of the simulator; without it, AYNI (or build/release/ayni) makes a small one with a twin
"""

import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest
import xarray as xr

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "analysis"))

from ayni_results import figures, open_results, project_and_twin, same_buyer_share  # noqa: E402
from ayni_results.files import category, scenario_of  # noqa: E402
from ayni_results.survival import followed, spread  # noqa: E402

KINDS = "none funded agreement_ended agreement_signed fund_started fund_ended"
FUNDED, ENDED, SIGNED = 0, 1, 2


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    if "AYNI_RESULT" in os.environ:
        return pathlib.Path(os.environ["AYNI_RESULT"])
    program = pathlib.Path(os.environ.get("AYNI", ROOT / "build/release/ayni"))
    if not program.exists():
        pytest.skip(f"neither AYNI_RESULT nor a program {program}")
    path = tmp_path_factory.mktemp("pictures") / "small.h5"
    command = [program, "run", ROOT / "scenarios/bolivia.toml", "-q", "-n", "3", "--twin", "--set", "scale.size=0.05",
               "-o", path]
    subprocess.run(command, check=True)
    return path


def made_up(alliances, events, months=120, regions=2):
    """A file in memory with the given rows: alliances (run, group, region, funded), events (run, group, month, kind,
    buyer), all of arm 0."""
    data = xr.Dataset(coords={"arm": ["policy"], "run": [0, 1], "time": np.arange(months), "region": range(regions)})
    for table, names, lines in (("alliance", ("run", "group", "region", "funded"), alliances),
                                ("event", ("run", "group", "month", "kind", "buyer"), events)):
        for name, column in zip(names, zip(*lines)):
            data[f"{table}_{name}"] = (table, np.array(column))
        data[f"{table}_arm"] = (table, np.zeros(len(lines), dtype=int))
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


def test_a_category_is_found_by_its_label_and_an_unknown_one_named():
    data = made_up([(0, 7, 0, 10)], [(0, 7, 10, FUNDED, 3)])
    assert category(data, "event_kind", "agreement_signed") == SIGNED
    with pytest.raises(KeyError, match="agreement_ended"):
        category(data, "event_kind", "agreement_forgotten")


def test_a_band_holds_nine_tenths_of_the_replicates():
    mean, low, high = spread(np.arange(101.0).reshape(101, 1))
    assert (mean[0], low[0], high[0]) == (50.0, 5.0, 95.0)


def test_a_curve_ends_where_too_few_are_at_risk():
    assert followed([[9, 4, 2, 0], [9, 2, 2, 0]], least=5.0) == 2


def test_kaplan_meier_of_the_file_follows_from_its_table_of_alliances(result):
    with open_results(result) as data:
        project, _ = project_and_twin(data)
        mine = data["alliance_arm"].values == 0
        runs = data["alliance_run"].values[mine]
        duration = data["alliance_duration"].values[mine]
        ended = data["alliance_ended"].values[mine] == 1
        for run in range(data.sizes["run"]):
            of_run = runs == run
            survival = 1.0
            for month, expected in enumerate(project["kaplan_meier"].isel(run=run).values):
                at_risk = (of_run & (duration >= month)).sum()
                if at_risk:
                    survival *= 1 - (of_run & ended & (duration == month)).sum() / at_risk
                assert expected == pytest.approx(survival, abs=1e-6)


def test_who_never_left_is_at_most_who_is_there_after_seven_years(result):
    with open_results(result) as data:
        mine = data["alliance_arm"].values == 0
        runs, funded = data["alliance_run"].values[mine], data["alliance_funded"].values[mine]
        long_seen = funded + 84 <= data.sizes["time"] - 1
        never_left = data["alliance_duration"].values[mine] > 84
        gone = (data["alliance_ended"].values[mine] == 1) & ~never_left
        shares = same_buyer_share(data)
        for run in range(data.sizes["run"]):
            seen = (runs == run) & long_seen
            if seen.any():
                assert shares[run, -1] >= 1 - gone[seen].mean() - 1e-12


def test_a_file_of_another_program_is_refused(tmp_path):
    path = tmp_path / "other.h5"
    xr.Dataset({"x": ("t", [1.0])}).to_netcdf(path, engine="h5netcdf")
    with pytest.raises(ValueError, match="not written by ayni"):
        open_results(path)


def test_the_scenario_of_the_file_has_its_regions(result):
    with open_results(result) as data:
        assert set(scenario_of(data)["region"]) == set(data["region"].values)


def test_the_reports_figures_are_shares_with_their_samples():
    state = figures()["survival.state_after_7_years"]
    assert sum(state["value"].values()) == pytest.approx(1.0)
    assert state["n"] == 86


@pytest.mark.parametrize("picture, kind", [("survival", "png"), ("survival", "pdf"), ("welfare", "png"),
                                           ("welfare", "svg")])
def test_the_command_draws_a_real_file(result, tmp_path, picture, kind):
    output = tmp_path / f"picture.{kind}"
    command = [sys.executable, ROOT / "analysis/draw.py", result, "--picture", picture, "-o", output]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr
    assert output.stat().st_size > 10_000


def test_the_same_file_gives_the_same_picture(result, tmp_path):
    pictures = [tmp_path / "a.png", tmp_path / "b.png"]
    for output in pictures:
        subprocess.run([sys.executable, ROOT / "analysis/draw.py", result, "-o", output], check=True)
    assert pictures[0].read_bytes() == pictures[1].read_bytes()


def test_a_missing_file_is_named_in_one_line(tmp_path):
    done = subprocess.run([sys.executable, ROOT / "analysis/draw.py", tmp_path / "none.h5"],
                          capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("draw.py: ") and "none.h5" in done.stderr and done.stderr.count("\n") == 1
