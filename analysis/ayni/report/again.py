"""How each number of a report can be had again: commands that can be pasted."""

from __future__ import annotations

import shlex

from ..words import Words
from .arms import Compared
from .headline import Held


def commands(compared: Compared, held: dict[str, Held], words: Words) -> list[tuple[str, str]]:
    """What each command is for, and the command."""
    found = []
    for source in compared.sources:
        found.append((words("report_text.file_command", file=source.path.name), source.attributes["command_line"]))
        found.append((words("report_text.reproduce"), f"ayni reproduce {shlex.quote(str(source.path))}"))
    first = compared.sources[0]
    found.append((words("report_text.report_command"), " ".join(
        ["ayni report", *(shlex.quote(str(source.path)) for source in compared.sources), *(["--lang es"] if words.language == "es" else [])])))
    if len(compared.sources) == 1 and first.attributes["command_line"].startswith("ayni compare ") and held:
        outcomes = " \\\n  ".join(f"--outcome {shlex.quote(each.selection)}" for each in held.values())
        asked = _without_output(first.attributes["command_line"])
        found.append((words("report_text.compare_command"), f"{asked} \\\n  {outcomes}"))
    path = shlex.quote(str(first.path))
    found.append((words("report_text.evidence_command"), f"ayni evidence {path}"))
    found.append((words("report_text.plot_command"), f"ayni plot {path} --picture list\nayni plot {path} --picture all"))
    found.append((words("report_text.python_command"), "from ayni import open_results\n"
                  f"data = open_results({str(first.path)!r})\n"
                  'data["kaplan_meier"].isel(duration=-1).mean("run")'))
    return found


def _without_output(command: str) -> str:
    """The command without the file it wrote and without --force, so that pasting it overwrites nothing.

    >>> _without_output("ayni compare a.toml b.toml -n 4 -o out.h5 -q --force --outcome public_money")
    'ayni compare a.toml b.toml -n 4'
    """
    words = shlex.split(command)
    kept, skip = [], False
    for word in words:
        if skip:
            skip = False
        elif word in ("-o", "--output", "--outcome"):
            skip = True
        elif not word.startswith(("--output=", "--outcome=")) and word not in ("--force", "-q", "--quiet", "--resume", "--json"):
            kept.append(word)
    return shlex.join(kept)
