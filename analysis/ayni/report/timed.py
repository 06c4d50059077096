"""Rules that change during the runs, and shocks, as a report tells them."""

from __future__ import annotations

import dataclasses

from ..changes import RuleChange, Shock, rule_changes, shocks
from ..pictures.moments import said
from ..words import Words
from .arms import Compared


@dataclasses.dataclass(frozen=True)
class Timed:
    """A change or a shock of one name and month, in the arms that have it."""

    key: str  # change.midterm
    when: str  # "from January 2010 on"
    by_arm: list[list[str]]  # what it does, line by line; nothing in an arm without it

    @property
    def differs(self) -> bool:
        return any(lines != self.by_arm[0] for lines in self.by_arm)


def timed(compared: Compared, words: Words, setting) -> list[Timed]:
    """Every change and shock in the order of time; `setting` writes a parameter's value."""
    data, found = compared.data, {}
    for place in range(len(compared.arms)):
        for each in sorted([*rule_changes(data, place), *shocks(data, place)], key=lambda each: (each.month, each.name)):
            kind = "change" if isinstance(each, RuleChange) else "shock"
            key = (each.month, f"{kind}.{each.name}", _when(each, data, words))
            found.setdefault(key, [[] for _ in compared.arms])[place] = _lines(each, words, setting)
    return [Timed(key, when, by_arm) for (_, key, when), by_arm in sorted(found.items())]


def _when(each: RuleChange | Shock, data, words: Words) -> str:
    start = said(data, words, each.month)
    if isinstance(each, Shock) and each.month + each.months < data.sizes["time"]:
        return words("report_change.until", start=start, end=said(data, words, each.month + each.months - 1))
    return words("report_change.from", start=start)


def _lines(each: RuleChange | Shock, words: Words, setting) -> list[str]:
    if isinstance(each, RuleChange):
        return [words("report_change.set", lever=one.lever, old=setting(one.old), new=setting(one.new)) for one in each.settings]
    where = [words.label(dimension, name) for dimension, name in (("product", each.product), ("region", each.region)) if name]
    target = words(f"report_change.{each.target}")
    sign = "+" if each.size > 0 else ""
    return [f"{target}{f' ({words.listed(where)})' if where else ''}: {sign}{words.percent(each.size)}"]
