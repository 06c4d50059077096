// What is set in Explore: plain data, which a link holds whole.

import type {Arm, Texts} from "../messages.ts";
import {isTable, isTableOfTexts} from "../sound.ts";

/** Paths of parameters to their TOML, as behind --set. */
export type Settings = Record<string, string>;

/** A policy: a scenario with what is set on top. Rules that change are settings too: change.NAME.month, change.NAME.set.PATH. */
export interface Policy {
  name: string;
  /** A scenario of the page, or one of the texts that were opened. */
  file: string;
  settings: Settings;
}

export interface ExploreState {
  /** The base first. */
  policies: Policy[];
  /** Shocks that meet every policy alike: shock.NAME.KEY. */
  shocks: Settings;
  /** TOML texts that were opened, by name. */
  texts: Texts;
  /** Replicates. */
  runs: number;
}

export const mostPolicies = 4;
export const choicesOfRuns: readonly number[] = [16, 32, 64, 128, 256];
/** Of each policy; a link may not ask for more. */
export const mostRuns = 4096;

export const firstExploreState: ExploreState = {
  policies: [
    {name: "bolivia", file: "scenarios/bolivia.toml", settings: {}},
    {name: "indexed-contract", file: "scenarios/indexed-contract.toml", settings: {}},
  ],
  shocks: {},
  texts: {},
  runs: 32,
};

export function armOf({name, file, settings}: Policy, shocks: Settings): Arm {
  return {name, source: {file, settings: Object.entries({...settings, ...shocks}).map(([path, toml]) => `${path}=${toml}`)}};
}

/** The name, or with a number behind it where another policy has it. */
export function freeName(wanted: string, policies: Policy[]): string {
  const taken = new Set(policies.map(({name}) => name));
  for (let n = 1; ; ++n) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!taken.has(name)) return name;
  }
}

/** "indexed-contract" of "scenarios/indexed-contract.toml". */
export function nameOfFile(file: string): string {
  return file.replace(/^.*\//, "").replace(/\.toml$/, "");
}

function isPolicy(value: unknown): value is Policy {
  return isTable(value) && typeof value.name === "string" && typeof value.file === "string" && isTableOfTexts(value.settings);
}

/** The state, if that is what it is: a link is anybody's text. */
export function soundExploreState(value: unknown): ExploreState | null {
  if (!isTable(value)) return null;
  const {policies, shocks, texts, runs} = value;
  if (!Array.isArray(policies) || policies.length < 1 || policies.length > mostPolicies || !policies.every(isPolicy)) return null;
  if (!isTableOfTexts(shocks) || !isTableOfTexts(texts)) return null;
  if (typeof runs !== "number" || !Number.isInteger(runs) || runs < 2 || runs > mostRuns) return null;
  return {policies, shocks, texts, runs};
}
