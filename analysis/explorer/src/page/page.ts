// What every part of the page uses: the pool, the page's data, and words in the language of the moment.

import {createContext} from "preact";
import {useContext} from "preact/hooks";

import type {Data} from "../data.ts";
import type {Runs} from "../runs.ts";
import type {Language, Translate} from "../texts.ts";
import {termIn, textIn} from "../texts.ts";

export interface Page {
  runs: Runs;
  data: Data;
  language: Language;
  t: Translate;
  /** A name of the model in words, by the section of analysis/terms.toml. */
  term(section: string, name: string): string;
  /** Says something to those who hear the page; the last thing said stands until the next. */
  say(text: string): void;
}

const context = createContext<Page | null>(null);
export const PageProvider = context.Provider;

export function usePage(): Page {
  return useContext(context)!;
}

export function pageIn(language: Language, rest: Pick<Page, "runs" | "data" | "say">): Page {
  return {
    ...rest,
    language,
    t: (key, fill) => textIn(language, key, fill),
    term: (section, name) => termIn(language, section, name),
  };
}
