#!/usr/bin/env python3
"""Fit the behavioural parameters to the report's figures, and check that the fit is no accident.

    fit.py fit      the parameters of fit.toml to its figures; writes results/fit/fitted.toml and report.md
    fit.py repeat   the same with another seed and from another start
    fit.py ablate   without one mechanism each, as fitted and fitted anew
    fit.py page     print all that is there as Markdown

Drives build/release/ayni, or the program that AYNI names. An interrupted step goes on with --resume.
"""

import argparse
import pathlib
import signal
import sys

from ayni_fit import FitError, Program, read_declaration, report, steps
from ayni_fit.folder import Folder

HERE = pathlib.Path(__file__).resolve().parent
STEPS = {"fit": steps.fit, "repeat": steps.repeat, "ablate": steps.ablate}


def options_of(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=[*STEPS, "page"])
    parser.add_argument("-o", "--output", type=pathlib.Path, default=HERE.parent / "results/fit", metavar="FOLDER",
                        help="folder of the results (default: results/fit)")
    parser.add_argument("--declaration", type=pathlib.Path, default=HERE / "fit.toml", metavar="FILE",
                        help="what is fitted to what (default: analysis/fit.toml)")
    parser.add_argument("--quick", action="store_true", help="a small country and few points: tries the chain, fits nothing")
    parser.add_argument("-t", "--threads", type=int, metavar="N", help="threads (default: all processors)")
    again = parser.add_mutually_exclusive_group()
    again.add_argument("--resume", action="store_true", help="go on where the step was interrupted")
    again.add_argument("--force", action="store_true", help="do the step again; with fit, lose all of the folder's results")
    return parser.parse_args(words)


def work(options):
    program = Program(threads=options.threads)
    declaration = read_declaration(options.declaration, program, options.quick)
    folder = Folder(options.output, declaration, program, options.quick)
    if options.step == "page":
        folder.check()
        print(report.page(steps.finished_fit(folder), folder.read("repeat"), folder.read("ablate")), end="")
        return
    folder.begin(options.step, options.resume, options.force)
    results = STEPS[options.step](program, declaration, folder)
    if options.step == "fit":
        (folder.path / "fitted.toml").write_text(report.overlay(results, "analysis/fit.py"), encoding="utf-8")
    folder.write(options.step, results)
    text = report.page(steps.finished_fit(folder), folder.read("repeat"), folder.read("ablate"))
    (folder.path / "report.md").write_text(text, encoding="utf-8")
    print(f"wrote {folder.path / 'report.md'}", file=sys.stderr)


def main(words=None):
    try:
        work(options_of(words))
    except FitError as problem:
        sys.exit(f"fit.py: {problem}")
    except KeyboardInterrupt:
        print("fit.py: interrupted; go on with --resume", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    main()
