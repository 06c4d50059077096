// What the page carries beside its code: the core and the texts, packed, in two elements of the page.

import type {Figure, LeverSign} from "./explore/evidence.ts";
import type {TextTable} from "./texts.ts";

export interface ScenarioText {
  /** "scenarios/drought.toml" */
  file: string;
  text: string;
}

/** Of a replicate that the program made: SHA-256 of all, and the first eight digits of each measure's. */
export interface NativeDigest {
  file: string;
  replicate: number;
  all: string;
  measures: Record<string, string>;
}

/** What build.mjs gathers. */
export interface Data {
  scenarios: ScenarioText[];
  texts: TextTable;
  /** lessons/NAME.toml as they parse, by name. */
  lessons: Record<string, unknown>;
  evidence: Figure[];
  leverSigns: LeverSign[];
  /** What the program itself computed when the page was built. */
  digests: NativeDigest[];
  /** Third-party software in the page, with its licence. */
  licences: {name: string; version: string; licence: string; text: string}[];
}

async function unpacked(id: string): Promise<ArrayBuffer> {
  const element = document.getElementById(id)!;
  const text = atob(element.textContent!.trim());
  element.remove();
  const bytes = new Uint8Array(text.length);
  for (let k = 0; k < text.length; ++k) bytes[k] = text.charCodeAt(k);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

export async function unpackData(): Promise<Data> {
  return JSON.parse(new TextDecoder().decode(await unpacked("data"))) as Data;
}

export async function unpackCore(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await unpacked("core"));
}

/** A module of one function that uses a vector: browsers without SIMD do not take it. */
const moduleWithVector = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** What this browser lacks, as keys of texts; empty where the page works. */
export function missingHere(): ("wasm" | "simd" | "gunzip" | "worker")[] {
  if (typeof WebAssembly !== "object") return ["wasm"];
  const missing: ReturnType<typeof missingHere> = [];
  if (!WebAssembly.validate(moduleWithVector)) missing.push("simd");
  if (typeof DecompressionStream === "undefined") missing.push("gunzip");
  if (typeof Worker === "undefined") missing.push("worker");
  return missing;
}
