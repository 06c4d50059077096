// The state of the page in its address: "#1.", then JSON, packed, in letters that addresses may have. The number says how to
// read what follows; a link of another number is refused in words rather than misread.

import {firstExploreState, soundExploreState} from "./explore/state.ts";
import type {ExploreState} from "./explore/state.ts";
import {isTable} from "./sound.ts";
import {firstTeachState, soundTeachState} from "./teach/state.ts";
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

/** The state, if that is what it is: a link is anybody's text. */
function sound(state: unknown): State | null {
  if (!isTable(state)) return null;
  const {tab, language} = state;
  const explore = soundExploreState(state.explore);
  const teach = soundTeachState(state.teach);
  const known = (tab === "teach" || tab === "explore") && (language === null || language === "en" || language === "es");
  return known && explore && teach ? {tab, language, explore, teach} : null;
}
