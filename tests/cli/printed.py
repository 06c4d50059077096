"""The numbers of printed tables, row by row, whatever the language and wherever a wide table was broken."""

import re

NUMBER = re.compile(r"(?<![\w.])[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?M?(?![\w.])")


def rows_of(text, decimal_comma=False, names=1):
    """Of each table its rows, of each row its numbers in the order of the columns, but for the first `names` columns.

    Lines of a table are indented. A table that is too wide comes in parts, each of which begins with the titles of its columns and
    repeats what names the rows. Names written as they are asked for may hold digits and are left out.
    """
    tables = []
    for lines in tables_of(text):
        title = re.split(r"\s{2,}", lines[0].strip())[0]
        width = lines[0].index(title) + len(title)  # of the first column
        parts = []
        for line in lines:
            cells = re.split(r"\s{2,}", line.strip())
            if cells[0] == title:
                parts.append([])
            elif not line[:width].isspace():  # as in the line of units
                parts[-1].append(numbers_in(" ".join(cells[names:]), decimal_comma))
        tables.append([sum(row, []) for row in zip(*parts)])
    return tables


def tables_of(text):
    """Neighbouring lines that are indented."""
    found, last = [], ""
    for line in text.splitlines():
        if line.startswith("  "):
            if not last.startswith("  "):
                found.append([])
            found[-1].append(line)
        last = line
    return found


def numbers_in(text, decimal_comma):
    plain = re.sub(r"\S*[\[\]_=]\S*", "", text)
    return NUMBER.findall(re.sub(r"(?<=\d),(?=\d)", ".", plain) if decimal_comma else plain)
