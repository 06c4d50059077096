// Prints what the program's native core computes: digests that the page compares with its own. tools/explorer calls it.

import {execFileSync} from "node:child_process";
import {dirname, join, resolve} from "node:path";

const here = import.meta.dirname ?? dirname(new URL(import.meta.url).pathname);
const root = resolve(here, "../..");
const replicates = [
  {file: "scenarios/bolivia.toml", replicate: 0},
  {file: "scenarios/teaching/one-dairy.toml", replicate: 1},
];

const words = replicates.map((one) => JSON.stringify({...one, times: 1}));
const said = execFileSync(join(root, "build/release/tests/native_core"), [root, ...words], {encoding: "utf8", maxBuffer: 1 << 26});
/** The digest of all is compared whole; of each measure the beginning is enough to tell which one differs. */
const beginning = ([name, digest]) => [name, digest.slice(0, 8)];
const digests = said.trim().split("\n").map((line, k) => {
  const {all, measures} = JSON.parse(line).digest;
  return {...replicates[k], all, measures: Object.fromEntries(Object.entries(measures).map(beginning))};
});
console.log(JSON.stringify(digests));
