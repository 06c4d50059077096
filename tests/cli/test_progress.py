"""What the user sees of the runs: a bar on a terminal, lines elsewhere."""

import os
import pty
import re
import subprocess

import pytest

from conftest import AYNI, BOLIVIA, SMALL


def on_terminal(words, folder, **environment):
    """Runs ayni with its messages on a terminal; returns the exit code and everything that the terminal received."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([AYNI, *map(str, words)], stdout=subprocess.DEVNULL, stderr=theirs, cwd=folder,
                               env={**os.environ, "TERM": "xterm", **environment})
    os.close(theirs)
    received = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        received += piece
    os.close(ours)
    return process.wait(timeout=60), received.decode()


RUN = ["run", BOLIVIA, *SMALL, "-n", "20", "-o", "x.h5"]


def test_elsewhere_there_is_a_line_for_each_tenth(ayni):
    result = ayni(*RUN)
    tenths = [int(found) for found in re.findall(r"^ *(\d+)%  \d+ of 20 runs", result.stderr, re.MULTILINE)]
    assert tenths == [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    assert "\r" not in result.stderr and "\033" not in result.stderr


def test_a_line_tells_the_share_that_is_done(ayni):
    result = ayni(*RUN[:-3], "4", "-o", "x.h5")
    shares = re.findall(r"^ *(\d+)%  (\d) of 4 runs", result.stderr, re.MULTILINE)
    assert [int(share) for share, _ in shares] == [25 * int(done) for _, done in shares]


def test_a_terminal_gets_a_bar_that_is_drawn_over(tmp_path):
    code, received = on_terminal(RUN, tmp_path)
    assert code == 0
    assert "\r[##############################] 20 of 20 runs" in received
    assert "%" not in received


def test_a_dumb_terminal_gets_lines(tmp_path):
    code, received = on_terminal(RUN, tmp_path, TERM="dumb")
    assert code == 0
    assert "100%  20 of 20 runs" in received
    assert "\033" not in received


@pytest.mark.parametrize("refused, coloured", [("", True), ("1", False)])
def test_errors_are_coloured_unless_the_user_objects(tmp_path, refused, coloured):
    code, received = on_terminal(["rnu"], tmp_path, NO_COLOR=refused)
    assert code == 2
    assert ("\033[1;31m" in received) == coloured
    assert "error:" in received
