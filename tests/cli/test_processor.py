"""The program on processors other than this one (emulated by QEMU, where it is installed), and how it is linked."""

import os
import platform
import re
import shutil
import subprocess

import pytest

from conftest import AYNI

QEMU = shutil.which("qemu-x86_64")
emulated = pytest.mark.skipif(QEMU is None or platform.machine() != "x86_64", reason="needs qemu-x86_64")
usual = pytest.mark.skipif(os.environ.get("AYNI_PROCESSOR", "usual") != "usual", reason="built for another processor")


def on(processor, *words):
    # QEMU warns of features that it does not emulate.
    return subprocess.run([QEMU, "-cpu", processor, AYNI, *words], capture_output=True, text=True, timeout=120)


@emulated
@usual
@pytest.mark.parametrize("processor, lacks", [("Nehalem", "AVX2, BMI, BMI2, FMA, F16C, LZCNT, MOVBE"),
                                              ("Haswell,-fma", "FMA")])
def test_on_a_processor_that_lacks_instructions_it_says_which_before_it_does_anything(processor, lacks):
    result = on(processor, "--version")
    assert result.returncode == 5
    assert f"does not offer: {lacks}\n" in result.stderr
    assert "AYNI_PROCESSOR=any" in result.stderr
    assert result.stdout == ""


@emulated
@usual
def test_it_runs_on_the_oldest_processor_that_it_is_built_for():
    result = on("Haswell", "--version")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("ayni ")


def test_the_tables_of_the_linker_are_read_only_and_no_library_is_looked_for_in_the_current_folder():
    def readelf(*words):
        return subprocess.run(["readelf", "-W", *words, AYNI], capture_output=True, text=True, check=True).stdout
    dynamic = readelf("-d")
    assert "BIND_NOW" in dynamic
    assert "GNU_RELRO" in readelf("-l")
    assert "__stack_chk_fail" in readelf("--dyn-syms")
    for paths in re.findall(r"\((?:RPATH|RUNPATH)\).*\[(.*)\]", dynamic):
        assert "" not in paths.split(":")
