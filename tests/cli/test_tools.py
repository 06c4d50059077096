"""The scripts in tools/, in a copy of the repository without a compiler's work."""

import os
import shutil
import subprocess

import pytest

from conftest import ROOT

CMAKE = """#!/usr/bin/env bash
echo "$@" >>"$CALLS"
"""


@pytest.fixture
def copy(tmp_path):
    """A folder with tools/ and scenarios/, a program built earlier, and a cmake that only takes note of what it is told."""
    folder = tmp_path / "copy"
    for name in ("tools", "scenarios"):
        shutil.copytree(ROOT / name, folder / name)
    commands = tmp_path / "commands"
    for path, text in ((commands / "cmake", CMAKE), (folder / "build/release/ayni", "#!/bin/sh\necho the old program\n")):
        path.parent.mkdir(parents=True)
        path.write_text(text)
        path.chmod(0o755)
    return folder


def call(copy, *words):
    calls = copy.parent / "calls"
    calls.touch()
    result = subprocess.run([copy / words[0], *words[1:]], capture_output=True, text=True, timeout=60,
                            env={**os.environ, "CALLS": str(calls), "PATH": f"{copy.parent / 'commands'}:{os.environ['PATH']}"})
    return result, calls.read_text().splitlines()


def test_a_preset_is_configured_and_the_targets_built(copy):
    result, calls = call(copy, "tools/build", "release", "-DAYNI_PROCESSOR=any", "ayni")
    assert result.returncode == 0, result.stderr
    assert calls == ["--preset release -DAYNI_PROCESSOR=any", "--build --preset release --target ayni"]


def test_a_build_folder_of_another_place_is_made_anew(copy):
    (copy / "build/release/CMakeCache.txt").write_text("CMAKE_HOME_DIRECTORY:INTERNAL=/somewhere/else\n")
    result, calls = call(copy, "tools/build", "release", "ayni")
    assert calls[0] == "--preset release --fresh"
    assert "was made in /somewhere/else" in result.stderr
    (copy / "build/release/CMakeCache.txt").write_text(f"CMAKE_HOME_DIRECTORY:INTERNAL={copy}\n")
    assert call(copy, "tools/build", "release", "ayni")[1][-2] == "--preset release"


def test_quickstart_stops_where_the_build_cannot_be_written(copy):
    (copy / "build/release.log").mkdir()
    result, calls = call(copy, "tools/quickstart")
    assert result.returncode == 1
    assert "cannot write to build/" in result.stderr
    assert calls == [] and "the old program" not in result.stdout


def test_quickstart_stops_where_the_build_fails(copy):
    (copy.parent / "commands/cmake").write_text("#!/bin/sh\necho broken\nexit 1\n")
    result, _ = call(copy, "tools/quickstart")
    assert result.returncode == 1
    assert "broken" in result.stderr and "the old program" not in result.stdout


@pytest.fixture
def packing(copy):
    """The copy, with a cpack that makes a file, and a system in which every package is installed, ayni too."""
    scripts = {"cpack": 'mkdir -p build/package/_CPack_Packages && touch build/package/ayni_1_all.deb',
               "dpkg-query": "echo ii", "dpkg": 'echo "dpkg $@" >>"$CALLS"', "sudo": 'exec "$@"'}
    for name, script in scripts.items():
        path = copy.parent / "commands" / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
    return copy


def test_an_ayni_that_is_installed_is_neither_replaced_nor_removed_to_try_the_package(packing):
    result, calls = call(packing, "tools/package")
    assert result.returncode == 1 and "ayni is installed here" in result.stderr
    assert result.stdout == "build/package/ayni_1_all.deb\n"
    assert not [words for words in calls if words.startswith("dpkg")]


def test_a_package_can_be_made_without_trying_it(packing):
    result, calls = call(packing, "tools/package", "--make", "-DAYNI_PROCESSOR=any")
    assert (result.returncode, result.stdout) == (0, "build/package/ayni_1_all.deb\n"), result.stderr
    assert calls == ["--preset release -DAYNI_PROCESSOR=any", "--build --preset release --target ayni"]
    assert call(packing, "tools/package", "--install")[0].returncode == 2
