"""Parts of a page, and how a page is made of them."""

from __future__ import annotations

import dataclasses
import pathlib

import jinja2

from ..words import Words
from .conclusions import Finding
from .drawings import Drawing
from .tables import Table

TEMPLATES = pathlib.Path(__file__).parent / "templates"


@dataclasses.dataclass
class Section:
    """A part of the page between its findings and its end."""

    id: str
    title: str
    texts: list[str] = dataclasses.field(default_factory=list)
    tables: list[Table] = dataclasses.field(default_factory=list)
    drawings: list[Drawing] = dataclasses.field(default_factory=list)
    more: list[Table] = dataclasses.field(default_factory=list)  # behind a click
    lists: list[str] = dataclasses.field(default_factory=list)
    commands: list[tuple[str, str]] = dataclasses.field(default_factory=list)  # what for, and the command
    terms: list[tuple[str, str]] = dataclasses.field(default_factory=list)  # a word, and what it means

    @property
    def empty(self) -> bool:
        return not any(getattr(self, each.name) for each in dataclasses.fields(self) if each.name not in ("id", "title"))


def rendered(words: Words, findings: list[Finding], sections: list[Section], **texts) -> str:
    """The HTML of a page; `texts` are title, about, source and version, and how far its outcomes are to be trusted where
    that is known (applies, verdicts, outcome_name)."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True,
                                     trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    usual = {"applies": False, "verdicts": {}, "outcome_name": str}
    return environment.get_template("page.html").render(
        words=words, style=style, findings=findings, sections=[section for section in sections if not section.empty],
        findings_title=words("report_section.findings" if len(findings) == 3 else "report_section.some_findings"),
        **(usual | texts))
