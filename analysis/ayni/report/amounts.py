"""Numbers as the report says them: with as many decimals as their interval leaves meaning."""

from __future__ import annotations

import math

from ..statistics import Estimate
from ..words import Words

MILLION = 1e6
INDEX_DIGITS = 3  # of what lies between 0 and 1 and is no part of a whole
MOST_DIGITS = 2  # of what is printed; one more where an interval would seem to end at zero
DASH, NO_BREAK = "\N{EN DASH}", "\N{NO-BREAK SPACE}"


class Amounts:
    r"""Values and differences of an outcome's kind (see headline.Outcome) in one language.

    >>> Amounts(Words("en")).difference("share", Estimate(0.019, 0.0133, 0.0247, 16))
    '+1.90\xa0points (+1.33\xa0to\xa0+2.47)'
    >>> Amounts(Words("en")).value("money", 424_800_000.0)
    '424.8\xa0million\xa0Bs'
    """

    def __init__(self, words: Words):
        self.words = words

    def value(self, kind: str, value: float) -> str:
        """A level, such as a mean over runs: "49.6%"; a dash where there is none."""
        if math.isnan(value):
            return DASH
        if kind in ("share", "rate"):
            return self.words.percent(value, 1)
        if kind == "index":
            return self.words.number(value, INDEX_DIGITS)
        millions = kind != "each" and abs(value) >= MILLION
        digits = 1 if millions or (0 < abs(value) < 100 and kind == "number") else 0
        return self._with_unit(kind, self.words.number(value / MILLION if millions else value, digits), millions)

    def level(self, kind: str, found: Estimate) -> str:
        """A mean over runs with its interval, where there is one: "49.6% (48.1% to 51.1%)"."""
        value = self.value(kind, found.mean)
        if math.isnan(found.low) or found.low == found.high:
            return value
        low, high = (self.value(kind, end) for end in (found.low, found.high))
        return self.words("report_text.interval", value=value, low=low, high=high)

    def difference(self, kind: str, found: Estimate, level: float = 0.0) -> str:
        """A difference with its interval: "+1.90 points (+1.33 to +2.47)"; in millions where `level` is of millions."""
        if math.isnan(found.mean):
            return DASH
        scale, digits, millions = self._form(kind, found, level)
        mean, low, high = (self.signed(value * scale, digits) for value in (found.mean, found.low, found.high))
        text = self._with_unit(kind, mean, millions, difference=True)
        return text if math.isnan(found.low) else self.words("report_text.interval", value=text, low=low, high=high)

    def size(self, kind: str, found: Estimate, level: float = 0.0) -> str:
        """The size of a difference without its sign or interval: "1.90 points"."""
        scale, digits, millions = self._form(kind, found, level)
        return self._with_unit(kind, self.words.number(abs(found.mean) * scale, digits), millions, difference=True)

    def loss(self, kind: str, value: float) -> str:
        """A regret: never negative, in points for shares."""
        if math.isnan(value):
            return DASH
        return self.size(kind, Estimate(value, math.nan, math.nan, 1))

    def signed(self, value: float, digits: int) -> str:
        text = self.words.number(value, digits)
        return text if value <= 0 or float(f"{value:.{digits}f}") == 0.0 else f"+{text}"

    def _form(self, kind: str, found: Estimate, level: float) -> tuple[float, int, bool]:
        """Scale, decimals, whether in millions: as the summary of `ayni compare`, two digits of half the interval count."""
        if kind == "index":
            return 1.0, INDEX_DIGITS, False
        in_percent = kind in ("share", "rate")
        known = [abs(value) for value in (found.mean, found.low, found.high, level) if not math.isnan(value)]
        millions = not in_percent and kind != "each" and max(known) >= MILLION
        scale = 100.0 if in_percent else 1.0 / MILLION if millions else 1.0
        half = 0.5 * (found.high - found.low) * scale
        if math.isnan(half) or half <= 0.0:
            return scale, 1 if in_percent or millions or (kind == "number" and max(known) < 100) else 0, millions
        usual = min(max(0, 1 - math.floor(math.log10(half))), MOST_DIGITS)
        # An end that is printed as zero does not say on which side of it the interval ends.
        digits = next((digits for digits in range(usual, MOST_DIGITS + 2)
                       if all(round(end * scale, digits) != 0.0 for end in (found.low, found.high))), usual)
        return scale, digits, millions

    def _with_unit(self, kind: str, number: str, millions: bool, difference: bool = False) -> str:
        """The number with its unit, which a line's end does not part from it."""
        return self._unit(kind, number, millions, difference).replace(" ", NO_BREAK)

    def _unit(self, kind: str, number: str, millions: bool, difference: bool) -> str:
        if kind in ("share", "rate"):
            return self.words("unit.points", value=number) if difference else number
        if kind in ("money", "each"):
            return self.words("unit.million_bs" if millions else "unit.bs", value=number)
        return self.words("unit.million", value=number) if millions else number
