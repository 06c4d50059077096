// What is set in Explore: plain data, which a link holds whole.

import type {Arm, Texts} from "../messages.ts";

/** A policy: a scenario with what is set on top. */
export interface Policy {
  name: string;
  /** A scenario of the page, or one of the texts that were opened. */
  file: string;
  /** Path of a parameter to its TOML, as behind --set. */
  settings: Record<string, string>;
}

export interface ExploreState {
  /** The base first; two to four. */
  policies: Policy[];
  /** TOML texts that were opened, by name. */
  texts: Texts;
  /** Replicates. */
  runs: number;
}

export const mostPolicies = 4;

export const firstExploreState: ExploreState = {
  policies: [
    {name: "bolivia", file: "scenarios/bolivia.toml", settings: {}},
    {name: "indexed-contract", file: "scenarios/indexed-contract.toml", settings: {}},
  ],
  texts: {},
  runs: 32,
};

export function armOf({name, file, settings}: Policy): Arm {
  return {name, source: {file, settings: Object.entries(settings).map(([path, toml]) => `${path}=${toml}`)}};
}
