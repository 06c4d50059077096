"""The texts of pictures and reports, from analysis/terms.toml, in English or Spanish."""

from __future__ import annotations

import functools
import pathlib
import tomllib

from .errors import ResultsError

FILE = pathlib.Path(__file__).with_name("terms.toml")
LANGUAGES = ("en", "es")


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
        return terms()[key][self.language].format(**values)

    def label(self, section: str, name: str) -> str:
        """What a name of the file is called; a name without a term is spelled out as it is."""
        found = terms().get(f"{section}.{name}")
        return found[self.language] if found else name.replace("_", " ")

    def number(self, value: float, digits: int = 0) -> str:
        """The number with `digits` decimals, groups of three and the language's decimal sign; minus is a true minus."""
        text = f"{value:,.{digits}f}".replace("-", "\N{MINUS SIGN}")
        if float(f"{value:.{digits}f}") == 0.0:
            text = text.lstrip("\N{MINUS SIGN}")  # nothing is less than nothing when it is rounded
        if self.language == "es":
            text = text.translate(str.maketrans(",.", ".,"))
        return text

    def percent(self, share: float, digits: int = 0) -> str:
        """A share between 0 and 1 in percent: 0.123 is "12%", in Spanish "12 %"."""
        space = "\N{NO-BREAK SPACE}" if self.language == "es" else ""
        return f"{self.number(100 * share, digits)}{space}%"

    def listed(self, items: list[str]) -> str:
        """The items as a sentence lists them: "a, b and c"."""
        return self("grammar.and").join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
