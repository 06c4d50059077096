// A lesson as lessons/NAME.toml has it, and what its levers make of the case. tests/cli/test_lessons.py holds the files to this.

import type {Data} from "../data.ts";
import type {Parameter, Source} from "../core.mjs";
import type {Language} from "../texts.ts";

export type Words = Record<Language, string>;

export interface Lever {
  key: string;
  /** Of a lever that is a number. */
  low?: number;
  high?: number;
  step?: number;
  percent?: boolean;
  /** Absent where the label says what is counted. */
  unit?: Words;
  /** It is on or off. */
  flag?: boolean;
  label: Words;
  why: Words;
}

export interface Condition extends Words {
  outcome: string;
  at_least?: number;
  at_most?: number;
  /** Against the case as it is, as a share of what it has. */
  relative?: boolean;
}

export interface Answer extends Words {
  /** "key=value" of levers. */
  setting: string[];
  outcome: string;
  sign: "more" | "less" | "none";
}

export interface Lesson {
  name: string;
  order: number;
  scenario: string;
  /** Laid over the scenario in all that the lesson runs. */
  settings?: string[];
  minutes: number;
  /** The outcome, over months, that is guessed and then watched. */
  curve: string;
  also: (Words & {outcome: string; percent?: boolean})[];
  title: Words;
  idea: Words;
  question: Words;
  story: Words;
  guess: Words;
  goal: Words & {condition: Condition[]; reached_by: string[]};
  lever: Lever[];
  answer: Answer[];
  note: Words[];
}

/** In the order in which they are best taught. */
export function lessonsOf({lessons}: Data): Lesson[] {
  return (Object.values(lessons) as Lesson[]).sort((a, b) => a.order - b.order);
}

export type LeverValue = number | boolean;
/** By key; a lever that is not there stands where the case has it. */
export type LeverValues = Record<string, LeverValue>;

/** Steps of a float come out as people write them. */
function tidy(value: number): number {
  return Number(value.toPrecision(10));
}

/** Where the slider of a lever can stand: its steps, and the value that the case starts with. */
export function placesOf({low = 0, high = 1, step = 1}: Lever, start: LeverValue): number[] {
  const steps = Array.from({length: Math.round((high - low) / step) + 1}, (_, k) => tidy(low + k * step));
  return [...new Set([...steps, Number(start)])].sort((a, b) => a - b);
}

/** Where the case has its levers. */
export function startOf(lesson: Lesson, parameters: Parameter[]): LeverValues {
  const values: LeverValues = {};
  for (const {key} of lesson.lever) {
    const value = parameters.find(({path}) => path === key)?.value;
    if (typeof value === "number" || typeof value === "boolean") values[key] = value;
  }
  return values;
}

/** Of settings as a link has them, those that the lesson's levers can take. */
export function valuesFrom(lesson: Lesson, settings: Record<string, string>): LeverValues {
  const values: LeverValues = {};
  for (const {key, flag, low = 0, high = 0} of lesson.lever) {
    const toml = settings[key];
    if (toml === undefined) continue;
    if (flag && (toml === "true" || toml === "false")) values[key] = toml === "true";
    const number = Number(toml);
    if (!flag && toml.trim() !== "" && number >= low && number <= high) values[key] = number;
  }
  return values;
}

/** "key=value" of an answer's setting, as values. */
export function valuesOfSetting(lesson: Lesson, setting: string[]): LeverValues {
  return valuesFrom(lesson, Object.fromEntries(setting.map((word) => word.split("=") as [string, string])));
}

/** What the core opens: the case with the lesson's own settings and the levers on top. */
export function sourceOf(lesson: Lesson, values: LeverValues): Source {
  const levers = Object.entries(values).map(([key, value]) => `${key}=${value}`);
  return {file: lesson.scenario, settings: [...(lesson.settings ?? []), ...levers]};
}
