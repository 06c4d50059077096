// The core of ayni in WebAssembly, as TypeScript sees it. core.mjs implements it over sim/web/interface.hpp. It does not touch
// the page: it runs in a worker and in Node alike. All calls but `Core.create` are synchronous.

/** One thing wrong with the input: `ayni check` says the same. */
export interface Problem {
  /** Name of the text as it was put; absent for a setting. */
  file?: string;
  /** From 1; absent for a file or setting as a whole. */
  line?: number;
  /** In code points, from 1. */
  column?: number;
  /** "file:line:column", or the setting. */
  where: string;
  /** What is wrong, why, and what is right; after a line break the source line with a caret. In English. */
  message: string;
  /** At most three names that may have been meant, nearest first. */
  near: string[];
}

/** The scenario, the settings or the outcomes are invalid: all problems at once. */
export class InvalidInput extends Error {
  readonly problems: Problem[];
}
/** An identity of the model does not hold: a fault of the program. */
export class BrokenInvariant extends Error {}
/** The browser gives no more memory. */
export class OutOfMemory extends Error {}

export interface About {
  /** "0.1.0" */
  version: string;
  /** 40 hexadecimal digits, or "unknown". */
  commit: string;
  dirty: boolean;
  compiler: string;
  /** Number of this interface. */
  abi: number;
  /** Number of what a link of the page holds: a link with another number is of another version. */
  link: number;
  /** Of scenario files. */
  schemaVersion: number;
}

export interface Source {
  /** Name of a text that was put, such as "scenarios/bolivia.toml". */
  file: string;
  overlays?: string[];
  /** "key=value" as behind --set; the value is TOML. */
  settings?: string[];
  /** false: the twin without the project, under the same shocks. */
  project?: boolean;
}

/** What is told of a scenario when it opens; nothing has run yet. */
export interface Facts {
  name: string;
  question: string;
  /** Empty where there is none. */
  questionEs: string;
  seed: number;
  /** Replicates when nobody says. */
  runs: number;
  months: number;
  startYear: number;
  /** 1 is January. */
  startMonth: number;
  regions: string[];
  products: string[];
  project: boolean;
  /** Expected size, so that one too large can be refused before it runs; Bolivia has about 1,600 and 80,000. */
  groups: number;
  households: number;
  /** Rules that change: name and month from 0. */
  changes: { name: string; month: number }[];
  shocks: { name: string; target: string; startMonth: number; months: number }[];
}

export type Value = number | boolean | string | number[] | string[];

export interface Parameter {
  /** "trade.indexation" */
  path: string;
  kind: "number" | "whole number" | "true or false" | "text" | "choice" | "numbers" | "texts";
  value: Value;
  /** The value as TOML, as behind `--set path=`. */
  toml: string;
  /** "default", "--set" or "file:line". */
  origin: string;
  /** What the model has where nobody says; of an entry ([region.lago]) a fresh one's. */
  default: Value;
  /** "1" for a pure number; empty for flags, choices and texts. */
  unit: string;
  minimum?: number;
  maximum?: number;
  choices?: string[];
  /** Whether a policy could set it. */
  lever: boolean;
  /** The range worth trying of a lever that is a number or a count. */
  tryLow?: number;
  tryHigh?: number;
  /** Lists worth trying of a lever that is a list. */
  tryLists?: number[][];
  fixedAtStart: boolean;
  meaning: string;
  source: string;
  /** Its table: "trade", "region.lago"; empty at the top. */
  group: string;
  groupMeaning: string;
}

export type AxisName =
  | "time" | "season" | "region" | "product" | "duration" | "cause" | "trust_bin" | "component" | "payer" | "payee"
  | "snapshot" | "sample" | "stratum" | "quintile";

export interface AxisInfo {
  name: AxisName;
  size: number;
  /** Empty for time, season and duration, which count from 0. */
  labels: string[];
  meaning: string;
  /** By position why no run has a value there; or none at all. */
  unseen: string[];
}

export interface MeasureInfo {
  name: string;
  axes: AxisName[];
  shape: number[];
  /** "share" for a part between 0 and 1; "1" for pure numbers and for money, whose long name says Bs. */
  unit: string;
  longName: string;
  meaning: string;
  better?: "higher" | "lower";
}

export interface ColumnInfo {
  name: string;
  unit: string;
  longName: string;
  meaning: string;
  /** Of a category: value k means flags[k], -1 none. */
  flags: string[];
}

export interface TableInfo {
  name: string;
  meaning: string;
  columns: ColumnInfo[];
}

export interface Catalogue {
  axes: AxisInfo[];
  measures: MeasureInfo[];
  tables: TableInfo[];
}

/** Values of one measure in one run, row-major in the axes. */
export interface Measure extends MeasureInfo {
  values: Float64Array;
  /** The axes with their labels. */
  axisInfos: AxisInfo[];
}

/** Rows of one table, column by column, in the catalogue's order. */
export interface Table extends TableInfo {
  rows: number;
  values: Record<string, Float64Array>;
}

export interface Digest {
  /** SHA-256 of all, as 64 hexadecimal digits. */
  all: string;
  measures: Record<string, string>;
  tables: Record<string, string>;
}

/** One replicate. Its values are copied out when they are asked for, which has to be before the core makes another run. */
export interface Run {
  readonly scenario: Scenario;
  readonly replicate: number;
  measure(name: string): Measure;
  table(name: string): Table;
  digest(): Digest;
}

/** A replicate month by month. Groups, buyers and municipalities are numbered from 0, as in the tables of the run. */
export interface Film {
  readonly run: Run;
  months: number;
  groups: number;
  buyers: number;
  /** "unfunded", "first_buyer", "new_buyer", "free_market", "dissolved", "suspended" */
  outletNames: string[];
  causeNames: string[];
  /** [month][group], a place in outletNames. */
  outlet: Uint8Array;
  /** [month][group], number of the buyer, -1 without one. */
  partner: Int32Array;
  /** [month][buyer] */
  open: Uint8Array;
  /** Final states: region, product, municipality, control (matched non-participants), stage, refusal, members, ... */
  group: Table;
  /** region, product, municipality, open, capacity, ... */
  buyer: Table;
  /** Municipalities: region, catchment, east and north of the market town in km, hours_to_market. */
  place: Table;
  /** catchment, from and to (municipalities; -1 the market town), hours. */
  road: Table;
  /** Who knew whom at the start: from_kind, from, to_kind, to. */
  tie: Table;
  /** Funded alliances: group, signed, funded, duration, ended, cause, ended_by, main_reason, ... */
  alliance: Table;
  /** month, group, kind, cause, buyer in the order of time. */
  event: Table;
}

export interface StoryEvent {
  month: number;
  /** "funded", "agreement_signed", "agreement_ended", "fund_started", "fund_ended" */
  kind: string;
  /** Of an agreement that ended; "none" else. */
  cause: string;
  buyer: number | null;
}

/** Why an alliance ended: what happened to one group. Texts are the catalogue's flags, to be looked up in the terms. */
export interface Story {
  group: number;
  region: string;
  product: string;
  /** Its row of the table alliance, categories by name; null when it never was funded. */
  alliance: Record<string, number | string | null> | null;
  events: StoryEvent[];
  /** One value a month each; null where there is none. */
  months: {
    outlet: string[];
    partner: (number | null)[];
    /** What the buyer pays a unit and what the spot market pays, Bs; null before the first delivery. */
    contractPrice: (number | null)[];
    spotPrice: (number | null)[];
    /** Means of the beliefs, 0 to 1: of the group in the buyer, of the buyer in the group. */
    trust: (number | null)[];
    buyerTrust: (number | null)[];
    /** Of the last settlement: share of what members could deliver that they sold elsewhere; share of what was due that the
        buyer did not pay in time; share of what was agreed and good that it refused. */
    sideSelling: (number | null)[];
    unpaid: (number | null)[];
    refused: (number | null)[];
    members: number[];
  };
  /** Moving averages, 0 to 1, of what it suffered: reason ("price_below_spot", "late_delivery", ...) to one value a month. */
  grievances: Record<string, number[]>;
}

export interface Scenario extends Facts {
  readonly core: Core;
  readonly source: Source;
  /** Its number in the core: what a request names it by. */
  readonly number: number;
  parameters(): Parameter[];
  /** TOML of every value: the program reads it to the same scenario and, with this seed, the same numbers. */
  toml(): string;
  catalogue(): Catalogue;
  /** Replicate r, from 0: run number r of `ayni run`, bit for bit. */
  run(replicate: number): Run;
  film(replicate: number): Film;
  story(replicate: number, group: number): Story;
  close(): void;
}

export type Part = "region" | "product" | "quintile" | "group";

export interface ComparisonRequest {
  /** The base first; all of one length, with the same regions, products and seed. */
  arms: Scenario[];
  /** One an arm; the scenarios' where absent. */
  names?: string[];
  /** As of `ayni compare --outcome`: "kaplan_meier[duration=84]:higher"; the usual ones where absent. */
  outcomes?: string[];
  /** Outcomes with one axis left: "kaplan_meier_from_signing", "first_buyer[region=sum]". */
  curves?: string[];
  by?: Part[];
  /** 0.95 where absent. */
  confidence?: number;
}

/** Means over the replicates told, by position on the axis that is left. */
export interface Estimates {
  mean: Float64Array;
  /** Student's interval; NaN for fewer than two replicates. */
  low: Float64Array;
  high: Float64Array;
  /** Replicates that have a value. */
  count: Float64Array;
}

export interface Curve {
  outcome: string;
  unit: string;
  longName: string;
  axis: AxisInfo;
  /** One an arm, the base first. */
  arms: Estimates[];
  /** Paired differences from the base, one an arm but the base. */
  differences: Estimates[];
}

/** What `ayni compare --json` prints (sim/core/report_json.hpp): sections of tables of named columns. */
export interface Report {
  report: string;
  /** arms, replicates, seed, confidence, interval, ... */
  [fact: string]: unknown;
  /** Sentences for people, in the language asked for. */
  notes: string[];
  /** "summary" says in words what the arms change; a section for each kind of parts; "outcome", "cost". */
  sections: ReportSection[];
  conclusions: string[];
}
export interface ReportSection {
  name: string;
  title: string;
  notes: string[];
  tables: ReportTable[];
}
export interface ReportTable {
  name: string;
  title: string;
  notes: string[];
  columns: { name: string; title: string; kind: string; unit: string; meaning: string }[];
  rows: Record<string, string | number | null>[];
  [fact: string]: unknown;
}

/** Many replicates summed by the program's own statistics. Workers make rows of the same request in instances of their own;
    one comparison takes them all. */
export interface Comparison {
  readonly arms: Scenario[];
  readonly names: string[];
  /** Length of a row. */
  readonly width: number;
  /** What the core's latest run adds, in the precision that files keep, so that reports are the program's; call it right after `run`, before another. May be sent to another worker. */
  row(): Float64Array;
  /** Rows may come in any order; told are the first replicates that every arm has. */
  add(arm: number, replicate: number, row: Float64Array): void;
  /** How many replicates are told. */
  readonly told: number;
  report(language: "en" | "es"): Report;
  /** The n-th of the request's curves. */
  curve(n: number): Curve;
  end(): void;
}

export class Core {
  private constructor();
  /** From the bytes of ayni.wasm, or a module that was compiled in another worker. */
  static create(wasm: BufferSource | WebAssembly.Module): Promise<Core>;
  about(): About;
  /** Puts a text under a name; scenarios find what they extend among these, relative to their own name. */
  put(name: string, text: string): void;
  /** Throws InvalidInput with every problem. */
  open(source: Source): Scenario;
  /** Throws InvalidInput for arms that cannot be compared and for outcomes that are none. */
  compare(request: ComparisonRequest): Comparison;
  /** Bytes of memory the core has taken from the browser. */
  readonly memory: number;
}
