// Parts of the page that need no browser, bundled as the page is and called in Node.

import assert from "node:assert/strict";
import {before, test} from "node:test";

import {modules} from "./explorer_support.mjs";

let parts;
before(async () => (parts = await modules("charts/numbers.ts", "charts/saving.ts", "charts/drawing.ts", "explore/settings.ts", "explore/state.ts", "texts.ts")));

test("numbers are written with the language's comma, shares in percent and differences of shares in points", () => {
  parts.setTexts({"number.million": ["million", "mill."], "chart.range": ["{low} to {high}", "{low} a {high}"]});
  assert.equal(parts.numberText("en", 0.4386, "share"), "43.9%");
  assert.equal(parts.numberText("es", 0.4386, "share"), "43,9\u00a0%");
  assert.equal(parts.numberText("en", 1566300000), "1,566.3\u00a0million");
  assert.equal(parts.numberText("es", 12345), "12.345");
  assert.equal(parts.numberText("en", NaN), "–");
  assert.deepEqual(parts.differenceParts("en", 0.0406, 0.0337, 0.0475, "share"), ["+4.06", "+3.37 to +4.75"]);
  assert.deepEqual(parts.differenceParts("es", -51e6, -59.5e6, -42.6e6, "1"), ["−51,0\u00a0mill.", "−59,5 a −42,6"]);
  assert.deepEqual(parts.differenceParts("en", -0.4, null, null, "1"), ["−0.40", ""]);
});

test("CSV has semicolons and decimal commas in Spanish, and quotes only where they are needed", () => {
  const rows = [["a, b", 0.5, null], ['say "c"', NaN, 3]];
  assert.equal(parts.csvOf(["name", "x", "y"], rows, "en"), 'name,x,y\r\n"a, b",0.5,\r\n"say ""c""",,3\r\n');
  assert.equal(parts.csvOf(["name", "x", "y"], rows, "es"), 'name;x;y\r\n"a, b";0,5;\r\n"say ""c""";;3\r\n');
});

test("a setting that holds from a month is a change, which goes with the last that it sets", () => {
  const {withSetting, withoutSetting, listOf} = parts;
  let settings = withSetting({}, "trade.indexation", 0, "1");
  settings = withSetting(settings, "trade.indexation", 36, "0.5");
  settings = withSetting(settings, "fund.rule", 36, '"required"');
  assert.deepEqual(settings, {
    "trade.indexation": "1", "change.from_36.month": "36", "change.from_36.set.trade.indexation": "0.5", "change.from_36.set.fund.rule": '"required"',
  });
  assert.deepEqual(listOf(settings).map(({path, month, toml}) => [path, month, toml]), [
    ["trade.indexation", 0, "1"], ["trade.indexation", 36, "0.5"], ["fund.rule", 36, '"required"'],
  ]);
  settings = withoutSetting(settings, "change.from_36.set.trade.indexation");
  assert.ok("change.from_36.month" in settings);
  assert.deepEqual(withoutSetting(settings, "change.from_36.set.fund.rule"), {"trade.indexation": "1"});
});

test("values become TOML as behind --set, and back", () => {
  for (const [kind, value, toml] of [["number", 0.5, "0.5"], ["true or false", true, "true"], ["choice", "off", '"off"'], ["numbers", [1, -2.5], "[1, -2.5]"]]) {
    assert.equal(parts.tomlOf(kind, value), toml);
    assert.deepEqual(parts.valueOf(toml), value);
  }
});

test("a state that is none is not taken, and names of policies stay apart", () => {
  const state = parts.firstExploreState;
  assert.deepEqual(parts.soundExploreState(JSON.parse(JSON.stringify(state))), state);
  for (const wrong of [null, 3, {}, {...state, policies: []}, {...state, runs: 1e9}, {...state, texts: {a: 1}}, {...state, policies: Array(5).fill(state.policies[0])}]) {
    assert.equal(parts.soundExploreState(wrong), null);
  }
  assert.equal(parts.freeName("bolivia", state.policies), "bolivia-2");
  assert.equal(parts.freeName("other", state.policies), "other");
});

test("ticks are round and lie within", () => {
  assert.deepEqual(parts.ticksBetween(0, 1), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(parts.ticksBetween(-30, 45), [-20, 0, 20, 40]);
});
