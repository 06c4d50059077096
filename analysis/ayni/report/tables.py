"""Tables of a report, as plain texts: what they are called, heads, rows, and what stands below."""

from __future__ import annotations

import dataclasses
import functools

import numpy as np
import xarray as xr

from ..comparison import pair
from ..errors import ResultsError
from ..findings import arm_label
from ..outcomes import outcome
from ..pictures.payers import flows
from ..statistics import Estimate, estimate
from ..words import Words
from .amounts import Amounts
from .arms import Compared, changes
from .headline import Held
from .timed import Timed, timed


@dataclasses.dataclass
class Table:
    """The first cell of a row names it. A cell is a text, or a value with a difference below it."""

    caption: str
    head: list[str]
    rows: list[list]
    note: str = ""


@dataclasses.dataclass(frozen=True)
class Cell:
    """A value, and below it the difference from the base with its interval; `told` is its sign, 0 when none can be told."""

    value: str
    difference: str = ""
    told: int = 0


class Tables:
    """Makes the tables of what is compared in one language."""

    def __init__(self, compared: Compared, words: Words):
        self.compared, self.words, self.amounts = compared, words, Amounts(words)
        self.arms = [arm_label(words, arm) for arm in compared.arms]

    @functools.cached_property
    def timed(self) -> list[Timed]:
        """Rules that change during the runs, and shocks."""
        return timed(self.compared, self.words, self.setting)

    def changes(self) -> Table:
        """Every parameter in which the arms differ."""
        rows = []
        for name, values in changes(self.compared).items():
            meaning = self.words(f"report_parameter.{name}") if self.words.has(f"report_parameter.{name}") else ""
            rows.append([Cell(name, meaning), *(self.setting(value) for value in values)])
        for each in self.timed:
            if each.differs:
                cells = ["\n".join(lines) or "\N{EN DASH}" for lines in each.by_arm]
                rows.append([Cell(each.key, each.when), *(Cell(text) for text in cells)])
        return Table(self.words("report_table.changes"), [self.words("report_table.parameter"), *self.arms], rows)

    def in_all(self) -> list[str]:
        """The changes and shocks that every arm has alike, a sentence each."""
        form = "in_all" if self.compared.others else "in_one"
        return [self.words(f"report_change.{form}", name=each.key, when=each.when, what="; ".join(each.by_arm[0]))
                for each in self.timed if not each.differs]

    def setting(self, value) -> str:
        """A parameter's value: 0.3, yes, "savings", or a list of them."""
        if value is None:
            return "\N{EN DASH}"
        if isinstance(value, bool):
            return self.words("report_text.yes" if value else "report_text.no")
        if isinstance(value, list):
            return "; ".join(self.setting(each) for each in value)
        return self.words.short(float(value)) if isinstance(value, (int, float)) else str(value)

    def overview(self, held: dict[str, Held], name_of, verdict_of) -> Table:
        """Every outcome of every arm, with the difference from the base, and the evaluation's verdict below its name."""
        rows = []
        for found in held.values():
            first = self.amounts.level if not self.compared.others else lambda kind, level: self.amounts.value(kind, level.mean)
            cells = [Cell(first(found.outcome.kind, found.levels[0]))]
            cells += [self._cell(found.outcome.kind, found.levels[place], found.pairs[place - 1].difference)
                      for place in range(1, len(self.arms))]
            rows.append([Cell(name_of(found), verdict_of(found)), *cells])
        form = "overview" if self.compared.others else "overview_one"
        return Table(self.words(f"report_table.{form}"), [self.words("report_table.outcome"), *self.arms], rows,
                     self.words("report_table.overview_note") if self.compared.others else "")

    def by(self, dimension: str, caption: str, selection: str, kind: str) -> Table | None:
        """An outcome by the labels of one dimension; None where the file does not keep it or has no value."""
        try:
            values = outcome(self.compared.data, selection)
        except ResultsError:
            return None
        if dimension not in values.dims or values.isnull().all():
            return None
        rows = []
        for label in values[dimension].values:
            one = values.sel({dimension: label})
            if one.notnull().any():
                rows.append([self._label(dimension, str(label)), *self.cells(kind, one)])
        return Table(caption, [self.words(f"report_table.{dimension}"), *self.arms], rows)

    def _label(self, dimension: str, label: str) -> str:
        """What a label of a dimension is called; strata are all, regions and products."""
        if dimension != "stratum":
            return self.words.label(dimension, label)
        section = next((each for each in ("region", "product") if self.words.has(f"{each}.{label}")), "picture_figure_part")
        return self.words.label(section, label)

    def lines(self, caption: str, first: str, lines: list[tuple[str, str, str]], note: str = "") -> Table | None:
        """Rows of outcomes, each (name, selection, kind); those that the file does not keep are left out."""
        rows = []
        for name, selection, kind in lines:
            try:
                values = outcome(self.compared.data, selection)
            except ResultsError:
                continue
            if values.notnull().any():
                rows.append([name, *self.cells(kind, values)])
        return Table(caption, [first, *self.arms], rows, note) if rows else None

    def cells(self, kind: str, values: xr.DataArray) -> list[Cell]:
        """One cell an arm, of values on (arm, run)."""
        by_arm = values.transpose("arm", "run").values
        cells = [Cell(self.amounts.value(kind, estimate(by_arm[0]).mean))]
        return cells + [self._cell(kind, estimate(each), pair(by_arm[0], each).difference) for each in by_arm[1:]]

    def _cell(self, kind: str, level: Estimate, difference: Estimate) -> Cell:
        told = 0 if not difference.differs else 1 if difference.mean > 0 else -1
        text = "" if np.isnan(difference.mean) else self.amounts.difference(kind, difference, abs(level.mean))
        return Cell(self.amounts.value(kind, level.mean), text, told)

    def money(self) -> Table | None:
        """What the project spent by component, in Bs and in dollars, and what others put in."""
        data = self.compared.data
        if "project_spent" not in data or "time" not in data["project_spent"].dims:
            return None
        spent = data["project_spent"].isel(time=-1).astype(float)
        rows = [[self.words.label("component", str(name)), *self._in_both(spent.sel(component=name))]
                for name in data["component"].values]
        rows.append([self.words("report_component.all"), *self._in_both(spent.sum("component"))])
        if "counterpart_paid" in data:
            rows.append([self.words("report_component.counterpart"), *self._in_both(data["counterpart_paid"].isel(time=-1))])
        if "public_money" in data:
            rows.append([self.words("report_component.public_money"), *self._in_both(data["public_money"])])
        return Table(self.words("report_table.money"), [self.words("report_table.component"), *self.arms], rows,
                     self.words("report_table.money_note", rate=self.words.short(self.rate())))

    def rate(self) -> float:
        """Bolivianos a dollar, as the project reckons."""
        return float(self.compared.scenarios[0].get("project.bolivianos_per_usd", 1.0))

    def _in_both(self, values: xr.DataArray) -> list[Cell]:
        cells = self.cells("money", values.astype(float))
        means = values.astype(float).mean("run").values
        usd = [self.words("unit.million_usd", value=self.words.number(mean / self.rate() / 1e6, 2)) for mean in means]
        return [dataclasses.replace(cell, value=f"{cell.value}\n{text}") for cell, text in zip(cells, usd)]

    def payers(self) -> Table | None:
        """What each class of accounts was paid less what it paid over the run."""
        flows = self.flows()
        if flows is None:
            return None
        rows = []
        for name in self.compared.data["payee"].values:
            net = flows.sel(payee=name).sum("payer") - flows.sel(payer=name).sum("payee")
            rows.append([self.words.label("account", str(name)), *self.cells("money", net)])
        return Table(self.words("report_table.payers"), [self.words("report_table.class"), *self.arms], rows,
                     self.words("report_table.payers_note"))

    def payments(self) -> Table | None:
        """Every payment of one class to another that some arm has."""
        flows = self.flows()
        if flows is None:
            return None
        rows = []
        for payer in self.compared.data["payer"].values:
            for payee in self.compared.data["payee"].values:
                one = flows.sel(payer=payer, payee=payee)
                if bool((one != 0).any()):
                    name = self.words("report_table.pays", payer=self.words.label("account", str(payer)),
                                      payee=self.words.label("account", str(payee)))
                    rows.append([name, *self.cells("money", one)])
        return Table(self.words("report_table.payments"), [self.words("report_table.payment"), *self.arms], rows)

    def flows(self) -> xr.DataArray | None:
        """Payments between classes of accounts over the run, Bs, on (arm, run, payer, payee); None where they are not kept."""
        data = self.compared.data
        return flows(data) if "account_flow" in data else None

    def worst(self, held: dict[str, Held], name_of) -> Table:
        """The mean over the worst tenth of runs of every arm."""
        rows = [[name_of(found), *(Cell(self.amounts.value(found.outcome.kind, worst)) for worst in found.worst)]
                for found in held.values() if found.worst]
        return Table(self.words("report_table.worst"), [self.words("report_table.outcome"), *self.arms], rows,
                     self.words("report_table.worst_note"))

    def regrets(self, held: dict[str, Held], name_of) -> Table:
        """What is lost by having chosen an arm, and in how many runs it is better than the base."""
        rows = []
        for found in held.values():
            if all(np.isnan(lost.mean) for lost in found.regrets):
                continue  # of an outcome that one arm alone has
            cells = []
            for place, lost in enumerate(found.regrets):
                loss = self.amounts.loss(found.outcome.kind, lost.mean)
                largest = self.amounts.loss(found.outcome.kind, lost.largest)
                more = self.words("report_table.largest_regret", value=largest)
                if place > 0:
                    share = found.pairs[place - 1].better_share
                    more += "" if np.isnan(share) else "; " + self.words("report_table.better_in", share=self.words.percent(share))
                cells.append(Cell(loss, more))
            rows.append([name_of(found), *cells])
        return Table(self.words("report_table.regrets"), [self.words("report_table.outcome"), *self.arms], rows,
                     self.words("report_table.regrets_note"))
