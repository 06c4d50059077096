"""The Debian package, as cpack makes it of this build. That it can be installed and removed, tools/package tries as root."""

import re
import shutil
import subprocess
import tomllib

import pytest

from conftest import AYNI, ROOT

PAGES = sorted((ROOT / "tools/man").glob("*.1"))
MISSING = [tool for tool in ("cpack", "dpkg-deb", "dpkg-shlibdeps") if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The package, made in a folder of its own."""
    folder = tmp_path_factory.mktemp("package")
    made = subprocess.run(["cpack", "--config", AYNI.parent / "CPackConfig.cmake", "-B", folder, "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=gzip"],
                          capture_output=True, text=True, timeout=120, check=False, umask=0o077)
    assert made.returncode == 0, made.stdout + made.stderr
    (path,) = folder.glob("*.deb")
    return path


@pytest.fixture(scope="module")
def unpacked(package):
    subprocess.run(["dpkg-deb", "-x", package, package.parent / "root"], check=True, timeout=60)
    return package.parent / "root" / "usr"


def field(package, name):
    return subprocess.run(["dpkg-deb", "-f", package, name], capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def test_what_the_package_says_of_itself(package):
    assert package.name == f"ayni_{field(package, 'Version')}_{field(package, 'Architecture')}.deb"
    assert field(package, "Section") == "science"
    needed = field(package, "Depends")
    assert all(name in needed for name in ("libc6", "libstdc++6", "libhdf5", "libnlopt0", "python3:any")), needed
    for line in field(package, "Description").splitlines()[1:]:
        assert re.match(r" (\.|\S.*)$", line) and len(line) <= 80, line


def test_what_the_commands_in_python_import_is_recommended(package):
    imported = tomllib.loads((ROOT / "analysis/pyproject.toml").read_text())["project"]["dependencies"]
    assert sorted(field(package, "Recommends").split(", ")) == sorted(f"python3-{name}" for name in imported)


def test_it_holds_the_program_and_nothing_for_building_others(package, unpacked):
    listed = subprocess.run(["dpkg-deb", "-c", package], capture_output=True, text=True, check=True, timeout=60).stdout.splitlines()
    assert {line.split()[1] for line in listed} == {"root/root"}
    assert {line.split()[0] for line in listed} == {"drwxr-xr-x", "-rw-r--r--", "-rwxr-xr-x", "lrwxrwxrwx"}
    held = {str(path.relative_to(unpacked)) for path in unpacked.rglob("*")}
    wanted = {"bin/ayni", "bin/ayni-plot", "bin/ayni-report", "lib/python3/dist-packages/ayni", "share/doc/ayni/copyright",
              "share/bash-completion/completions/ayni", "share/zsh/vendor-completions/_ayni", "share/fish/vendor_completions.d/ayni.fish"}
    wanted |= {f"share/man/man1/{page.name}.gz" for page in PAGES}
    wanted |= {f"share/ayni/{path.relative_to(ROOT)}" for path in ROOT.glob("scenarios/**/*.toml")}
    assert wanted <= held
    assert not [name for name in held if re.search(r"\.(hpp|a|cmake|pyc)$|__pycache__|include", name)]


def test_what_is_unpacked_runs_draws_and_is_opened(unpacked, tmp_path):
    def call(*words, **options):
        return subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path, **options)
    ran = call(unpacked / "bin/ayni", "run", unpacked / "share/ayni/scenarios/teaching/one-dairy.toml", "-n", 1, "-q", "-o", "dairy.h5")
    assert ran.returncode == 0, ran.stderr
    assert "survival" in call(unpacked / "bin/ayni", "plot", "dairy.h5").stdout
    modules = unpacked / "lib/python3/dist-packages"
    opened = call("/usr/bin/python3", "-B", "-c", "import ayni; print(ayni.__file__, ayni.open_results('dairy.h5').sizes['run'])",
                  env={"PYTHONPATH": str(modules)})
    assert opened.stdout.split() == [str(modules / "ayni/__init__.py"), "1"], opened.stderr
