import type {Facts} from "../core.mjs";
import type {Page} from "../page/page.ts";

/** "March 2014" */
export function dateText({t, term}: Page, {startYear, startMonth}: Facts, month: number): string {
  const months = startMonth - 1 + month;
  return t("story.date", {month: term("month", String((months % 12) + 1)), year: startYear + Math.floor(months / 12)});
}
