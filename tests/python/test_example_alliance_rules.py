"""The worked example of four alliance rules does what its page says."""

import os
import subprocess

import pytest
from conftest import PROGRAM, ROOT, SMALL

SCRIPT = ROOT / "analysis/examples/alliance_rules.sh"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    if not PROGRAM.exists():
        pytest.skip(f"no program {PROGRAM}")
    folder = tmp_path_factory.mktemp("rules") / "pages"
    done = subprocess.run([SCRIPT, folder, "3", *SMALL], capture_output=True, text=True, env={**os.environ, "AYNI": str(PROGRAM)})
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def test_it_prints_the_summary_and_writes_both_pages(written):
    folder, said = written
    assert "low-counterpart" in said
    assert '<html lang="en">' in (folder / "alliance-rules.html").read_text()
    assert '<html lang="es">' in (folder / "reglas-de-alianza.html").read_text()


def test_the_page_names_the_settings_that_its_text_tells_of(written):
    text = (written[0] / "alliance-rules.html").read_text()
    for name in ("trade.indexation", "project.counterpart_share", "assistance.topup_months"):
        assert name in text
