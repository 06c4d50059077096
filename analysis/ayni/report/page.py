"""The report as one HTML page."""

from __future__ import annotations

from ..findings import arm_label
from ..words import Words
from .again import commands
from .arms import Compared
from .conclusions import Conclusions
from .drawings import Drawing, drawings
from .headline import OUTCOMES, held
from .section import Section, rendered
from .tables import Table, Tables
from .trust import Trust


def page(compared: Compared, language: str) -> str:
    """The page's HTML."""
    return Page(compared, Words(language)).html()


class Page:
    """Gathers what a page shows."""

    def __init__(self, compared: Compared, words: Words):
        self.compared, self.words = compared, words
        self.held = held(compared)
        self.conclusions = Conclusions(compared, self.held, words)
        self.tables = Tables(compared, words)
        self.trust = Trust(compared, words)

    def html(self) -> str:
        findings = self.conclusions.all()
        verdicts = {key: self.trust.of(found) for key, found in self.held.items()}
        return rendered(
            self.words, findings, self.sections(), title=self.title(), about=self.about(), verdicts=verdicts,
            outcome_name=lambda key: self.conclusions.name(self.held[key]), applies=self.trust.applies, source=self.source(),
            version=self.compared.sources[0].attributes.get("program_version", ""))

    def title(self) -> str:
        arms = [arm_label(self.words, arm) for arm in self.compared.arms]
        if len(arms) == 1:
            return self.words("report_text.title_one", arm=arms[0])
        return self.words("report_text.title_many", count=str(len(arms)), arms=self.words.listed(arms))

    def about(self) -> list[str]:
        """What stands below the title: how the numbers were made, and what they cannot tell."""
        compared, words = self.compared, self.words
        attributes = compared.sources[0].attributes
        form = "made_of" if compared.others else "made_of_one"
        said = [words(f"report_text.{form}", runs=words("report_text.one_run") if compared.runs == 1 else
                      words("report_text.runs", runs=str(compared.runs)), seed=attributes["seed"],
                      base=arm_label(words, compared.base))]
        if compared.runs == 1:
            said.append(words("report_text.single_run"))
        else:
            said.append(words(f"report_text.how_sure_{'differences' if compared.others else 'levels'}"))
        if all(scenario.get("prices.mode") == "historical" for scenario in compared.scenarios):
            said.append(words("report_text.historical"))
        return said

    def source(self) -> str:
        attributes = self.compared.sources[0].attributes
        return self.words("report_text.source", files=self.words.listed([source.path.name for source in self.compared.sources]),
                          version=attributes.get("program_version", ""), commit=attributes.get("git_commit", "")[:10])

    def sections(self) -> list[Section]:
        return [self.missing(), self.differs(), self.results(), self.lasting(), self.people(), self.money(), self.robust(),
                self.believed(), self.again(), self.glossary()]

    def section(self, name: str, **parts) -> Section:
        return Section(name, self.words(f"report_section.{name}"), **parts)

    def missing(self) -> Section:
        """What the report cannot show of this file, and why."""
        words, compared = self.words, self.compared
        said = []
        for source in compared.sources:
            if source.attributes.get("status") != "complete":
                said.append(words("report_text.partial", file=source.path.name))
        if compared.first_with_project is None:
            said.append(words("report_text.no_project"))
        elif "funded" in compared.data and not (compared.data["funded"].isel(time=-1) > 0).any():
            said.append(words("report_text.none_funded"))
        elif "cumulative_incidence" in compared.data and not (compared.data["cumulative_incidence"].isel(duration=-1) > 0).any():
            said.append(words("report_text.no_breakups"))
        absent = [words(f"report_outcome.{each.key}", after=words("report_text.seven_years"))
                  for each in OUTCOMES if each.selection.partition("[")[0] not in compared.data]
        if absent:
            said.append(words("report_text.not_kept", names=words.listed(absent)))
        nothing = [words(f"report_outcome.{each.key}", after=words("report_text.seven_years")) for each in OUTCOMES
                   if each.key not in self.held and each.selection.partition("[")[0] in compared.data]
        if nothing:
            said.append(words("report_text.no_values", names=words.listed(nothing)))
        return Section("missing", words("report_text.cannot_show"), lists=said)

    def differs(self) -> Section:
        asked = []
        for arm, scenario in zip(self.compared.arms, self.compared.scenarios):
            question = scenario.get(f"question_{self.words.language}") or scenario.get("question")  # users have one language
            if question and arm != "no project":
                asked.append(self.words("report_text.question", arm=arm_label(self.words, arm), question=question))
        asked += self.tables.in_all()
        table = self.tables.changes()
        if table.rows:
            return self.section("differs", tables=[table], lists=asked)
        return self.section("differs", lists=asked, texts=[
            self.words("report_text.same_arms" if self.compared.others else "report_text.one_arm_changes")])

    def results(self) -> Section:
        if not self.held:
            return self.section("results", texts=[self.words("report_text.no_findings")])
        def verdict_of(found) -> str:
            return self.words("report_verdict.beside", verdict=self.trust.of(found).badge) if self.trust.applies else ""

        return self.section("results", tables=[self.tables.overview(self.held, self.conclusions.name, verdict_of)],
                            drawings=self.drawn("differences"))

    def lasting(self) -> Section:
        words, last = self.words, min(84, self.compared.data.sizes.get("duration", 1) - 1)
        after = self.conclusions.after(self.held["lasts"]) if "lasts" in self.held else ""
        place = f"[duration={last}]"
        tables = [self.tables.by(dimension, words(f"report_table.lasting_by_{dimension}", after=after),
                                 f"kaplan_meier_by_{dimension}{place}", "share") for dimension in ("region", "product")]
        more = [self.tables.by("cause", words("report_table.causes", after=after), f"cumulative_incidence{place}", "share"),
                self.tables.by("region", words("report_table.funded_by_region"), "funded[time=last]", "number"),
                self.tables.by("product", words("report_table.funded_by_product"), "funded_by_product[time=last]", "number")]
        return self.section("lasting", tables=_there(tables), more=_there(more), drawings=self.drawn(
            "survival", "causes", "survival-by-region", "survival-by-product"))

    def people(self) -> Section:
        words = self.words
        lines = [(words(f"report_group.{who}_{what}"), f"{who}_{what}[season=last]", kind)
                 for what, kind in (("income", "each"), ("moderate_poverty", "share"), ("extreme_poverty", "share"),
                                     ("poverty_severity", "share"))
                 for who in ("member", "applicant", "control")]
        lines += [(words(f"report_group.{who}_gini"), f"{who}_gini", "index") for who in ("member", "applicant", "control")]
        note = words("report_table.groups_nominal")
        if self.compared.others:
            note += " " + words("report_table.groups_note")
        groups = self.tables.lines(words("report_table.groups"), words("report_table.group"), lines, note)
        fifths = [self.tables.by("quintile", words(f"report_table.{who}_quintile"), f"{who}_income_by_quintile", "each")
                  for who in ("member", "applicant", "control")]
        gain = self.tables.by("stratum", words("report_table.income_gain"), "survey_income_gain[sample=funded]", "share")
        return self.section("people", tables=_there([groups, fifths[0]]), more=_there([self.membership(), gain, *fifths[1:]]),
                            drawings=self.drawn("quintiles", "income", "real-income", "poverty"))

    def membership(self) -> Table | None:
        """What became of the number of members since funding."""
        lines = [(self.words(f"report_group.members_{name}"), f"survey_members_{name}[sample=funded,stratum=all]", kind)
                 for name, kind in (("at_start", "number"), ("increased", "share"), ("unchanged", "share"), ("decreased", "share"))]
        return self.tables.lines(self.words("report_table.membership"), self.words("report_table.membership_head"), lines)

    def money(self) -> Section:
        return self.section("money", tables=_there([self.tables.money(), self.tables.payers()]),
                            more=_there([self.tables.payments()]), drawings=self.drawn("payers", "spending"))

    def robust(self) -> Section:
        if self.compared.runs < 2 or not self.held:
            return self.section("robust")
        tables = [self.tables.worst(self.held, self.conclusions.name)]
        if self.compared.others:
            tables.append(self.tables.regrets(self.held, self.conclusions.name))
        return self.section("robust", tables=tables)

    def believed(self) -> Section:
        words = self.words
        said = [words(f"report_mechanism.{name}") for name in ("produced", "given", *(["paired"] if self.compared.others else []))]
        limits = [words(f"report_limit.{name}") for name in
                  ("interval", "technology", "prices", "identified", "regions", "rules", "more")]
        return self.section("trust", texts=[self.trust.counts(), *said], lists=limits, drawings=self.drawn("evidence", "studies"),
                            tables=_there([self.trust.levers()]), more=_there([self.trust.table(self.held), self.trust.studies()]))

    def again(self) -> Section:
        return self.section("again", commands=commands(self.compared, self.held, self.words))

    def glossary(self) -> Section:
        names = ("alliance", "first_buyer", "counterpart", "side_selling", "applicant", "control", "run", "option")
        return self.section("words", terms=[
            (self.words(f"report_term.{name}"), self.words(f"report_term_meaning.{name}")) for name in names])

    def drawn(self, *names: str) -> list[Drawing]:
        return drawings(self.compared.data, self.words, names)


def _there(tables: list) -> list[Table]:
    return [table for table in tables if table is not None]
