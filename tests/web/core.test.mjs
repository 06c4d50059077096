// The core in WebAssembly against the native one: `tools/check --web` builds both and runs this.

import assert from "node:assert/strict";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {test} from "node:test";
import {gzipSync} from "node:zlib";

import {Core, InvalidInput} from "../../analysis/explorer/src/core.mjs";
import {coreWithScenarios, natively, processorTime, program, wasm} from "./support.mjs";

const kilobyte = 1000;
const mebibyte = 1 << 20;

const cases = [
  {file: "scenarios/bolivia.toml"},
  {file: "scenarios/bolivia.toml", project: false},
  {file: "scenarios/bolivia-2018.toml", replicate: 3},
  {file: "scenarios/bolivia-stochastic.toml", settings: ["run.seed=11"], replicate: 7},
  {file: "scenarios/midterm-revision.toml", settings: ["scale.size=0.3"]},
  {file: "scenarios/teaching/one-dairy.toml", replicate: 1},
  {file: "scenarios/teaching/frontier-town.toml", settings: ["trade.indexation=1"], replicate: 2},
];

function named({file, settings = [], project = true, replicate = 0}) {
  return `${file} ${settings.join(" ")}${project ? "" : " without the project"}, replicate ${replicate}`;
}

for (const request of cases) {
  test(`every measure and table has the bits of the native core: ${named(request)}`, async () => {
    const core = await coreWithScenarios();
    const digest = core.open(request).run(request.replicate ?? 0).digest();
    const [native] = natively([request]);
    const different = Object.keys(native.digest.measures).filter((name) => native.digest.measures[name] !== digest.measures[name]);
    assert.deepEqual(different, []);
    assert.deepEqual(digest, native.digest);
    assert.ok(Object.keys(digest.measures).length > 150);
  });
}

test("the module is small enough to be sent", () => {
  const packed = gzipSync(wasm, {level: 9}).length;
  console.log(`ayni.wasm: ${wasm.length} bytes, ${packed} gzipped`);
  assert.ok(wasm.length <= 1700 * kilobyte, `${wasm.length} bytes`);
  assert.ok(packed <= 580 * kilobyte, `${packed} bytes gzipped`);
});

test("a replicate of Bolivia takes at most three times the native core's processor, in 64 MiB", async () => {
  const core = await coreWithScenarios();
  const request = {file: "scenarios/bolivia.toml", times: 5};
  const scenario = core.open(request);
  const here = processorTime(8, () => scenario.run(0));
  const [{milliseconds}] = natively([request]);
  const heap = core.memory / mebibyte;
  console.log(`Bolivia: ${here.toFixed(1)} ms, native ${milliseconds.toFixed(1)} ms, ${heap.toFixed(1)} MiB`);
  assert.ok(here <= 3 * milliseconds, `${here} ms against ${milliseconds}`);
  assert.ok(heap <= 64, `${heap} MiB`);
});

test("fifty replicates of a teaching case take at most half a second of processor", async () => {
  const core = await coreWithScenarios();
  const scenario = core.open({file: "scenarios/teaching/one-dairy.toml"});
  const fifty = processorTime(3, () => {
    for (let r = 0; r < 50; ++r) scenario.run(r);
  });
  console.log(`fifty replicates of one-dairy: ${fifty.toFixed(0)} ms`);
  assert.ok(fifty <= 500, `${fifty} ms`);
});

test("a scenario's TOML reads back to the same scenario and the same bits", async () => {
  const core = await coreWithScenarios();
  const open = core.open({file: "scenarios/teaching/one-dairy.toml", settings: ["project.counterpart_share=0.2"]});
  const digest = open.run(0).digest();
  core.put("mine.toml", open.toml());
  const again = core.open({file: "mine.toml"});
  assert.equal(again.toml(), open.toml());
  assert.deepEqual(again.run(0).digest(), digest);
});

test("looking on changes nothing: film and story leave the measures as they are", async () => {
  const core = await coreWithScenarios();
  const scenario = core.open({file: "scenarios/teaching/one-dairy.toml"});
  const {measures} = scenario.run(0).digest();
  const film = scenario.film(0);
  assert.deepEqual(film.run.digest().measures, measures);
  assert.equal(film.outlet.length, film.months * film.groups);
  assert.equal(film.partner.length, film.months * film.groups);
  assert.equal(film.open.length, film.months * film.buyers);
  assert.equal(film.group.rows, film.groups);
  assert.equal(film.buyer.rows, film.buyers);
  assert.ok(film.place.rows > 0 && film.tie.rows > 0);
});

test("the film shows those with a first buyer that the series counts", async () => {
  const core = await coreWithScenarios();
  const film = core.open({file: "scenarios/teaching/one-dairy.toml"}).film(0);
  const month = film.months - 1;
  const funded = new Set(film.alliance.values.group);
  const shown = [...funded].filter((group) => film.outletNames[film.outlet[month * film.groups + group]] === "first_buyer").length;
  const {values, shape} = film.run.measure("first_buyer");
  const last = values.subarray(month * (values.length / shape[0]));
  assert.equal(shown, last.reduce((sum, value) => sum + value, 0));
});

test("the story of an alliance that ended has its end, and partners until then", async () => {
  const core = await coreWithScenarios();
  const scenario = core.open({file: "scenarios/teaching/one-dairy.toml"});
  const alliance = scenario.run(0).table("alliance").values;
  const row = alliance.ended.findIndex((ended) => ended === 1);
  assert.notEqual(row, -1);
  const story = scenario.story(0, alliance.group[row]);
  const end = story.events.find(({kind}) => kind === "agreement_ended");
  assert.equal(story.alliance.cause, end.cause);
  assert.equal(story.months.partner[end.month - 1], end.buyer);
  assert.notEqual(story.months.partner[end.month], end.buyer);
  assert.equal(story.months.outlet.length, scenario.months);
  assert.throws(() => scenario.story(0, 1e6), /there is no group/);
});

test("all mistakes of a text are told at once, with file, line, column and near names", async () => {
  const core = await coreWithScenarios();
  core.put("scenarios/mine.toml", 'extends = "bolivia.toml"\n\n[trade]\nindexatoin = 1\n\n[project]\ncounterpart_share = 3\n');
  assert.throws(() => core.open({file: "scenarios/mine.toml", settings: ["trade.nothing=1"]}), (error) => {
    assert.ok(error instanceof InvalidInput);
    const [typo, range, setting] = error.problems;
    assert.deepEqual([typo.file, typo.line, typo.column, typo.near], ["scenarios/mine.toml", 4, 1, ["indexation"]]);
    assert.match(typo.message, /trade\.indexatoin is not a parameter.*Did you mean indexation\?/);
    assert.deepEqual([range.file, range.line], ["scenarios/mine.toml", 7]);
    assert.match(range.message, /too large; valid/);
    assert.deepEqual([setting.file, setting.where], [undefined, "--set trade.nothing=1"]);
    return true;
  });
  assert.throws(() => core.open({file: "scenarios/bolivai.toml"}), (error) => /Did you mean scenarios\/bolivia\.toml/.test(error.problems[0].message));
  assert.throws(() => core.put("scenarios/broken.toml", "a = = 1") ?? core.open({file: "scenarios/broken.toml"}), InvalidInput);
});

test("parameters have their values, origins, declarations and tables", async () => {
  const core = await coreWithScenarios();
  const all = core.open({file: "scenarios/midterm-revision.toml", settings: ["trade.indexation=0.5"]}).parameters();
  const indexation = all.find(({path}) => path === "trade.indexation");
  assert.deepEqual([indexation.value, indexation.origin, indexation.lever, indexation.group], [0.5, "--set", true, "trade"]);
  assert.ok(indexation.meaning && indexation.groupMeaning && indexation.source);
  assert.deepEqual([typeof indexation.tryLow, typeof indexation.tryHigh], ["number", "number"]);
  assert.ok(all.some(({path, origin}) => path.startsWith("region.") && /^scenarios\/.*:\d+$/.test(origin)));
  const levers = JSON.parse(program("params", "--levers", "--json"));
  for (const {path} of levers.filter(({path}) => !path.includes("<"))) assert.ok(all.find((one) => one.path === path)?.lever, path);
});

test("rows made in another instance and put in any order report what the program's comparison does", async (context) => {
  const files = ["scenarios/teaching/one-dairy.toml", "scenarios/teaching/one-dairy.toml"];
  const setting = "project.counterpart_share=0.2";
  const open = (core) => [core.open({file: files[0]}), core.open({file: files[1], settings: [setting]})];
  const request = {names: ["one-dairy", "cheap"], curves: ["kaplan_meier_from_signing"], by: ["quintile"]};
  const here = await coreWithScenarios();
  const comparison = here.compare({arms: open(here), ...request});
  const there = await coreWithScenarios();
  const arms = open(there);
  const other = there.compare({arms, ...request});
  for (const replicate of [3, 0, 2, 1]) {
    arms.forEach((arm, k) => {
      arm.run(replicate);
      comparison.add(k, replicate, other.row());
    });
    assert.equal(comparison.told, {3: 0, 0: 1, 2: 1, 1: 4}[replicate]);
  }
  const folder = mkdtempSync(join(tmpdir(), "ayni-"));
  context.after(() => rmSync(folder, {recursive: true}));
  const resultsFile = join(folder, "pairs.h5");
  const words = ["compare", files[0], "--arm", `cheap:${setting}`, "-n", "4", "--by", "quintile", "--all", "--json", "-o", resultsFile];
  const {output, ...native} = JSON.parse(program(...words));
  assert.equal(output, resultsFile);
  const report = comparison.report("en");
  assert.deepEqual(Object.keys(report), Object.keys(native));
  assert.deepEqual(withoutLastDigits(report), withoutLastDigits(native));
  assert.notDeepEqual(comparison.report("es").conclusions.concat(comparison.report("es").sections), report.sections);
});

/** Intervals come from the library's mathematics, which is not the same everywhere: ten digits are compared. */
function withoutLastDigits(value) {
  if (typeof value === "number") return Number(value.toPrecision(10));
  if (Array.isArray(value)) return value.map(withoutLastDigits);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutLastDigits(inner)]));
}

test("a curve is the mean of the measure over replicates, and its difference is paired", async () => {
  const core = await coreWithScenarios();
  const file = "scenarios/teaching/one-dairy.toml";
  const arms = [core.open({file}), core.open({file, settings: ["trade.indexation=1"]})];
  const comparison = core.compare({arms, curves: ["kaplan_meier_from_signing", "first_buyer[region=sum]"]});
  const sums = [0, 0];
  for (let replicate = 0; replicate < 5; ++replicate) {
    arms.forEach((arm, k) => {
      sums[k] += Math.fround(arm.run(replicate).measure("kaplan_meier_from_signing").values[24]);  // as files keep it
      comparison.add(k, replicate, comparison.row());
    });
  }
  const curve = comparison.curve(0);
  assert.equal(curve.axis.name, "duration");
  curve.arms.forEach(({mean, low, high, count}, k) => {
    assert.ok(Math.abs(mean[24] - sums[k] / 5) < 1e-12);
    assert.ok(low[24] <= mean[24] && mean[24] <= high[24]);
    assert.equal(count[24], 5);
  });
  assert.ok(Math.abs(curve.differences[0].mean[24] - (sums[1] - sums[0]) / 5) < 1e-12);
  assert.equal(comparison.curve(1).axis.name, "time");
});

test("what makes no sense is refused, and the core goes on", async () => {
  const core = await Core.create(await WebAssembly.compile(wasm));
  assert.equal(core.about().abi, 1);
  assert.throws(() => core.open({file: "nothing.toml"}), InvalidInput);
  core.put("small.toml", 'name = "small"\n');
  const whole = await coreWithScenarios();
  const scenario = whole.open({file: "scenarios/teaching/one-dairy.toml"});
  const run = scenario.run(0);
  assert.throws(() => run.measure("nothing"), /there is no measure nothing/);
  scenario.run(1);
  assert.throws(() => run.digest(), /another run/);
  const bolivia = whole.open({file: "scenarios/bolivia.toml"});
  assert.throws(() => whole.compare({arms: [scenario, bolivia]}), InvalidInput);
  assert.throws(() => whole.compare({arms: [scenario], outcomes: ["kaplan_mier[duration=84]"]}), (error) => error.problems[0].near[0] === "kaplan_meier");
  scenario.close();
  assert.throws(() => scenario.run(0), /is not open/);
});
