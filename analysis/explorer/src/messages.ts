// What page and worker say to each other. A worker holds one core; each request is answered by one reply with its id.

import type {About, Curve, Digest, Facts, Film, Parameter, Part, Problem, Report, Source, Story} from "./core.mjs";
import type {Language} from "./texts.ts";

/** Texts by name that a core needs beside the page's own scenarios: files that the user opened. */
export type Texts = Record<string, string>;

/** One policy: a scenario with settings, under a name. */
export interface Arm {
  name: string;
  source: Source;
}

/** What is compared: the base first. A single arm gives its own curves. */
export interface Plan {
  arms: Arm[];
  texts?: Texts;
  /** Replicates of each arm. */
  runs: number;
  /** Outcomes with one axis left, such as "kaplan_meier_from_signing". */
  curves: string[];
  /** As `ayni compare --outcome`; the usual ones where absent. */
  outcomes?: string[];
  by?: Part[];
}

/** A scenario as it opens: what it is, and every parameter with its value. */
export interface Opened {
  facts: Facts;
  parameters: Parameter[];
}

/** A film without the run it was made of. */
export type Pictures = Omit<Film, "run">;

/** What a comparison tells so far. */
export interface Look {
  told: number;
  curves: Curve[];
  /** Only where it was asked for and at least two replicates are told. */
  report: Report | null;
}

/** By kind of request: what is sent, and what comes back. */
export interface Calls {
  start: {sent: {module: WebAssembly.Module; texts: Texts}; back: About};
  facts: {sent: {source: Source; texts?: Texts}; back: Facts};
  open: {sent: {source: Source; texts?: Texts}; back: Opened};
  toml: {sent: {source: Source; texts?: Texts}; back: string};
  begin: {sent: {number: number; plan: Plan}; back: {names: string[]; facts: Facts[]}};
  row: {sent: {number: number; arm: number; replicate: number}; back: Float64Array};
  add: {sent: {number: number; arm: number; replicate: number; row: Float64Array}; back: number};
  look: {sent: {number: number; language: Language | null}; back: Look};
  end: {sent: {number: number}; back: null};
  film: {sent: {source: Source; texts?: Texts; replicate: number}; back: Pictures};
  story: {sent: {source: Source; texts?: Texts; replicate: number; group: number}; back: Story};
  digest: {sent: {source: Source; texts?: Texts; replicate: number}; back: Digest};
}
export type Kind = keyof Calls;

export type Request = {[K in Kind]: {id: number; kind: K; sent: Calls[K]["sent"]}}[Kind];
export type Reply = {id: number; back: unknown} | {id: number; failure: Failure};

export interface Failure {
  kind: "invalid" | "broken" | "memory" | "other";
  message: string;
  problems: Problem[];
}

/** What a worker could not do. */
export class CoreError extends Error {
  override name = "CoreError";
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}
