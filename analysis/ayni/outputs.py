"""What a command writes: whole or not at all, and never over what it reads or what is no file."""

from __future__ import annotations

import os
import pathlib

from .errors import ResultsError


def target_of(output: pathlib.Path, inputs: list[pathlib.Path]) -> pathlib.Path:
    """The file behind `output`: links are followed, so that they stay links. Raises ResultsError where it is no regular file,
    or one that the command reads."""
    target = pathlib.Path(os.path.realpath(output))
    if target.is_dir():
        raise ResultsError(f"{output} is a folder; give the name of a file in it")
    if target.is_symlink():
        raise ResultsError(f"{output} is a link that leads back to itself; give another name")
    if target.exists() and not target.is_file():
        raise ResultsError(f"{output} is not a regular file but a device, a pipe or the like; give another name")
    for path in inputs:
        if target.exists() and path.exists() and target.samefile(path):
            raise ResultsError(f"{output} would be written over {path}, which this command reads; give another name")
    return target


def write_whole(target: pathlib.Path, content: bytes) -> None:
    """Writes under another name first, so that a file that was there stays until the new one is whole."""
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)  # a link would lead elsewhere
    try:
        with open(partial, "xb") as file:
            file.write(content)
        os.replace(partial, target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
