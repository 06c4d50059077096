"""The outcomes that a report is about: what `ayni compare` is asked for, how they are said, and what they are judged by."""

from __future__ import annotations

import dataclasses

import numpy as np

from ..comparison import Pair, Regret, estimate, pair, regrets, worst_tenth
from ..errors import ResultsError
from ..outcomes import outcome
from ..statistics import Estimate
from .arms import Compared

SEVEN_YEARS = 84  # months


@dataclasses.dataclass(frozen=True)
class Outcome:
    """`kind` is share, rate (a share a year), money (Bs, in millions where it is of millions), each (Bs for one household or
    alliance, never in millions), index (between 0 and 1, no part of a whole), or number."""

    key: str  # of the terms' section report_outcome
    selection: str
    kind: str
    better: str  # higher, lower, or empty where nobody says
    figures: tuple[str, ...] = ()  # of the evaluation's report that tell how far to trust it, by the start of their names

    @property
    def higher_is_better(self) -> bool:
        return self.better != "lower"


OUTCOMES = (
    Outcome("lasts_from_signing", "kaplan_meier_from_signing[duration=84]", "share", "higher",
            ("survival.state_after_7_years.same_buyer", "survival.share_of_breakups_within_first_year_of_funding")),
    Outcome("lasts", "kaplan_meier[duration=84]", "share", "higher",
            ("survival.state_after_7_years.same_buyer", "survival.same_buyer_after_7_years_by_region")),
    Outcome("funded", "funded[time=last,region=sum]", "number", "", ("scale.alliances_funded",)),
    Outcome("income", "potential_income[season=last]", "money", "higher", ("income.",)),
    Outcome("poor", "potential_poor[season=last]", "number", "lower", ("poverty.after",)),
    Outcome("member_income", "member_income[season=last]", "each", "higher",
            ("income.net_income_increase_over_baseline", "income.incremental_revenue_per_family")),
    Outcome("member_poverty", "member_moderate_poverty[season=last]", "share", "lower", ("poverty.after.moderate_beneficiary",)),
    Outcome("rate_of_return", "rate_of_return", "rate", "higher", ("economics.rate_of_return",)),
    Outcome("public_money", "public_money", "money", "lower", ("project.disbursed",)),
    Outcome("cost_per_lasting", "cost_per_lasting_alliance", "each", "lower",
            ("project.disbursed", "survival.state_after_7_years.same_buyer")),
    Outcome("buyer_profit", "buyer_profit", "money", "higher"),
)


@dataclasses.dataclass(frozen=True)
class Held:
    """An outcome of every arm: its values by run, levels, differences from the base, and what a wrong choice loses."""

    outcome: Outcome
    selection: str  # as `ayni compare --outcome` takes it, of a month that the runs reach
    values: list[np.ndarray]  # of each arm, by run
    levels: list[Estimate]
    pairs: list[Pair]  # of each other arm with the base
    regrets: list[Regret]  # empty where nobody says what is better
    worst: list[float]  # mean over the worst tenth of runs; empty as the regrets

    @property
    def size(self) -> float:
        """The largest level of an arm, by which numbers are told in millions or not."""
        return max((abs(level.mean) for level in self.levels if not np.isnan(level.mean)), default=0.0)

    @property
    def months(self) -> int | None:
        """After how many months the outcome is seen, where it says so."""
        _, found, behind = self.selection.partition("duration=")
        return int(behind.rstrip("]")) if found else None

    def told(self, place: int) -> int:
        """Whether arm `place` differs from the base: 1 more, -1 less, 0 no difference that these runs can tell."""
        found = self.pairs[place - 1].difference
        if not found.differs:
            return 0
        return 1 if found.mean > 0 else -1


def held(compared: Compared) -> dict[str, Held]:
    """The outcomes that the file keeps and some run has a value of, by key."""
    found = {}
    for each in OUTCOMES:
        selection = _reached(each.selection, compared)
        try:
            values = outcome(compared.data, selection)
        except ResultsError:
            continue  # the file keeps other outcomes only
        if set(values.dims) != {"arm", "run"} or values.isnull().all():
            continue
        found[each.key] = _held(each, selection, list(values.transpose("arm", "run").values))
    return found


def _reached(selection: str, compared: Compared) -> str:
    last = compared.data.sizes.get("duration", SEVEN_YEARS + 1) - 1
    return selection.replace(f"duration={SEVEN_YEARS}", f"duration={min(SEVEN_YEARS, last)}")


def _held(of: Outcome, selection: str, values: list[np.ndarray]) -> Held:
    said = bool(of.better)
    return Held(of, selection, values, [estimate(each) for each in values],
                [pair(values[0], other, of.higher_is_better) for other in values[1:]],
                regrets(values, of.higher_is_better) if said else [],
                [worst_tenth(each, of.higher_is_better) for each in values] if said else [])
