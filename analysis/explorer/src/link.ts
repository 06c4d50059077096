// The state of the page in its address: "#1.", then JSON, packed, in letters that addresses may have. The number says how to
// read what follows; a link of another number is refused in words rather than misread.

import {firstExploreState} from "./explore/state.ts";
import type {ExploreState} from "./explore/state.ts";
import {firstTeachState} from "./teach/state.ts";
import type {TeachState} from "./teach/state.ts";
import type {Language} from "./texts.ts";

/** The same number as About.link. */
export const linkVersion = 1;

export type Tab = "teach" | "explore";

export interface State {
  tab: Tab;
  /** What the user chose; null: the browser's. */
  language: Language | null;
  explore: ExploreState;
  teach: TeachState;
}

export const firstState: State = {tab: "explore", language: null, explore: firstExploreState, teach: firstTeachState};

export type LinkProblem = "other_version" | "damaged";

async function through(bytes: BlobPart, by: GenericTransformStream): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(by as ReadableWritablePair<Uint8Array, BufferSource>);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export async function linkOf(state: State): Promise<string> {
  const packed = await through(JSON.stringify(state), new CompressionStream("deflate-raw"));
  const letters = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  return `#${linkVersion}.${letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/** The state that a link holds; null for an address without one. */
export async function stateOf(fragment: string): Promise<State | LinkProblem | null> {
  if (fragment.length <= 1) return null;
  const parts = /^#(\d+)\.([\w-]*)$/.exec(fragment);
  if (!parts) return "damaged";
  if (Number(parts[1]) !== linkVersion) return "other_version";
  try {
    const letters = atob(parts[2]!.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const json = new TextDecoder().decode(await through(bytes, new DecompressionStream("deflate-raw")));
    return sound(JSON.parse(json)) ?? "damaged";
  } catch {
    return "damaged";
  }
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasTexts(value: unknown): value is Record<string, string> {
  return isTable(value) && Object.values(value).every((text) => typeof text === "string");
}

/** The state, if that is what it is: a link is anybody's text. */
function sound(state: unknown): State | null {
  if (!isTable(state) || !isTable(state.explore) || !isTable(state.teach)) return null;
  const {tab, language, explore, teach} = state;
  const {policies, texts, runs} = explore;
  const right =
    (tab === "teach" || tab === "explore") &&
    (language === null || language === "en" || language === "es") &&
    Array.isArray(policies) &&
    policies.length >= 1 &&
    policies.length <= 4 &&
    policies.every((one) => isTable(one) && typeof one.name === "string" && typeof one.file === "string" && hasTexts(one.settings)) &&
    hasTexts(texts) &&
    Number.isInteger(runs) &&
    (runs as number) >= 2 &&
    (runs as number) <= 10_000 &&
    (teach.lesson === null || typeof teach.lesson === "string") &&
    hasTexts(teach.settings);
  return right ? (state as unknown as State) : null;
}
