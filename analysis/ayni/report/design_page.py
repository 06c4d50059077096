"""The report of a sweep or search as one HTML page."""

from __future__ import annotations

import shlex

from ..findings import arm_label
from ..words import Words
from .design_findings import DesignFindings
from .design_tables import DesignTables
from .designed import Designed
from .drawings import Drawing, drawings
from .section import Section, rendered

PICTURES = ("lever", "heat-map", "effects", "tried")
LIMITS = ("interval", "technology", "prices", "identified", "more")


def design_page(found: Designed, language: str) -> str:
    """The page's HTML."""
    return DesignPage(found, Words(language)).html()


class DesignPage:
    """Gathers what a page about a sweep or search shows."""

    def __init__(self, found: Designed, words: Words):
        self.found, self.words = found, words
        self.findings = DesignFindings(found, words)
        self.tables = DesignTables(found, self.findings)

    def html(self) -> str:
        attributes = self.found.data.attrs
        source = self.words("report_text.source", files=self.found.path.name, version=str(attributes["program_version"]),
                            commit=str(attributes["git_commit"])[:10])
        return rendered(self.words, self.findings.all(), self.sections(), title=self.title(), about=self.about(), source=source,
                        version=str(attributes["program_version"]))

    def title(self) -> str:
        found, names = self.found, [each.parameter for each in self.found.factors]
        kind = "sweep" if found.request is None else "rank" if found.request.rank else "search"
        if len(names) > 3:
            return self.findings.say(f"title_{kind}_many", count=str(len(names)))
        return self.findings.say(f"title_{kind}", levers=self.words.listed(names))

    def about(self) -> list[str]:
        """How the numbers were made, and what they cannot tell."""
        found, words = self.found, self.words
        runs = words("report_text.one_run") if found.runs == 1 else words("report_text.runs", runs=str(found.runs))
        said = [self.findings.say("made_of", runs=runs, points=str(found.points), seed=str(found.data.attrs["seed"]),
                                  arms=words.listed([arm_label(words, arm) for arm in found.arms]))]
        said.append(words("report_text.single_run" if found.runs == 1 else "report_text.how_sure_differences"))
        if found.scenario.get("prices.mode") == "historical":
            said.append(words("report_text.historical"))
        return said

    def sections(self) -> list[Section]:
        return [self.missing(), self.varied(), self.curves(), self.path(), self.believed(), self.again(), self.glossary()]

    def section(self, name: str, key: str = "", **parts) -> Section:
        return Section(name, self.words(key or f"report_section.{name}"), **parts)

    def missing(self) -> Section:
        complete = self.found.data.attrs.get("status") == "complete"
        said = [] if complete else [self.findings.say("partial", file=self.found.path.name)]
        return self.section("missing", "report_text.cannot_show", lists=said)

    def varied(self) -> Section:
        question = self.found.scenario.get(f"question_{self.words.language}") or self.found.scenario.get("question")
        arm = arm_label(self.words, self.found.arms[0])
        asked = [self.words("report_text.question", arm=arm, question=question)] if question else []
        goals = [self.findings.goal(goal) for goal in self.found.request.goals] if self.found.request else []
        return self.section("varied", lists=[*asked, *(self.findings.say("condition", goal=goal) for goal in goals)],
                            tables=[self.tables.varied()])

    def curves(self) -> Section:
        """What each lever does: its curve, or its effect where there is none."""
        if self.found.request is not None and not self.found.request.rank:
            return self.section("curves")
        tables = self.tables.curves()
        if self.found.is_rank:
            tables = [self.tables.ranking()]
        return self.section("curves", drawings=self.drawn("lever", "heat-map", "effects"), tables=tables[:1], more=tables[1:])

    def path(self) -> Section:
        """What a search tried."""
        if self.found.request is None or self.found.request.rank:
            return self.section("path")
        return self.section("path", drawings=self.drawn("lever", "tried"), tables=[self.tables.tried()])

    def drawn(self, *names: str) -> list[Drawing]:
        return drawings(self.found.data, self.words, names)

    def believed(self) -> Section:
        said = [self.words(f"report_mechanism.{name}") for name in ("produced", "given")]
        return self.section("trust", texts=[self.findings.say("paired"), *said],
                            lists=[self.words(f"report_limit.{name}") for name in LIMITS])

    def again(self) -> Section:
        words, path = self.words, shlex.quote(str(self.found.path))
        spanish = " --lang es" if words.language == "es" else ""
        return self.section("again", commands=[
            (words("report_text.file_command", file=self.found.path.name), str(self.found.data.attrs["command_line"])),
            (words("report_text.reproduce"), f"ayni reproduce {path}"),
            (words("report_text.report_command"), f"ayni report {path}{spanish}"),
            (words("report_text.plot_command"), f"ayni plot {path} --picture list\nayni plot {path} --picture all"),
            (words("report_text.python_command"), f"from ayni import open_results\ndata = open_results({str(self.found.path)!r})\n"
                                                  f'data["{self.found.outcomes[0].variable}"].mean("run")')])

    def glossary(self) -> Section:
        return self.section("words", terms=[(self.words(f"report_term.{name}"), self.words(f"report_term_meaning.{name}"))
                                            for name in ("alliance", "first_buyer", "lever", "point", "run")])
