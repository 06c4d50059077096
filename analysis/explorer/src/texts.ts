// The page's words in both languages: texts/*.toml and, for names of the model, analysis/terms.toml, as build.mjs packs them.

export type Language = "en" | "es";
export const languages: readonly Language[] = ["en", "es"];

/** [English, Spanish] */
export type Text = readonly [string, string];
export type TextTable = Record<string, Text>;
export type Fill = Record<string, string | number>;

/** The text of a key, with words in braces filled in. */
export type Translate = (key: string, fill?: Fill) => string;

let all: TextTable = {};

export function setTexts(texts: TextTable) {
  all = texts;
}

export function textIn(language: Language, key: string, fill: Fill = {}): string {
  const text = all[key]?.[languages.indexOf(language)];
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (braces, name: string) => String(fill[name] ?? braces));
}

export function hasText(key: string): boolean {
  return key in all;
}

/** A name of the model (a region, a cause, an outlet) in words: its entry in that section of the terms, or spelled out. */
export function termIn(language: Language, section: string, name: string): string {
  const key = `${section}.${name}`;
  return hasText(key) ? textIn(language, key) : name.replaceAll("_", " ");
}

/** The first language of the browser that the page speaks. */
export function languageOfBrowser(): Language {
  for (const wanted of navigator.languages) {
    const found = languages.find((language) => wanted.toLowerCase().startsWith(language));
    if (found) return found;
  }
  return "en";
}
