"""SVG paths with no more points than can be seen, so that a page with many courses stays small."""

from __future__ import annotations

import re

TOLERANCE = 0.06  # points; a screen's pixel is 0.75
STRAIGHT = re.compile(r' d="((?:[ML] -?[\d.]+ -?[\d.]+\s*|z\s*)+)"')
STEP = re.compile(r"([MLz])(?: (-?[\d.]+) (-?[\d.]+))?")


def thinned(svg: str) -> str:
    """The drawing without points that lie on the line between their neighbours.

    >>> thinned('<path d="M 0 0 \\nL 1.04 0 \\nL 2 0 \\nL 2 5 \\n"/>')
    '<path d="M0 0H2V5"/>'
    """
    return STRAIGHT.sub(lambda found: f' d="{_path(found[1])}"', svg)


def _path(text: str) -> str:
    said, points = [], []
    for letter, x, y in STEP.findall(text):
        if letter in "Mz":
            said.append(_line(points))
            points = []
        if letter == "z":
            said.append("z")
        else:
            points.append((float(x), float(y)))
    return "".join([*said, _line(points)])


def _line(points: list[tuple[float, float]]) -> str:
    if not points:
        return ""
    steps = [(_short(x), _short(y)) for x, y in _kept(points)]
    said, before = [f"M{steps[0][0]} {steps[0][1]}"], "M"
    for last, here in zip(steps, steps[1:]):
        if here == last:
            continue
        letter = "H" if here[1] == last[1] else "V" if here[0] == last[0] else "L"
        values = {"H": here[0], "V": here[1], "L": f"{here[0]} {here[1]}"}[letter]
        said.append(f"{letter}{values}" if letter != before else f" {values}")
        before = letter
    return "".join(said)


def _kept(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Ramer, Douglas and Peucker's choice, which leaves no point farther than the tolerance from the line."""
    keep = {0, len(points) - 1}
    open_parts = [(0, len(points) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        if last - first < 2:
            continue
        distances = [_distance(points[place], points[first], points[last]) for place in range(first + 1, last)]
        farthest = max(distances)
        if farthest > TOLERANCE:
            middle = first + 1 + distances.index(farthest)
            keep.add(middle)
            open_parts += [(first, middle), (middle, last)]
    return [points[place] for place in sorted(keep)]


def _distance(point, start, end) -> float:
    """From a point to the stretch between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else min(1.0, max(0.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length))
    return ((point[0] - start[0] - along * dx) ** 2 + (point[1] - start[1] - along * dy) ** 2) ** 0.5


def _short(value: float) -> str:
    """Half a tenth of a point is finer than can be seen: 12.3, 4.

    >>> _short(12.34), _short(4.04), _short(-0.01)
    ('12.3', '4', '0')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
