"""Whether every text of a picture lies within its edges: for test_pictures.py and tools/check-pictures."""

from matplotlib.legend import Legend
from matplotlib.text import Text

from ayni.pictures import style


def texts_of(figure):
    """Every text that is drawn; axes keep labels of ticks that are out of sight."""
    for axes in figure.axes:
        yield from [*axes.texts, axes.title, axes._left_title, axes._right_title]
        if axes.axison:
            for axis in (axes.xaxis, axes.yaxis):
                yield axis.label
                yield from (tick.label1 for tick in axis._update_ticks() if tick.label1.get_visible())
        for legend in axes.findobj(Legend):
            yield from legend.get_texts()
    yield from figure.texts


def clipped_in(figure):
    """Texts of a figure that is laid out which reach beyond its edge."""
    width, height = figure.bbox.width, figure.bbox.height
    beyond = []
    for text in texts_of(figure):
        if not (isinstance(text, Text) and text.get_visible() and text.get_text().strip()):
            continue
        box = text.get_window_extent()
        if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1:
            beyond.append(text.get_text())
    return beyond


def clipped(picture):
    """Texts of the picture that reach beyond its edge."""
    with style.figure(picture, heading=True) as figure:
        picture.draw(figure)
        _lay_out(figure)
        return clipped_in(figure)


def _lay_out(figure):
    """Moves everything to where drawing would put it, and draws nothing."""
    figure.get_layout_engine().execute(figure)
    renderer = figure.canvas.get_renderer()
    with renderer._draw_disabled():
        for legend in figure.findobj(Legend):
            legend.draw(renderer)
