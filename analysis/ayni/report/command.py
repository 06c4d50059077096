"""`ayni report`: a page about result files, for readers who decide."""

from __future__ import annotations

import argparse
import pathlib
import sys

from ..errors import ResultsError, guarded
from ..outputs import target_of, write_whole
from ..words import LANGUAGES

DESCRIPTION = """Write one page about result files, for readers who decide: three findings in words, what differs between the
options, who gains and who pays, how far to trust it. The page needs no network and no JavaScript, and prints on A4."""
EXAMPLES = """Examples:
  ayni report results/compare-bolivia.h5
  ayni report results/bolivia.h5 results/price-floor.h5 --lang es -o informe.html
  ayni report results/search-bolivia.h5

Several files stand side by side when their runs have the same seed, months and regions.
"""


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ayni report", description=DESCRIPTION, epilog=EXAMPLES,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", metavar="FILE", type=pathlib.Path, nargs="+", help="result file of ayni run or compare; the "
                        "first file's first arm is the base, but for a twin without the project, which is; or one of ayni sweep or search")
    parser.add_argument("-o", "--output", type=pathlib.Path, help="page to write (default: beside FILE, FILE.html)")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the page (default: en)")
    parser.add_argument("--force", action="store_true", help="overwrite a page that is there")
    return parser


def report(options: argparse.Namespace) -> None:
    """Writes the page and says where. Raises ResultsError where that cannot be."""
    output = options.output or options.files[0].with_suffix(".html")
    target = target_of(output, options.files)
    if output.exists() and not options.force:
        raise ResultsError(f"{output} is there already; --force overwrites it, -o names another")
    text = made(options.files, options.lang)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, text.encode())
    print(f"wrote {output}", file=sys.stderr)


def made(files: list[pathlib.Path], language: str) -> str:
    """The page of arms side by side, or of a sweep or search that stands alone."""
    from ..files import open_results  # takes a second to load, which --help need not wait for
    from .arms import read

    if len(files) == 1:
        data = open_results(files[0])
        if "point" in data.sizes:
            from .designed import designed

            found = designed(files[0], data)
            from .design_page import design_page  # drawing takes another second, which a file that cannot be read need not wait for

            return design_page(found, language)
    compared = read(files)
    from .page import page

    return page(compared, language)


def main() -> None:
    """What the command `ayni-report` does; exit code 5 for files, 2 for words that make no sense."""
    guarded(arguments, report)
