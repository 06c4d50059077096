// What a link of the page holds of Teach.

export interface TeachState {
  /** Name of the lesson that is open, or null for the list. */
  lesson: string | null;
  /** "path" to TOML, as behind --set. */
  settings: Record<string, string>;
}

export const firstTeachState: TeachState = {lesson: null, settings: {}};
