// The beginning of the page, and all of its code that is not packed: says what the browser lacks, or unpacks the code and runs it.

import {unpacked} from "./unpacked.ts";

/** A module of one function that uses a vector: browsers without SIMD do not take it. */
const moduleWithVector = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** What this browser lacks, as keys of texts; empty where the page works. */
function missingHere(): ("wasm" | "simd" | "gunzip" | "worker")[] {
  if (typeof WebAssembly !== "object") return ["wasm"];
  const missing: ReturnType<typeof missingHere> = [];
  if (!WebAssembly.validate(moduleWithVector)) missing.push("simd");
  if (typeof DecompressionStream === "undefined") missing.push("gunzip");
  if (typeof Worker === "undefined") missing.push("worker");
  return missing;
}

function show(id: string) {
  document.getElementById(id)!.hidden = false;
}

async function begin() {
  const missing = missingHere();
  if (missing.length > 0) {
    for (const what of missing) show(`without-${what}`);
    return show("unable");
  }
  const script = document.createElement("script");
  script.textContent = new TextDecoder().decode(await unpacked("code"));
  document.head.append(script);
}

begin().catch((error: unknown) => {
  document.getElementById("failure")!.textContent = String(error);
  show("unable");
});
