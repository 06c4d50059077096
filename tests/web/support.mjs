// What the tests of the core in WebAssembly share: the module, the scenarios of the repository, the native programs.

import {execFileSync} from "node:child_process";
import {readdirSync, readFileSync} from "node:fs";
import {join, resolve} from "node:path";

import {Core} from "../../analysis/explorer/src/core.mjs";

export const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
export const wasm = readFileSync(process.env.AYNI_WASM ?? join(root, "build/web/ayni.wasm"));
const nativeCore = process.env.AYNI_NATIVE_CORE ?? join(root, "build/release/tests/native_core");
const ayni = process.env.AYNI ?? join(root, "build/release/ayni");

/** A core with every scenario of the repository under its path. */
export async function coreWithScenarios() {
  const core = await Core.create(wasm);
  const put = (folder) => {
    for (const entry of readdirSync(join(root, folder), {withFileTypes: true})) {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) put(name);
      else if (name.endsWith(".toml")) core.put(name, readFileSync(join(root, name), "utf8"));
    }
  };
  put("scenarios");
  return core;
}

/** For each request of Core.open with `replicate` and `times`: {milliseconds, digest} of the native core. */
export function natively(requests) {
  const words = requests.map((request) => JSON.stringify({replicate: 0, times: 1, ...request}));
  const said = execFileSync(nativeCore, [root, ...words], {encoding: "utf8", maxBuffer: 1 << 26});
  return said.trim().split("\n").map((line) => JSON.parse(line));
}

/** What the program prints, run in the repository. */
export function program(...words) {
  return execFileSync(ayni, words, {cwd: root, encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "ignore"]});
}

/** Milliseconds of processor, the least of several times. */
export function processorTime(times, act) {
  let least = Infinity;
  for (let n = 0; n < times; ++n) {
    const begin = process.cpuUsage();
    act();
    const {user, system} = process.cpuUsage(begin);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
