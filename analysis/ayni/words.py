"""The texts of pictures and reports, from analysis/terms.toml, in English or Spanish."""

from __future__ import annotations

import functools
import pathlib
import re
import tomllib

from .errors import ResultsError

FILE = pathlib.Path(__file__).with_name("terms.toml")
LANGUAGES = ("en", "es")
UNIT_AT_THE_END = re.compile(r", ((?:million )?(?:Bs|USD|product units|farm units|days)\b[^,]*)$")


@functools.cache
def terms() -> dict[str, dict[str, str]]:
    """Every term by its path, such as `cause.low_trust`, with its text in each language."""
    with open(FILE, "rb") as file:
        sections = tomllib.load(file)
    return {f"{section}.{key}": texts for section, entries in sections.items() for key, texts in entries.items()}


class Words:
    """The texts in one language, and numbers as it writes them.

    >>> Words("es")("cause.low_trust")
    'demasiado poca confianza'
    >>> Words("en").number(1234.5, 1), Words("es").number(1234.5, 1)
    ('1,234.5', '1.234,5')
    """

    def __init__(self, language: str = "en"):
        if language not in LANGUAGES:
            raise ResultsError(f"there are no texts in {language!r}; there are en (English) and es (Spanish)")
        self.language = language

    def __call__(self, key: str, **values: str) -> str:
        """The text of a term with its values filled in."""
        text = terms()[key][self.language].format(**values)
        return text.replace(self._with_no_project, self._without_project)

    @functools.cached_property
    def _with_no_project(self) -> str:
        """How a sentence about "more with {arm}" would call the arm without the project; it is without it."""
        return terms()["arm.with_no_project"][self.language]

    @functools.cached_property
    def _without_project(self) -> str:
        return terms()["arm.without_project"][self.language]

    @staticmethod
    def has(key: str) -> bool:
        """Whether there is such a term."""
        return key in terms()

    def label(self, section: str, name: str) -> str:
        """What a name of the file is called; a name without a term is spelled out as it is."""
        found = terms().get(f"{section}.{name}")
        return found[self.language] if found else name.replace("_", " ")

    def sentence(self, section: str, name: str) -> str:
        """The same with a capital, as a heading or at the start of a line."""
        label = self.label(section, name)
        return label[:1].upper() + label[1:]

    def measure(self, key: str, attributes: dict) -> str:
        """What a measure of the file is called, without its unit; one without a term keeps the file's own long name.

        >>> Words("en").measure("new_one", {"long_name": "Spot price, Bs a product unit"})
        'Spot price'
        """
        found = terms().get(f"measure.{key}")
        return found[self.language] if found else UNIT_AT_THE_END.sub("", attributes.get("long_name", key))

    def unit_of_measure(self, attributes: dict) -> str:
        """The unit that a measure's long name ends in; empty where it has none.

        >>> Words("es").unit_of_measure({"long_name": "World price of whole-milk powder, USD a tonne"})
        'USD por tonelada'
        """
        found = UNIT_AT_THE_END.search(attributes.get("long_name", ""))
        return self.label("measure_unit", found[1].replace(" ", "_")) if found else ""

    def number(self, value: float, digits: int = 0) -> str:
        """The number with `digits` decimals, groups of three and the language's decimal sign; minus is a true minus."""
        text = f"{value:,.{digits}f}".replace("-", "\N{MINUS SIGN}")
        if float(f"{value:.{digits}f}") == 0.0:
            text = text.lstrip("\N{MINUS SIGN}")  # nothing is less than nothing when it is rounded
        if self.language == "es":
            text = text.translate(str.maketrans(",.", ".,"))
        return text

    def short(self, value: float) -> str:
        """The number with as many decimals as it needs, four at most: 0.25, 1,000.

        >>> Words("en").short(0.25), Words("es").short(-12500.0)
        ('0.25', '−12.500')
        """
        text = f"{value:.4f}".rstrip("0").rstrip(".")
        return self.number(value, len(text.partition(".")[2]))

    def percent(self, share: float, digits: int = 0) -> str:
        """A share between 0 and 1 in percent: 0.123 is "12%", in Spanish "12 %"."""
        space = "\N{NO-BREAK SPACE}" if self.language == "es" else ""
        return f"{self.number(100 * share, digits)}{space}%"

    def points(self, share: float, digits: int = 1) -> str:
        """A difference of shares in points of a hundred: 0.019 is "1.9 points"."""
        return self("unit.points", value=self.number(100 * share, digits))

    def amount(self, value: float) -> str:
        """A number with three digits that count: 12,300, 4.56.

        >>> Words("en").amount(12345.0), Words("en").amount(4.5678), Words("en").amount(3_456_789.0)
        ('12,300', '4.57', '3.46 million')
        """
        size = abs(value)
        if size >= 999_500:
            return self("unit.million", value=self.number(value / 1e6, 2 if size < 9_995_000 else 1))
        if size >= 100:
            step = 10.0 ** max(0, len(f"{size:.0f}") - 3)
            return self.number(round(value / step) * step)
        return self.number(value, 2 if size < 10 else 1)

    @staticmethod
    def signed(say, value: float) -> str:
        """A difference with its sign, said by `say`: "+1.9 points"."""
        return ("+" if value > 0 else "\N{MINUS SIGN}") + say(abs(value))

    def money(self, bolivianos: float) -> str:
        """An amount with three digits that count: "36.2 million Bs", "12,300 Bs".

        >>> Words("en").money(36_210_000), Words("en").money(-1234.5), Words("es").money(36_210_000)
        ('36.2 million Bs', '−1,230 Bs', '36,2 millones de Bs')
        """
        size = abs(bolivianos)
        if size >= 999_500:
            digits = 2 if size < 9_995_000 else 1 if size < 99_950_000 else 0
            return self("unit.million_bs", value=self.number(bolivianos / 1e6, digits))
        if size >= 100:
            step = 10.0 ** (len(f"{size:.0f}") - 3)
            bolivianos = round(bolivianos / step) * step
        return self("unit.bs", value=self.number(bolivianos, 0 if size >= 100 else 2))

    def listed(self, items: list[str]) -> str:
        """The items as a sentence lists them: "a, b and c"."""
        return self("grammar.and").join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
