// The page's words and lists, without a browser.

import assert from "node:assert/strict";
import {readdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {test} from "node:test";

import {explorer} from "./explorer_support.mjs";
import {coreWithScenarios, root} from "./support.mjs";

const {parse} = createRequire(join(explorer, "package.json"))("smol-toml");
const read = (...path) => readFileSync(join(explorer, ...path), "utf8");

function textsIn(file) {
  return Object.entries(parse(readFileSync(file, "utf8"))).flatMap(([section, entries]) =>
    Object.entries(entries).map(([key, text]) => [`${section}.${key}`, text]));
}

const own = readdirSync(join(explorer, "texts")).flatMap((name) => textsIn(join(explorer, "texts", name)));
const terms = textsIn(join(root, "analysis/terms.toml"));

function codeIn(folder) {
  return readdirSync(join(explorer, folder), {withFileTypes: true}).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    return entry.isDirectory() ? codeIn(name) : /\.tsx?$/.test(name) ? [read(name)] : [];
  });
}

test("every text is there in both languages, with the same words to be filled in", () => {
  for (const [key, {en, es}] of own) {
    assert.ok(en && es, key);
    const filled = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    assert.deepEqual(filled(es), filled(en), key);
  }
  assert.equal(new Set(own.map(([key]) => key)).size, own.length);
});

test("every text that the code asks for by its whole key exists, and none is left over", () => {
  const known = new Set([...own, ...terms].map(([key]) => key));
  const code = codeIn("src").join("\n");
  const asked = [...code.matchAll(/\bt\(\s*"([\w.]+)"/g)].map(([, key]) => key);
  assert.ok(asked.length > 50);
  assert.deepEqual(asked.filter((key) => !known.has(key)), []);
  const made = [...code.matchAll(/[`"]([a-z_]+\.[a-z_]*)\$\{/g)].map(([, beginning]) => beginning);
  const used = (key) => code.includes(`"${key}"`) || made.some((beginning) => key.startsWith(beginning));
  assert.deepEqual(own.map(([key]) => key).filter((key) => !used(key)), []);
});

test("every lever has its words in both languages", async () => {
  const words = new Map(terms);
  const levers = (await coreWithScenarios()).open({file: "scenarios/bolivia.toml"}).parameters().filter(({lever}) => lever);
  assert.ok(levers.length > 40);
  for (const {path} of levers) assert.ok(words.get(`report_parameter.${path}`)?.es, path);
});

test("every scenario of the page opens, and all but the teaching base have a question in both languages", async () => {
  const core = await coreWithScenarios();
  for (const folder of ["scenarios", "scenarios/teaching"]) {
    for (const name of readdirSync(join(root, folder)).filter((one) => one.endsWith(".toml") && one !== "levers.toml" && one !== "base.toml")) {
      const scenario = core.open({file: `${folder}/${name}`});
      assert.ok(scenario.question && scenario.questionEs, name);
      scenario.close();
    }
  }
});

test("what Explore asks of a comparison is measured, in Bolivia and in the teaching cases", async () => {
  const core = await coreWithScenarios();
  const code = read("src/explore/outcomes.ts");
  const curves = [...code.matchAll(/asked: "([^"]+)"/g), ...code.match(/breakdowns = \{([^}]*)\}/)[1].matchAll(/"([^"]+)"/g)].map(([, asked]) => asked);
  assert.ok(curves.length > 12);
  for (const file of ["scenarios/bolivia.toml", "scenarios/teaching/one-dairy.toml", "scenarios/no-project.toml"]) {
    core.compare({arms: [core.open({file})], curves}).end();
  }
});

test("findings are judged by the figures that the report judges them by", () => {
  const python = readFileSync(join(root, "analysis/ayni/report/headline.py"), "utf8");
  const behind = (outcome) => {
    const [, rest] = new RegExp(`Outcome\\("${outcome}", ([^]*?)\\),?\\n    (?:Outcome|\\))`).exec(`${python}\n    )`) ?? [];
    const tuple = /"(?:higher|lower|)",\s*\(([^)]*)\)/.exec(rest ?? "")?.[1] ?? "";
    return [...tuple.matchAll(/"([^"]+)"/g)].map(([, figure]) => figure);
  };
  const ours = read("src/explore/outcomes.ts");
  const pairs = {lasting: "lasts_from_signing", funded: "funded", income: "income", poverty: "poor", money: "public_money", buyers: "buyer_profit"};
  for (const [finding, outcome] of Object.entries(pairs)) {
    const list = new RegExp(`  ${finding}: \\[([^\\]]*)\\]`).exec(ours)[1];
    assert.deepEqual([...list.matchAll(/"([^"]+)"/g)].map(([, figure]) => figure), behind(outcome), finding);
  }
});

test("links carry the number that the core knows them by", async () => {
  const {link} = (await coreWithScenarios()).about();
  assert.match(read("src/link.ts"), new RegExp(`linkVersion = ${link};`));
});
