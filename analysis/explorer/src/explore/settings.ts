// Values as TOML and back, and where a setting goes: it holds from the start, or from a month on as a rule that changes.

import type {Parameter, Value} from "../core.mjs";
import type {Settings} from "./state.ts";

export function tomlOf(kind: Parameter["kind"], value: Value): string {
  if (kind === "text" || kind === "choice") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each) => (typeof each === "string" ? JSON.stringify(each) : String(each))).join(", ")}]`;
  return String(value);
}

/** Of what tomlOf gives. */
export function valueOf(toml: string): Value {
  return JSON.parse(toml) as Value;
}

function changeName(month: number): string {
  return `from_${month}`;
}

/** The key of a setting that holds from that month on; month 0 is the start. */
export function keyOf(path: string, month: number): string {
  return month === 0 ? path : `change.${changeName(month)}.set.${path}`;
}

export function withSetting(settings: Settings, path: string, month: number, toml: string): Settings {
  const more = month === 0 ? {} : {[`change.${changeName(month)}.month`]: String(month)};
  return {...settings, ...more, [keyOf(path, month)]: toml};
}

/** Without a setting, and without the change that it leaves empty. */
export function withoutSetting(settings: Settings, key: string): Settings {
  const {[key]: _gone, ...rest} = settings;
  const change = /^change\.(\w+)\.set\./.exec(key)?.[1];
  if (!change || Object.keys(rest).some((other) => other.startsWith(`change.${change}.set.`))) return rest;
  delete rest[`change.${change}.month`];
  return rest;
}

export interface Setting {
  key: string;
  path: string;
  /** From which month on; 0 from the start. */
  month: number;
  toml: string;
}

/** What is set, change by change; the months of changes are told with what they set. */
export function listOf(settings: Settings): Setting[] {
  return Object.entries(settings).flatMap(([key, toml]) => {
    const inChange = /^change\.(\w+)\.(month$|set\.(.*))/.exec(key);
    if (!inChange) return [{key, path: key, month: 0, toml}];
    if (!inChange[3]) return [];
    return [{key, path: inChange[3], month: Number(settings[`change.${inChange[1]}.month`] ?? 0), toml}];
  });
}
