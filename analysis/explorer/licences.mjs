// Third-party software in the page, with its licences: packages of npm in the bundles, and what is compiled into the core.

import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";

const debian = "/usr/share/doc";
const emscripten = "/usr/share/emscripten/system/lib";

/** What the core is compiled of beside ayni, where Debian keeps its licence. */
const inTheCore = [
  {name: "Boost", licence: "BSL-1.0", file: join(debian, "libboost-dev/copyright")},
  {name: "PCG", licence: "Apache-2.0", file: join(debian, "libpcg-cpp-dev/copyright")},
  {name: "toml++", licence: "MIT", file: join(debian, "libtomlplusplus-dev/copyright")},
  {name: "JSON for Modern C++", licence: "MIT", file: join(debian, "nlohmann-json3-dev/copyright")},
  {name: "musl", licence: "MIT", file: join(emscripten, "libc/musl/COPYRIGHT")},
  {name: "libc++, libc++abi, libunwind, compiler-rt", licence: "Apache-2.0 WITH LLVM-exception", file: null},
];

/** Of every package whose code is in the bundles that these metafiles of esbuild are of. */
function ofPackages(folder, metafiles) {
  const files = metafiles.flatMap(({inputs}) => Object.keys(inputs));
  const names = new Set(files.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]).filter(Boolean));
  return [...names].sort().map((name) => {
    const place = join(folder, "node_modules", name);
    const {version, license} = JSON.parse(readFileSync(join(place, "package.json"), "utf8"));
    const file = readdirSync(place).find((entry) => /^licen[cs]e/i.test(entry));
    return {name, version, licence: license, text: file ? readFileSync(join(place, file), "utf8").trim() : ""};
  });
}

export function licences(folder, metafiles) {
  const core = inTheCore.map(({name, licence, file}) => ({name, version: "", licence, text: file ? readFileSync(file, "utf8").trim() : ""}));
  return [...ofPackages(folder, metafiles), ...core];
}
