#!/usr/bin/env python3
"""Draw a picture of a result file.

    python3 analysis/draw.py results/bolivia.h5 -o picture.png
    python3 analysis/draw.py results/with-and-without.h5 --picture welfare -o welfare.pdf
"""

import argparse
import pathlib
import sys

from ayni_results import draw_survival, draw_welfare, open_results

PICTURES = {"survival": draw_survival, "welfare": draw_welfare}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=pathlib.Path, help="result file that `ayni run` wrote")
    parser.add_argument("-o", "--output", type=pathlib.Path, help="picture to write: .png, .pdf or .svg "
                        "(default: the result file's name with -survival.png or -welfare.png)")
    parser.add_argument("--picture", choices=PICTURES, default="survival",
                        help="survival: who keeps the buyer, and why not. welfare: income and poverty")
    options = parser.parse_args()
    output = options.output or options.results.with_name(f"{options.results.stem}-{options.picture}.png")
    try:
        with open_results(options.results) as data:
            PICTURES[options.picture](data, output)
    except (OSError, ValueError) as problem:
        sys.exit(f"draw.py: {problem}")
    print(f"wrote {output}", file=sys.stderr)


if __name__ == "__main__":
    main()
