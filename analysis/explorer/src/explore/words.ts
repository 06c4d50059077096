// What Explore says of parameters, months and shocks.

import type {Facts, Parameter} from "../core.mjs";
import type {Page} from "../page/page.ts";
import {hasText} from "../texts.ts";
import type {Settings} from "./state.ts";

/** What a parameter is, in words: the terms', or its declaration's, which is in English. */
export function meaningOf({t}: Page, path: string, parameter?: Parameter): string {
  const key = `report_parameter.${path}`;
  return hasText(key) ? t(key) : (parameter?.meaning ?? path);
}

/** "July 2010" of a month from the start. */
export function dateText({language}: Page, month: number, {startYear, startMonth}: Pick<Facts, "startYear" | "startMonth">): string {
  const date = new Date(Date.UTC(startYear, startMonth - 1 + month, 1));
  return new Intl.DateTimeFormat(language, {year: "numeric", month: "long", timeZone: "UTC"}).format(date);
}

export const bolivia = {startYear: 2007, startMonth: 1};

/** Names of the shocks that are set: "one" of shock.one.target. */
export function namesOfShocks(shocks: Settings): string[] {
  return [...new Set(Object.keys(shocks).map((key) => key.split(".")[1]!))];
}

function textOf(shocks: Settings, name: string, key: string): string {
  return JSON.parse(shocks[`shock.${name}.${key}`] ?? '""') as string;
}

function countOf(shocks: Settings, name: string, key: string): number {
  return Number(shocks[`shock.${name}.${key}`] ?? 0);
}

/** "Harvests −50 %, quinoa, Salar: from July 2010 for 12 months". */
export function shockText(page: Page, shocks: Settings, name: string): string {
  const {t, term, language} = page;
  const target = textOf(shocks, name, "target");
  const kind = textOf(shocks, name, "kind");
  const what = kind && kind !== "price" ? t(`shock.kind_${kind}`) : t(`report_change.${target}`);
  const size = new Intl.NumberFormat(language, {style: "percent", signDisplay: "exceptZero"}).format(countOf(shocks, name, "size"));
  const product = textOf(shocks, name, "product");
  const region = textOf(shocks, name, "region");
  const where = [product && term("product", product), region && term("region", region)].filter(Boolean).map((part) => `, ${part}`).join("");
  const months = countOf(shocks, name, "months");
  const when = dateText(page, countOf(shocks, name, "start_month"), bolivia);
  return t(months >= 1000 ? "shock.told_for_good" : "shock.told", {what, size: size.replace("-", "−"), where, when, months});
}
