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
const digests = said.trim().split("\n").map((line, k) => ({...replicates[k], digest: JSON.parse(line).digest}));
console.log(JSON.stringify(digests));
