"""How far to trust a report: the evaluation's figures beside the model's, and whether levers act as economics expects."""

from __future__ import annotations

import csv
import dataclasses
import pathlib

import pandas as pd

from ..evidence import figure_label
from ..judgement import judged
from ..pictures.marks import is_evaluated_country
from ..words import Words
from .arms import Compared, changes
from .headline import Held
from .tables import Cell, Table

LEVERS = pathlib.Path(__file__).parents[1] / "levers.csv"  # scenarios/levers.csv
WORST_FIRST = ("poor", "fair", "good")
SET = ("same", "differs")  # what the scenario sets, against the report
USES = ("calibrate", "validate", "input")  # of figures, in the order in which they are told


@dataclasses.dataclass(frozen=True)
class Verdict:
    """How well the model meets the figures behind an outcome: good, fair, poor, or none where there are no such figures."""

    verdict: str
    badge: str
    text: str


class Trust:
    """What the evaluation says about the outcomes of a report."""

    def __init__(self, compared: Compared, words: Words):
        self.compared, self.words = compared, words
        arm = compared.first_with_project
        self.applies = arm is not None and is_evaluated_country(compared.data)
        self.figures: pd.DataFrame | None = judged(compared.data, arm) if self.applies else None

    def of(self, found: Held) -> Verdict:
        """The verdict on the figures that an outcome rests on, the worst of them first."""
        rows = self._rows(found.outcome.figures)
        if rows is None or rows.empty:
            return Verdict("none", self.words("report_verdict.unknown"), self.words("report_verdict.none"))
        counts = rows["verdict"].value_counts()
        worst = next(verdict for verdict in WORST_FIRST if verdict in counts)
        told = [self.words(f"report_verdict.count_{verdict}", count=str(counts[verdict]))
                for verdict in reversed(WORST_FIRST) if verdict in counts]
        return Verdict(worst, self.words(f"report_verdict.{worst}"), self.words("report_verdict.of", counts=self.words.listed(told)))

    def _rows(self, prefixes: tuple[str, ...]) -> pd.DataFrame | None:
        if self.figures is None or not prefixes:
            return None
        known = self.figures[self.figures["verdict"].isin(WORST_FIRST)]
        return known[[str(name).startswith(prefixes) for name in known.index]]

    def table(self, held: dict[str, Held]) -> Table | None:
        """The figures of the evaluation that the outcomes of the report rest on, beside the model's."""
        prefixes = tuple(prefix for found in held.values() for prefix in found.outcome.figures)
        rows = self._rows(prefixes)
        if rows is None or rows.empty:
            return None
        return Table(self.words("report_table.figures"), [self.words(f"report_table.{name}") for name in
                     ("figure", "reported", "modelled", "distance", "verdict")],
                     [[self._name(name, row), self._number(row.report), self._number(row.model), self.words.number(row.z, 1),
                       Cell(self.words(f"report_verdict.{row.verdict}"))] for name, row in rows.iterrows()],
                     self.words("report_table.figures_note"))

    def studies(self) -> Table | None:
        """What the evaluation's studies find in the model, beside the truth that only the model knows."""
        if self.figures is None or self.figures["truth"].isna().all():
            return None
        rows = self.figures[self.figures["truth"].notna()]
        return Table(self.words("report_table.studies"), [self.words(f"report_table.{name}") for name in
                     ("figure", "reported", "study_finds", "truth_found", "truth")],
                     [[self._name(name, row), *(self._number(value) for value in (row.report, row.model, row.truth_found, row.truth))]
                      for name, row in rows.iterrows()],
                     self.words("report_table.studies_note"))

    def _name(self, name: str, row) -> Cell:
        """A figure in words, and below it what `ayni evidence` calls it."""
        return Cell(figure_label(self.words, row.id, row.part), str(name))

    def _number(self, value: float) -> str:
        return self.words.number(value, 3 if abs(value) < 10 else 1 if abs(value) < 1000 else 0)

    def counts(self) -> str:
        """How many figures are met, apart by use: fitted to, kept aside, and what the scenario starts from."""
        if self.figures is None:
            return self.words("report_text.no_evidence")
        told = []
        for use in USES:
            counts = self.figures.loc[self.figures["use"] == use, "verdict"].value_counts()
            if any(verdict in counts for verdict in WORST_FIRST):
                told.append(self.words(f"report_text.evidence_{use}",
                                       **{name: str(counts.get(name, 0)) for name in (*WORST_FIRST, *SET)}))
        without = int((self.figures["verdict"] == "not available").sum())
        return " ".join([*told, self.words("report_text.evidence_without", without=str(without))])

    def levers(self) -> Table | None:
        """For every parameter that an arm changes and that was tried as a lever: whether the signs are those expected."""
        changed = changes(self.compared)
        with open(LEVERS, newline="", encoding="utf-8") as file:
            tried = [row for row in csv.DictReader(file) if row["lever"] in changed]
        rows = []
        for name in changed:
            mine = [row for row in tried if row["lever"] == name and row["verdict"] != "none_expected"]
            if mine:
                told = [self.words("report_lever.told", outcome=self.words.label("report_lever_outcome", row["outcome"].partition("[")[0]),
                                   verdict=self.words(f"report_lever.{row['verdict']}")) for row in mine]
                rows.append([name, "; ".join(told)])
        return Table(self.words("report_table.levers"), [self.words("report_table.parameter"), self.words("report_table.signs")],
                     rows, self.words("report_table.levers_note")) if rows else None

