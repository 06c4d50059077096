// What the page carries beside its code: the core and the texts, packed.

import type {Figure, LeverSign} from "./explore/evidence.ts";
import type {TextTable} from "./texts.ts";
import {unpacked} from "./unpacked.ts";

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

export async function unpackData(): Promise<Data> {
  return JSON.parse(new TextDecoder().decode(await unpacked("data"))) as Data;
}

export async function unpackCore(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await unpacked("core"));
}
