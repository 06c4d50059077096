// Parts of Teach that need no browser: strokes, places of sliders, links, where marks stand, stories in words.

import assert from "node:assert/strict";
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {before, test} from "node:test";

import {explorer, modules, packages} from "./explorer_support.mjs";
import {coreWithScenarios, root} from "./support.mjs";

const {parse} = packages("smol-toml");
const lessons = readdirSync(join(explorer, "lessons")).filter((name) => name.endsWith(".toml"))
  .map((name) => parse(readFileSync(join(explorer, "lessons", name), "utf8")));
const seven = [1, 1, 1, 1, 1, 1, 1, 1];

let parts;
let core;
before(async () => {
  parts = await modules("teach/drawn.ts", "teach/lesson.ts", "network/layout.ts", "network/sentences.ts", "page/page.ts", "texts.ts");
  const texts = {};
  for (const file of [join(root, "analysis/terms.toml"), join(explorer, "texts/teach.toml"), join(explorer, "texts/page.toml")]) {
    for (const [section, entries] of Object.entries(parse(readFileSync(file, "utf8")))) {
      for (const [key, {en, es}] of Object.entries(entries)) texts[`${section}.${key}`] = [en, es];
    }
  }
  parts.setTexts(texts);
  core = await coreWithScenarios();
});

test("a stroke draws what lies between its ends, and the rest of the curve gives way so that it never rises", () => {
  assert.deepEqual(parts.drawn(seven, {year: 2, share: 0.6}, {year: 2, share: 0.6}), [1, 1, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6]);
  const falling = parts.drawn(seven, {year: 1, share: 0.8}, {year: 5, share: 0.4});
  assert.deepEqual(falling.map((share) => Number(share.toFixed(6))), [1, 0.8, 0.7, 0.6, 0.5, 0.4, 0.4, 0.4]);
  let curve = seven;
  let last = {year: 1, share: 1};
  for (let stroke = 0; stroke < 2000; ++stroke) {
    const to = {year: 1 + ((stroke * 5) % 7), share: ((stroke * 37) % 101) / 100};
    curve = parts.drawn(curve, stroke % 3 === 0 ? to : last, to);
    last = to;
    assert.equal(curve[0], 1);
    assert.equal(curve[to.year], to.share, "the point is where it was put");
    curve.slice(1).forEach((share, k) => assert.ok(share <= curve[k] + 1e-12 && share >= 0, String(curve)));
  }
});

test("the year in which a guess is furthest off is found", () => {
  assert.equal(parts.furthest([1, 0.9, 0.8, 0.7], [1, 0.85, 0.5, 0.6]), 2);
});

test("a slider stands at every step and at the value of the case, in order", () => {
  assert.deepEqual(parts.placesOf({key: "x", low: 0, high: 1, step: 0.2}, 0.59), [0, 0.2, 0.4, 0.59, 0.6, 0.8, 1]);
  assert.deepEqual(parts.placesOf({key: "x", low: -2, high: 0.4, step: 0.4}, -2), [-2, -1.6, -1.2, -0.8, -0.4, 0, 0.4]);
});

test("of what a link sets, a lesson takes only what its levers can take", () => {
  const lesson = lessons.find(({name}) => name === "first-year");
  const settings = {"trust.learning": "false", "trust.prior_mean": "0.5", "trust.prior_strength": "99", "broker.skill_mean": "many", "run.seed": "1"};
  assert.deepEqual(parts.valuesFrom(lesson, settings), {"trust.learning": false, "trust.prior_mean": 0.5});
});

function openLesson({scenario, settings}) {
  return core.open({file: scenario, settings: settings ?? []});
}

for (const {name} of lessons) {
  for (const width of [300, 800]) {
    test(`marks of ${name} stand inside the picture and apart, at ${width} pixels`, () => {
      const film = openLesson(lessons.find((lesson) => lesson.name === name)).film(0);
      const layout = parts.layOut(film, width);
      const spots = [...layout.groups, ...layout.buyers.filter((_, b) => layout.trading[b])];
      for (const {x, y} of spots) assert.ok(x >= 0 && x <= layout.width && y >= 0 && y <= layout.height, `${x}, ${y}`);
      const near = spots.filter(({x, y}, k) => spots.some((other, n) => n !== k && Math.hypot(other.x - x, other.y - y) < 8));
      assert.ok(near.length <= 0.1 * spots.length, `${near.length} of ${spots.length} lie on another`);
      assert.deepEqual(parts.layOut(film, width), layout, "the same each time");
    });
  }
}

for (const {name} of lessons) {
  test(`stories of ${name} are told in order, with their ends, in both languages and without a missing word`, () => {
    const lesson = lessons.find((one) => one.name === name);
    const scenario = openLesson(lesson);
    const groups = scenario.film(0).alliance.values.group.slice(0, 12);
    for (const language of ["en", "es"]) {
      const page = parts.pageIn(language, {});
      for (const group of groups) {
        const story = scenario.story(0, group);
        const sentences = parts.sentencesOf(page, story);
        sentences.slice(1).forEach(({month}, k) => assert.ok(month >= sentences[k].month));
        const ends = story.events.filter(({kind}) => kind === "agreement_ended");
        assert.deepEqual(sentences.filter(({end}) => end).map(({month}) => month), ends.map(({month}) => month));
        for (const {text, more = ""} of sentences) assert.doesNotMatch(text + more, /\b(story|network|reason|teach)\.\w|\{\w+\}|NaN|undefined|null/);
      }
    }
  });
}
