// Builds the page: one HTML that holds its code, its style, the core, the scenarios and the texts, and opens from a file.
// node build.mjs, which tools/explorer calls after it has built the core and asked the program for evidence.json and
// digests.json. Writes build/explorer/ayni.html.

import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {gzipSync} from "node:zlib";

import {build} from "esbuild";
import {parse} from "smol-toml";

import {licences} from "./licences.mjs";

const here = import.meta.dirname ?? dirname(new URL(import.meta.url).pathname);
const root = resolve(here, "../..");
const wasm = join(root, "build/web/ayni.wasm");
const built = join(root, "build/explorer");
const output = join(built, "ayni.html");

/** Sections of analysis/terms.toml that name what the model has. */
const sectionsOfTerms =
  /^(region|product|cause|state|line|month|quintile|who|account|component|gained|summary|report_(change|lever|lever_outcome|limit|mechanism|parameter|table|term|term_meaning|text|verdict))$/;

const read = (...path) => readFileSync(join(here, ...path), "utf8");
const tomlIn = (folder) => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith(".toml")).sort();

function scenarios(folder = "scenarios") {
  const here = tomlIn(join(root, folder)).filter((name) => name !== "levers.toml");
  const texts = here.map((name) => ({file: `${folder}/${name}`, text: readFileSync(join(root, folder, name), "utf8")}));
  return folder === "scenarios" ? [...texts, ...scenarios("scenarios/teaching")] : texts;
}

/** "section.key": [English, Spanish] */
function texts() {
  const table = {};
  const add = (file, has) => {
    for (const [section, entries] of Object.entries(parse(readFileSync(file, "utf8")))) {
      if (!has.test(section)) continue;
      for (const [key, {en, es}] of Object.entries(entries)) table[`${section}.${key}`] = [en, es];
    }
  };
  add(join(root, "analysis/terms.toml"), sectionsOfTerms);
  for (const name of tomlIn(join(here, "texts"))) add(join(here, "texts", name), /./);
  return table;
}

function lessons() {
  const all = tomlIn(join(here, "lessons")).map((name) => [name.replace(".toml", ""), parse(read("lessons", name))]);
  return Object.fromEntries(all);
}

const rounded = (value) => (typeof value === "number" ? Number(value.toPrecision(4)) : null);

/** The verdicts on the figures of the evaluation: rows of what `ayni evidence --json` printed. */
function evidence() {
  const {sections} = JSON.parse(readFileSync(join(built, "evidence.json"), "utf8"));
  const rows = sections.filter(({name}) => ["input", "calibrate", "validate"].includes(name)).flatMap(({tables}) => tables.flatMap((table) => table.rows));
  return rows.map(({figure, use, report, model = null, z = null, verdict = "not available"}) => ({
    figure, use, report: rounded(report), model: rounded(model), z: rounded(z), verdict,
  }));
}

/** Whether levers act as economics expects: scenarios/levers.csv. */
function leverSigns() {
  const [head, ...lines] = readFileSync(join(root, "scenarios/levers.csv"), "utf8").trim().split("\n").map((line) => line.split(","));
  const at = (line, column) => line.at(head.indexOf(column) - head.length);
  const rows = lines.map((line) => ({lever: line[0], outcome: at(line, "outcome"), verdict: at(line, "verdict")}));
  return rows.filter(({verdict}) => verdict !== "none_expected");
}

const shared = {bundle: true, minify: true, write: false, metafile: true, format: "iife", target: "es2022", legalComments: "none", absWorkingDir: here};
const worker = await build({...shared, entryPoints: ["src/worker.ts"]});
const workerPlugin = {
  name: "worker",
  setup({onResolve, onLoad}) {
    onResolve({filter: /^ayni:worker$/}, ({path}) => ({path, namespace: "ayni"}));
    onLoad({filter: /.*/, namespace: "ayni"}, () => ({contents: worker.outputFiles[0].text, loader: "text"}));
  },
};
const page = await build({...shared, entryPoints: ["src/main.tsx"], jsx: "automatic", jsxImportSource: "preact", plugins: [workerPlugin]});
const boot = await build({...shared, entryPoints: ["src/boot.ts"]});
const styles = ["node_modules/uplot/dist/uPlot.min.css", "src/page/page.css", "src/explore/explore.css", "src/teach/teach.css"];
const contents = styles.map((style) => `@import "./${style}";`).join("\n");
const css = await build({...shared, stdin: {contents, loader: "css", resolveDir: here}});

const packed = (bytes) => gzipSync(bytes, {level: 9}).toString("base64");
const data = {
  scenarios: scenarios(),
  texts: texts(),
  lessons: lessons(),
  evidence: evidence(),
  leverSigns: leverSigns(),
  digests: JSON.parse(readFileSync(join(built, "digests.json"), "utf8")),
  licences: licences(here, [page.metafile, worker.metafile, css.metafile]),
};
const parts = {
  css: css.outputFiles[0].text,
  data: packed(JSON.stringify(data)),
  core: packed(readFileSync(wasm)),
  code: packed(page.outputFiles[0].text),
  boot: boot.outputFiles[0].text,
};
const html = read("page.html").replace(/\{(css|data|core|code|boot)\}/g, (_, part) => parts[part]);
writeFileSync(output, html);
const sizes = Object.entries(parts).map(([part, text]) => `${part} ${Math.round(text.length / 1000)}`);
console.log(`${output}: ${Math.round(html.length / 1000)} KB (${sizes.join(", ")})`);
