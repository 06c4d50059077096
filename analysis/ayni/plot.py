"""`ayni plot`: pictures of a result file."""

from __future__ import annotations

import argparse
import pathlib
import sys

from .errors import RequestError, ResultsError, guarded, print_lines
from .files import open_results
from .outputs import target_of, write_whole
from .words import LANGUAGES, Words

FORMATS = ("svg", "png", "pdf")
DESCRIPTION = """Draw pictures of a result file."""
EXAMPLES = """Examples:
  ayni plot results/bolivia.h5 --picture list
  ayni plot results/bolivia.h5 --picture survival -o survival.png
  ayni plot results/compare.h5 --picture all --format svg --lang es -o pictures/
"""


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ayni plot", description=DESCRIPTION, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "file", metavar="FILE", type=pathlib.Path, help="result file of ayni run, compare, sweep or search"
    )
    parser.add_argument(
        "--picture", metavar="NAME", default="list", help="which picture; list tells them, all draws all"
    )
    parser.add_argument("--format", choices=FORMATS, help="form of the files (default: that of --output, else png)")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the texts (default: en)")
    parser.add_argument(
        "-o",
        "--output",
        type=pathlib.Path,
        help="picture to write, or a folder for several " "(default: beside FILE, named after it and the picture)",
    )
    return parser


def plot(options: argparse.Namespace) -> None:
    """Draws what was asked for and says what was written. Raises ResultsError where that cannot be."""
    from . import pictures  # drawing takes a second to load, which --help need not wait for

    with open_results(options.file) as data:
        if options.picture == "list":
            words = Words(options.lang)
            print_lines([f"{kind.name:18} {words(f'picture.{kind.name}')}" for kind in pictures.kinds(data)])
            return
        names = [kind.name for kind in pictures.kinds(data)] if options.picture == "all" else [options.picture]
        if not names:
            raise ResultsError(f"there is nothing to draw in {options.file}")
        made = []
        for name in names:
            try:
                made += pictures.draw(data, name, options.lang)
            except ResultsError as problem:
                if options.picture != "all":
                    raise
                print(f"left out: {problem}", file=sys.stderr)
        for picture, path in zip(made, targets(options, made)):
            target = target_of(path, [options.file])
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, picture.content(path.suffix.removeprefix("."), pictures.provenance_of(data)))
            print(f"wrote {path}", file=sys.stderr)


def targets(options: argparse.Namespace, made: list) -> list[pathlib.Path]:
    """Where each picture goes: --output for one, and in it or beside the result file, by name, for several."""
    output = options.output
    ending = output.suffix.removeprefix(".") if output else ""
    if ending in FORMATS and options.format not in (None, ending):
        raise RequestError(f"--output ends in .{ending} and --format is {options.format}; leave one out")
    if ending in FORMATS and len(made) == 1:
        return [output]
    form = options.format or (ending if ending in FORMATS else "png")
    if output is None:
        return [options.file.with_name(f"{options.file.stem}-{picture.name}.{form}") for picture in made]
    if ending in FORMATS:
        return [output.with_name(f"{output.stem}-{picture.name}.{form}") for picture in made]
    return [output / f"{picture.name}.{form}" for picture in made]


def main() -> None:
    """What the command `ayni-plot` does; exit code 5 for files, 2 for words that make no sense."""
    guarded(arguments, plot)
