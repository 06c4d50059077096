"""The page of ayni report as a reader meets it: its markup, and how a browser shows it on a desk, on a phone and on paper."""

import collections
import html.parser
import json
import re
import shutil
import subprocess
import sys
import unittest.mock

import pytest
from conftest import ROOT

from ayni.pictures.style import COLOURS, GREY
from ayni.report.arms import read
from ayni.report.command import made as made_of
from ayni.report.drawings import drawings
from ayni.report.page import page

LANGUAGES = ("en", "es")
DESIGNS = {"grid": "en", "mix": "es"}  # pages of a sweep and of a search
PROBE = (ROOT / "tests/python/report_probe.js").read_text()
VOID = {"meta", "link", "br", "hr", "img", "input", "use", "path", "rect"}
DESK = {"width": 1200, "leastText": 12, "noScrolling": True}
PHONE = {"width": 390, "leastText": 12, "noScrolling": False}
PAPER = {"width": 688, "leastText": 9.0, "noScrolling": True}  # A4 less margins, at 96 px an inch; 9 px are 6.8 points


@pytest.fixture(scope="module")
def pages(made, tmp_path_factory):
    """The page of a comparison in both languages; the Spanish one as the command writes it."""
    written = tmp_path_factory.mktemp("written") / "new" / "informe.html"
    command = [sys.executable, ROOT / "analysis/ayni-report", made("compare"), "--lang", "es", "-o", written]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, f"wrote {written}\n")
    return {"en": page(read([made("compare")]), "en"), "es": written.read_text()}


class Outline(html.parser.HTMLParser):
    """What a page is made of: its elements in order, each with attributes and the elements round it."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.text = [], [], collections.defaultdict(str)
        self.feed(text)
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), tuple(self.open)))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
            self.open.pop()

    def handle_data(self, data):
        if self.open:
            self.text[self.open[-1]] += data

    def all(self, *tags):
        return [attrs for tag, attrs, _ in self.elements if tag in tags]


@pytest.fixture(scope="module", params=LANGUAGES)
def outline(request, pages):
    return request.param, Outline(pages[request.param])


def test_the_page_needs_nothing_from_outside_and_is_small(pages):
    for text in pages.values():
        assert not re.search(r'(?:src|href)="(?!#|data:,)', text)
        assert "<script" not in text and "@import" not in text and "url(http" not in text
        assert len(text.encode()) < 1_500_000


def test_the_page_says_its_language_and_has_one_title_and_landmarks(outline):
    language, found = outline
    assert found.all("html") == [{"lang": language}]
    for tag in ("main", "header", "footer", "nav", "h1"):
        assert len(found.all(tag)) == 1, tag
    assert found.text["title"].strip()


def test_headings_leave_out_no_level(outline):
    levels = [int(tag[1]) for tag, _, _ in outline[1].elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))


def test_no_two_elements_have_the_same_name_and_every_reference_has_its_end(outline):
    names = [attrs["id"] for _, attrs, _ in outline[1].elements if "id" in attrs]
    assert len(names) == len(set(names))
    for _, attrs, _ in outline[1].elements:
        for attribute in ("aria-labelledby", "href", "clip-path"):
            for name in re.findall(r"#([^)]+)", attrs.get(attribute, "")) if attribute != "aria-labelledby" else attrs.get(attribute, "").split():
                assert name in names, (attribute, attrs)


def test_every_picture_has_a_title_a_text_and_its_numbers(outline):
    elements = outline[1].elements
    pictures = [attrs for tag, attrs, _ in elements if tag == "svg"]
    assert len(pictures) >= 5
    assert all(attrs["role"] == "img" and attrs["aria-labelledby"] for attrs in pictures)
    figures = [place for place, (tag, _, _) in enumerate(elements) if tag == "figure"]
    for start, end in zip(figures, [*figures[1:], len(elements)]):
        inside = [tag for tag, _, around in elements[start:end] if "figure" in around]
        for tag in ("h3", "figcaption", "svg", "desc", "details", "summary", "table"):
            assert tag in inside, (elements[start], tag)


def test_every_table_has_a_caption_and_heads_and_scrolls_by_keyboard(outline):
    elements = outline[1].elements
    tables, captions = (len(outline[1].all(tag)) for tag in ("table", "caption"))
    assert tables == captions > 8
    assert all(attrs.get("scope") in ("col", "row") for attrs in outline[1].all("th"))
    for tag, attrs, _ in elements:
        if attrs.get("class") == "wide":
            assert attrs["tabindex"] == "0" and attrs["role"] == "region" and attrs["aria-label"], attrs
        assert not attrs.get("tabindex", "0").lstrip("-").strip("0"), "an order of its own is no keyboard order"


def contrast(colour):
    def part(text):
        value = int(text, 16) / 255
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    light = sum(weight * part(colour[place:place + 2]) for weight, place in ((0.2126, 1), (0.7152, 3), (0.0722, 5)))
    return 1.05 / (light + 0.05)


def test_marks_of_pictures_stand_out_from_the_paper():
    assert all(contrast(colour) >= 3.0 for colour in (*COLOURS, GREY))


def test_the_same_file_gives_the_same_page(made):
    with unittest.mock.patch("ayni.report.page.drawings", lambda data, words, names: drawings(data, words, names[:1])):
        assert page(read([made("twin")]), "en") == page(read([made("twin")]), "en")


# In a browser.


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    """Runs Chromium without a screen."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("there is no chromium: apt install chromium")
    profile = tmp_path_factory.mktemp("profile")

    def call(*words):
        return subprocess.run([program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--no-first-run",
                               "--disable-background-networking", f"--user-data-dir={profile}", "--enable-logging=stderr", *map(str, words)],
                              capture_output=True, text=True, timeout=300)
    return call


def on_paper(text):
    """The page laid out on a screen as it is on paper."""
    return text.replace("@media print {\n  @page { size: A4; margin: 12mm 14mm; }", "@media all {")


@pytest.fixture(scope="module")
def looked_at(chromium, pages, made, tmp_path_factory):
    """What the probe says of each way to look at each page, and what the browser's console says."""
    folder = tmp_path_factory.mktemp("pages")
    frames = []
    designs = {name: made_of([made(name)], language) for name, language in DESIGNS.items()}
    for language, text in {**pages, **designs}.items():
        for name, way in (("desk", DESK), ("phone", PHONE), ("paper", PAPER)):
            before = f"<script>window.leastText={way['leastText']};window.noScrolling={str(way['noScrolling']).lower()};{PROBE}</script></body>"
            shown = on_paper(text) if name == "paper" else text
            (folder / f"{name}-{language}.html").write_text(shown.replace("</body>", before))
            frames.append(f'<iframe name="{name} {language}" src="{name}-{language}.html" width="{way["width"]}" height="900" '
                          'style="border:0"></iframe>')
    (folder / "all.html").write_text(
        "<!DOCTYPE html><meta charset=utf-8><pre id=said></pre><script>const all={};"
        "addEventListener('message',(e)=>{all[e.data.name]=e.data;document.getElementById('said').textContent=JSON.stringify(all)})"
        "</script>" + "".join(frames))
    done = chromium("--window-size=1400,1000", "--virtual-time-budget=20000", "--dump-dom", (folder / "all.html").as_uri())
    said = re.search(r'<pre id="said">(.*?)</pre>', done.stdout, re.DOTALL)
    assert said, done.stderr[-2000:]
    return json.loads(html.unescape(said[1])), done.stderr


@pytest.mark.parametrize("language", [*LANGUAGES, *DESIGNS])
@pytest.mark.parametrize("way", ["desk", "phone", "paper"])
def test_nothing_is_too_wide_too_small_too_pale_or_cut_off(looked_at, way, language):
    found = looked_at[0][f"{way} {language}"]
    assert found["wrong"] == []
    assert found["pictures"] >= (5 if language in LANGUAGES else 1)


def test_the_browser_has_nothing_to_complain_of(looked_at):
    assert [line for line in looked_at[1].splitlines() if "CONSOLE" in line] == []


def test_it_prints_on_a4(chromium, pages, tmp_path):
    (tmp_path / "page.html").write_text(pages["es"])
    chromium("--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'page.pdf'}", (tmp_path / "page.html").as_uri())
    printed = (tmp_path / "page.pdf").read_bytes()
    sizes = {(round(float(width)), round(float(height))) for width, height in
             re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)}
    assert sizes == {(595, 842)}  # points
