// What a link of the page holds of Teach.

import {isTable, isTableOfTexts} from "../sound.ts";

export interface TeachState {
  /** Name of the lesson that is open, or null for the list. */
  lesson: string | null;
  /** "path" to TOML, as behind --set. */
  settings: Record<string, string>;
}

export const firstTeachState: TeachState = {lesson: null, settings: {}};

/** The state, if that is what it is: a link is anybody's text. */
export function soundTeachState(value: unknown): TeachState | null {
  if (!isTable(value) || !isTableOfTexts(value.settings)) return null;
  const {lesson, settings} = value;
  return lesson === null || typeof lesson === "string" ? {lesson, settings} : null;
}
