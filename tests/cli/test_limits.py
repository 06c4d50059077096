"""What a machine does not give: memory, threads, room in a file. The program says so plainly and keeps what is done."""

import os
import resource
import subprocess

import pytest

from conftest import AYNI, BOLIVIA, SMALL


def limited(tmp_path, limits, *words, user=None):
    def limit():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for which, most in limits.items():
            resource.setrlimit(which, (most, most))
    return subprocess.run([AYNI, *map(str, words)], cwd=tmp_path, capture_output=True, text=True, timeout=120,
                          preexec_fn=limit, user=user)


def address_space(program):
    """Bytes that the program takes before it does anything, with what its libraries take."""
    for most in range(20, 400, 4):
        if limited(".", {resource.RLIMIT_AS: most << 20}, *program).returncode == 0:
            return most << 20
    pytest.skip("the program cannot be given less memory")


@pytest.mark.parametrize("size, threads", [(0.02, 1), (0.3, 4)])
def test_a_program_without_memory_says_so(tmp_path, size, threads):
    least = address_space(["--version"])
    told = 0
    for more in range(0, 80, 8):
        result = limited(tmp_path, {resource.RLIMIT_AS: least + (more << 20)}, "run", BOLIVIA, "--set", f"scale.size={size}",
                         "--set", "run.horizon_months=12", "-n", 6, "-t", threads, "--twin", "-q", "-o", "x.h5", "--force")
        assert result.returncode in (0, 4, 5), (more, result.returncode, result.stderr)
        if result.returncode != 0:
            told += 1
            assert "memory" in result.stderr, result.stderr
            assert "std::" not in result.stderr
    assert told > 0


@pytest.mark.parametrize("option, code", [([], 4), (["--stop-on-error"], 5)])
def test_a_run_that_finds_no_memory_is_told_with_what_needs_less(tmp_path, option, code):
    least = address_space(["--version"])
    result = limited(tmp_path, {resource.RLIMIT_AS: least + (60 << 20)}, "run", BOLIVIA, "--set", "scale.size=12", "--set",
                     "run.horizon_months=12", "-n", 2, "-t", 1, "-q", "-o", "x.h5", *option)
    assert result.returncode == code, result.stderr
    assert "failed: there is not enough memory; fewer --threads or a smaller scale.size" in result.stderr


@pytest.mark.skipif(os.getuid() != 0, reason="the limit of processes counts those of a user, who must be another")
def test_a_program_without_threads_says_what_to_do(tmp_path):
    tmp_path.chmod(0o777)
    for folder in tmp_path.parents:
        if folder.stat().st_uid == 0 and folder.name.startswith("pytest"):
            folder.chmod(0o755)
    result = limited(tmp_path, {resource.RLIMIT_NPROC: 3}, "run", BOLIVIA, *SMALL, "-n", 20, "-t", 8, "-o", "x.h5",
                     user=65534)
    if "Permission denied" in result.stderr:
        pytest.skip("another user cannot read this folder")
    assert result.returncode == 5, result.stderr
    assert "of 8: " in result.stderr and "give fewer --threads" in result.stderr


@pytest.mark.parametrize("most", [1024, 8192, 300_000])
def test_a_limit_of_the_size_of_files_is_told_as_a_full_disk_is(tmp_path, most):
    words = ["run", BOLIVIA, *SMALL, "-n", 100, "-q", "-o", "x.h5"]
    result = limited(tmp_path, {resource.RLIMIT_FSIZE: most}, *words)
    assert result.returncode == 5, (result.returncode, result.stderr)
    assert "File too large" in result.stderr
    assert limited(tmp_path, {}, *words, "--resume").returncode == 0
