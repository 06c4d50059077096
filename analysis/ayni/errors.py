"""The one error that commands tell instead of a traceback, and how they tell it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable


class ResultsError(ValueError):
    """A file or a request that cannot be served; its text says what is wrong and what to do."""


class RequestError(ResultsError):
    """What was asked for makes no sense, whatever the file: a word that is unknown."""


def guarded(arguments: Callable[[], argparse.ArgumentParser], command: Callable[[argparse.Namespace], None]) -> None:
    """Does a command with the words it was called with. What goes wrong is told in one line, and decides the exit code."""
    options = arguments().parse_args()
    try:
        command(options)
    except RequestError as problem:
        sys.exit(_told(problem, 2))
    except ResultsError as problem:
        sys.exit(_told(problem, 5))
    except MemoryError:
        sys.exit(_told("there is not enough memory; a file of fewer runs needs less", 5))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # who read what is printed has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as problem:  # a disk that is full, a folder that may not be written to, a file damaged further in
        given = getattr(options, "file", None) or ", ".join(map(str, options.files))
        sys.exit(_told(f"{problem.filename or given}: {problem.strerror or problem}", 5))


def print_lines(lines: list[str]) -> None:
    """Prints, and notices at once where that cannot be."""
    try:
        print(*lines, sep="\n", flush=True)
    except BrokenPipeError:
        raise
    except OSError as problem:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the interpreter does not try again
        raise ResultsError(f"cannot write to standard output: {problem.strerror}") from None


def printable(text: str) -> str:
    """The text in one line, without what controls a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def _told(problem, code: int) -> int:
    print(f"error: {printable(str(problem))}", file=sys.stderr)
    return code
