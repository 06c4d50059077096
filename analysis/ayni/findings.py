"""What numbers say, in a sentence: the sign and the size of a difference, or that the runs cannot tell one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import xarray as xr

from .statistics import Estimate, estimate, paired_difference
from .words import Words

MOST_ARMS = 3  # that a title names one by one


def spelled(words: Words, unit: str) -> tuple[Callable[[float], str], Callable[[float], str]]:
    """How a value and how a difference are said, in the unit `share`, `bs`, `usd`, `years`, `index` or `number`."""
    if unit == "share":
        return lambda x: words.percent(x, 1), words.points
    if unit == "bs":
        return words.money, words.money
    if unit == "index":  # between 0 and 1, and no part of a whole
        return lambda x: words.number(x, 2), lambda x: words.number(x, 3)
    return words.amount, words.amount


def arm_label(words: Words, arm: str) -> str:
    """What an arm is called; those that users name keep their names."""
    return words("arm.no_project") if arm == "no project" else arm


def finding(words: Words, subject: str, unit: str, values: xr.DataArray, project: xr.DataArray | None = None) -> str:
    """A sentence about `values`, one for each arm and run: how the other arms differ from the first.

    `subject` is a key of the section `subject` of the terms, or the subject itself. Signs and sizes are those of paired differences; only those whose
    interval leaves out zero are told. `project` says of each arm whether the project operates, so that a country
    without it beside one with it tells of the project.
    """
    subject = words(f"subject.{subject}") if words.has(f"subject.{subject}") else subject
    say, say_difference = spelled(words, unit)
    arms = [str(arm) for arm in values["arm"].values if np.isfinite(values.sel(arm=arm).values).any()]
    if not arms:
        return words("finding.nothing", subject=subject).capitalize()
    if len(arms) == 1:
        return _capital(words("finding.level", subject=subject, value=say(estimate(values.sel(arm=arms[0])).mean)))
    base, others = arms[0], arms[1:]
    differences = {arm: paired_difference(values, arm, base) for arm in others}
    if max(found.runs for found in differences.values()) < 2:
        return _capital(words("finding.one_run", subject=subject))
    if len(others) == 1:
        return _capital(_about_one(words, subject, say_difference, base, others[0], differences[others[0]], project))
    return _capital(_about_several(words, subject, say_difference, base, differences))


def _about_one(words, subject, say, base: str, arm: str, found: Estimate, project) -> str:
    actor = arm_label(words, arm)
    if project is not None and int(project.sel(arm=arm)) == 0 and int(project.sel(arm=base)) == 1:
        actor, found = words("finding.the_project"), -found
    if not found.differs:
        return words("finding.no_difference", subject=subject, arm=actor, base=arm_label(words, base))
    way = "finding.raises" if found.mean > 0 else "finding.lowers"
    return words(way, arm=actor, subject=subject, difference=say(abs(found.mean)))


def _about_several(words, subject, say, base: str, differences: dict[str, Estimate]) -> str:
    told = sorted(
        (arm for arm, found in differences.items() if found.differs), key=lambda arm: -abs(differences[arm].mean)
    )
    if not told:
        return words("finding.none_differs", subject=subject, base=arm_label(words, base))
    parts = [f"{arm_label(words, arm)} {words.signed(say, differences[arm].mean)}" for arm in told[:MOST_ARMS]]
    text = words("finding.against", subject=subject, base=arm_label(words, base), differences=", ".join(parts))
    untold = len(differences) - len(told)
    if untold:
        text += words("finding.and_untold_one" if untold == 1 else "finding.and_untold", count=str(untold))
    return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
