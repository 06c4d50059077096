"""Pictures as a page shows them: inline SVG with a name, a text for who cannot see it, and its numbers as tables."""

from __future__ import annotations

import dataclasses
import html
import re

import pandas as pd
import xarray as xr

from ..errors import ResultsError
from ..pictures import Picture, draw
from ..words import Words
from .paths import thinned

WIDEST = 9.2  # inches that the page has room for
CLOCKS = ("time", "season")  # columns that are places on an axis of calendar years
MOST_ROWS = 40  # of a line's numbers, above which the page shows every twelfth
TAG = re.compile(r"<[^>]+>")  # what stands between tags is text, where 10.000 is ten thousand in Spanish
FINE = re.compile(r"(\d+\.\d{2})\d+")  # a hundredth of a point is finer than any screen or printer
EMPTY_GROUP = re.compile(r"<g></g>|<g/>")
UNSHOWN = ("runs", "index", "figure")  # columns for programs; figures of the evaluation stand there by their labels
CODED = {"use": "evidence_use", "verdict": "report_verdict"}  # columns of codes, and the section of the terms that spells them
REFERRED = re.compile(r'(?P<before>\bid="|href="#|url\(#)(?P<id>[^")]+)(?P<behind>["\)])')


@dataclasses.dataclass(frozen=True)
class Drawing:
    """`svg` is markup to be put into the page as it is; all other texts are plain."""

    id: str
    title: str
    shown: str
    source: str
    svg: str
    heads: list[str]
    rows: list[list[str]]
    thinned: bool


def drawings(data: xr.Dataset, words: Words, names: tuple[str, ...]) -> list[Drawing]:
    """The pictures of these kinds that the data can have."""
    made = []
    for name in names:
        try:
            made += [_drawing(picture, words) for picture in draw(data, name, words.language) if _has_values(picture)]
        except ResultsError:
            continue  # the report says which outcomes its file does not keep
    return made


def _has_values(picture: Picture) -> bool:
    numbers = picture.table.select_dtypes("number")
    return bool(numbers.notna().any(axis=None))


def _drawing(picture: Picture, words: Words) -> Drawing:
    narrow = dataclasses.replace(picture, size=(min(picture.size[0], WIDEST), picture.size[1]))
    heads, rows, thinned = numbers(picture.table, words)
    return Drawing(picture.name, picture.finding, picture.shown, picture.source,
                   inline(narrow.svg(heading=False), picture.name, picture.finding, picture.alternative), heads, rows, thinned)


def inline(svg: str, name: str, title: str, alternative: str) -> str:
    """SVG text as markup of a page: names apart from those of other pictures, with its own title and description.

    >>> drawn = '<?xml?><svg viewBox="0 0 10 5"><g id="a"/><use href="#a" x="1.23456"/><text>10.000</text></svg>'
    >>> print(inline(drawn, "p", "More", "More of it."))
    <svg class="drawing" role="img" aria-labelledby="p-title p-about" viewBox="0 0 10 5" style="--natural:13px"><title id="p-title">More</title><desc id="p-about">More of it.</desc><g id="p-1"/><use href="#p-1" x="1.23"/><text>10.000</text></svg>
    """
    body = svg[svg.index("<svg"):]
    opening, _, body = body.partition(">")
    view = re.search(r'viewBox="([^"]+)"', opening)[1]
    natural = round(float(view.split()[2]) * 96 / 72)
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    body = re.sub(r"<title>.*?</title>", "", body, count=1, flags=re.DOTALL)
    body = body.replace("xlink:href", "href")
    referred = set(re.findall(r'(?:href="#|url\(#)([^")]+)', body))
    body = re.sub(r' id="([^"]+)"', lambda found: found[0] if found[1] in referred else "", body)
    body = REFERRED.sub(_numbered(name), body)
    body = thinned(body)
    body = TAG.sub(lambda tag: FINE.sub(r"\1", tag[0]), body)
    body = re.sub(r">\s+<", "><", body)
    body = body.replace("'DejaVu Sans'", "'DejaVu Sans', Verdana")
    body = re.sub(r' style="[^"]*"', lambda found: found[0].replace(": ", ":").replace("; ", ";"), body)
    body = EMPTY_GROUP.sub("", body)
    head = (f'<svg class="drawing" role="img" aria-labelledby="{name}-title {name}-about" viewBox="{view}" '
            f'style="--natural:{natural}px">')
    return (f'{head}<title id="{name}-title">{html.escape(title)}</title>'
            f'<desc id="{name}-about">{html.escape(alternative)}</desc>{body.strip()}')


def _numbered(name: str):
    """A replacement that calls what a drawing refers to after the drawing, and numbers it in order: its own names differ
    from one drawing of the same numbers to the next."""
    places: dict[str, str] = {}

    def renamed(found: re.Match) -> str:
        place = places.setdefault(found["id"], f"{name}-{len(places) + 1}")
        return f"{found['before']}{place}{found['behind']}"
    return renamed


def numbers(table: pd.DataFrame, words: Words) -> tuple[list[str], list[list[str]], bool]:
    """Heads and rows of a picture's numbers, and whether rows were left out: long courses show every twelfth and the last."""
    frame = table.reset_index() if any(table.index.names) else table
    frame = frame.drop(columns=[name for name in UNSHOWN if name in frame.columns])
    groups = [name for name in frame.columns if name in ("panel", "line", "arm")]
    thinned = False
    if groups and len(frame):
        parts = []
        for _, part in frame.groupby(groups if len(groups) > 1 else groups[0], sort=False):
            part = part.assign(**{clock: _dates(part[clock]) for clock in CLOCKS if clock in part})
            if len(part) > MOST_ROWS:
                places = sorted({*range(0, len(part), 12), len(part) - 1})
                part, thinned = part.iloc[places], True
            parts.append(part)
        frame = pd.concat(parts)
    if "panel" in frame and not frame["panel"].any():
        frame = frame.drop(columns="panel")
    frame = frame.assign(**{
        name: [words.label(section, str(value)) for value in frame[name]] for name, section in CODED.items() if name in frame
    })
    unit = ""
    if "unit" in frame and frame["unit"].nunique() == 1:
        unit = frame["unit"].iloc[0]
        frame = frame.drop(columns="unit")
    heads = [words.label("report_column", str(name)) + (f", {unit}" if unit and name == "mean" else "") for name in frame.columns]
    return heads, [[_cell(value, words) for value in row] for row in frame.itertuples(index=False)], thinned


def _dates(years: pd.Series) -> list[str]:
    """Places on an axis of calendar years as they are read: years, or months where there is any within a year.

    >>> _dates(pd.Series([2005.5, 2006.0])), _dates(pd.Series([2005, 2006]))
    (['2005-07', '2006-01'], ['2005', '2006'])
    """
    if (years == years.round()).all():
        return [f"{year:.0f}" for year in years]
    months = (years * 12).round().astype(int)
    return [f"{month // 12}-{month % 12 + 1:02}" for month in months]


def _cell(value, words: Words) -> str:
    if isinstance(value, (int, float)) or hasattr(value, "dtype") and value.dtype.kind in "iuf":
        number = float(value)
        if number != number:
            return "\N{EN DASH}"
        return words.number(number, 0 if number == round(number) or abs(number) >= 1000 else 2 if abs(number) >= 1 else 3)
    return str(value)[:10] if hasattr(value, "year") else str(value)
