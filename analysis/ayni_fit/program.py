"""The simulator as a subprocess."""

import json
import os
import pathlib
import signal
import subprocess
import tomllib

from .errors import FitError

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Program:
    """build/release/ayni, or the program that AYNI names."""

    def __init__(self, path=None, threads=None):
        self.path = pathlib.Path(path or os.environ.get("AYNI", ROOT / "build/release/ayni")).resolve()
        self.threads = ["--threads", str(threads)] if threads else []
        if not self.path.exists():
            raise FitError(f"{self.path} is not built; run: cmake --workflow --preset release")

    def ask(self, *words):
        """What a command prints. Raises FitError with what it said on standard error when it fails."""
        done = subprocess.run([self.path, *map(str, words)], capture_output=True, text=True, check=False)
        self._check(words, done.returncode, done.stderr)
        return done.stdout

    def work(self, *words):
        """A command that takes a while. Interrupted, it leaves a file that --resume completes."""
        command = [self.path, *map(str, words), *self.threads, "--quiet"]
        # In a session of its own it gets an interrupt once, from here, and not a second time from the terminal.
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                              start_new_session=True) as process:
            try:
                _, said = process.communicate()
            except KeyboardInterrupt:
                process.send_signal(signal.SIGINT)
                process.communicate()
                raise
        self._check(words, process.returncode, said)

    def parameters(self):
        """What `ayni params` tells of each parameter, by path."""
        return {entry["path"]: entry for entry in json.loads(self.ask("params", "--json"))}

    def resolved(self, scenario, settings=()):
        """Text of the scenario with every value."""
        return self.ask("check", scenario, "--resolved", *set_options(settings))

    def version(self):
        return self.ask("--version")

    @staticmethod
    def _check(words, code, said):
        if code in (130, 143):
            raise KeyboardInterrupt
        if code != 0:
            raise FitError(f"ayni {words[0]} failed with exit code {code}:\n{said.strip()}")


def set_options(settings):
    return [word for setting in settings for word in ("--set", setting)]


def value_in(resolved, path):
    """A parameter's value in a resolved scenario's text."""
    value = tomllib.loads(resolved)
    for step in path.split("."):
        value = value[step]
    return value
