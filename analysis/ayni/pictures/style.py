"""What the pictures share: lines that can be told apart in grey and by colour-blind readers, sizes for page and print."""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Iterator

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.font_manager import FontProperties  # noqa: E402
from matplotlib.textpath import TextToPath  # noqa: E402

# After Okabe and Ito (2008), darkened to a contrast of 3:1 on white.
BLUE, VERMILION, GREEN, PURPLE, OCHRE, BLACK, ROSE = (
    "#0072B2",
    "#CC5200",
    "#00805E",
    "#7B4FA3",
    "#8A6D00",
    "#222222",
    "#C2477F",
)
GREY, TEXT_GREY, PALE = "#767676", "#555555", "#E4E4E4"
COLOURS = (BLUE, VERMILION, GREEN, PURPLE, OCHRE, BLACK, ROSE)
DASHES = (
    "-",
    (0, (5, 1.6)),
    (0, (1.2, 1.2)),
    (0, (6, 1.5, 1.2, 1.5)),
    (0, (9, 2)),
    (0, (3, 1, 1.2, 1, 1.2, 1)),
    (0, (2.5, 2.5)),
)
MARKERS = ("o", "s", "^", "D", "v", "P", "X")

SETTINGS = {
    "font.size": 9.5,
    "font.family": ["DejaVu Sans"],
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.labelsize": 9.5,
    "legend.frameon": False,
    "legend.fontsize": 9,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "figure.dpi": 100,
    "savefig.dpi": 150,
    "axes.grid": True,
    "grid.color": PALE,
    "grid.linewidth": 0.7,
    "axes.axisbelow": True,
    "lines.linewidth": 1.8,
    "svg.fonttype": "none",
    "svg.hashsalt": "ayni",
    "pdf.fonttype": 42,
}
MARGIN = 0.14  # inches round everything
LINE_HEIGHTS = {"finding": 0.235, "shown": 0.185, "source": 0.16}  # inches of a line
FONTS = {
    "finding": {"fontsize": 13, "fontweight": "bold"},
    "shown": {"fontsize": 9.5, "color": TEXT_GREY},
    "source": {"fontsize": 9, "color": TEXT_GREY},
}


@functools.cache
def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Inches that a line of text takes in the pictures' font."""
    font = FontProperties(family=SETTINGS["font.family"], size=size, weight=weight)
    return TextToPath().get_text_width_height_descent(text, font, ismath=False)[0] / 72.0


def wrapped(text: str, inches: float, size: float, weight: str = "normal") -> list[str]:
    """Lines of the text, broken between words, none wider than `inches` unless a word is."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= inches:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def line_styles() -> Iterator[dict]:
    """A colour with dashes and a marker for each line of a picture, in a fixed order; they repeat after all are used."""
    ways = [
        {"color": colour, "linestyle": dashes, "marker": marker}
        for colour, dashes, marker in zip(COLOURS, DASHES, MARKERS)
    ]
    return itertools.cycle(ways)


def _lines(picture, part: str) -> list[str]:
    """Lines of `finding`, `shown` or `source` that fit the picture's width."""
    font = FONTS[part]
    return wrapped(
        getattr(picture, part), picture.size[0] - 2 * MARGIN, font["fontsize"], font.get("fontweight", "normal")
    )


@contextlib.contextmanager
def figure(picture, heading: bool):
    """The empty figure of a picture with its title, line below and source, closed afterwards."""
    parts = {part: _lines(picture, part) if heading else [] for part in LINE_HEIGHTS}
    heights = {part: len(lines) * LINE_HEIGHTS[part] for part, lines in parts.items()}
    above, below = heights["finding"] + heights["shown"] + 0.08 * heading, heights["source"]
    width, height = picture.size[0], picture.size[1] + above + below + 2 * MARGIN
    with plt.rc_context(SETTINGS):
        made = plt.figure(figsize=(width, height))
        try:
            top = height - MARGIN
            for part in ("finding", "shown"):
                made.text(
                    MARGIN / width, top / height, "\n".join(parts[part]), va="top", linespacing=1.25, **FONTS[part]
                )
                top -= heights[part]
            made.text(
                MARGIN / width,
                MARGIN / height,
                "\n".join(parts["source"]),
                va="bottom",
                linespacing=1.2,
                **FONTS["source"],
            )
            room = (
                MARGIN / width,
                (MARGIN + below) / height,
                1 - 2 * MARGIN / width,
                1 - (above + below + 2 * MARGIN) / height,
            )
            made.set_layout_engine("constrained", rect=room, w_pad=0.03, h_pad=0.03)
            yield made
        finally:
            plt.close(made)


def metadata(form: str, picture, provenance: str) -> dict:
    """What the file says of itself; no date, so that the same results give the same bytes."""
    if form == "png":
        return {"Title": picture.finding, "Description": picture.shown, "Source": provenance, "Software": "ayni"}
    if form == "pdf":
        return {
            "Title": picture.finding,
            "Subject": picture.shown,
            "Keywords": provenance,
            "Creator": "ayni",
            "CreationDate": None,
        }
    return {
        "Title": picture.finding,
        "Description": picture.shown,
        "Source": provenance,
        "Creator": "ayni",
        "Date": None,
    }
