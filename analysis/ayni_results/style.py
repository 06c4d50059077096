"""What the pictures share: colours that colour-blind readers and grey printers can tell apart, and sizes for print."""

import contextlib

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

# Okabe and Ito (2008), Color universal design.
BLACK, ORANGE, SKY, GREEN, YELLOW, BLUE, VERMILION, PURPLE = (
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7")
GREY = "#8A8A8A"

SETTINGS = {
    "font.size": 9, "axes.titlesize": 10, "axes.titleweight": "bold", "axes.titlelocation": "left",
    "axes.spines.top": False, "axes.spines.right": False, "axes.labelsize": 9, "legend.frameon": False,
    "xtick.labelsize": 8, "ytick.labelsize": 8, "figure.dpi": 100, "savefig.dpi": 160, "axes.grid": True,
    "grid.color": "#DDDDDD", "grid.linewidth": 0.6, "axes.axisbelow": True,
}


@contextlib.contextmanager
def figure(*args, **kwargs):
    """A figure in the pictures' style, closed afterwards."""
    with plt.rc_context(SETTINGS):
        made = plt.figure(*args, **kwargs)
        try:
            yield made
        finally:
            plt.close(made)


def title(name):
    """A label of the file as it is printed: counterpart_failure -> Counterpart failure."""
    return name.replace("_", " ").capitalize()


def save(drawn, path, data):
    """Writes the picture; what it was made from stands in the file, not the date, so that the same results give the
    same picture."""
    metadata = {"Software": "ayni", "Description": f"{data.attrs['command_line']} (scenario SHA-256 "
                                                   f"{data.attrs['scenario_sha256']})"}
    drawn.savefig(path, metadata=metadata if str(path).endswith(".png") else None)
