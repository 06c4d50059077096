// What a lesson says of values, goals and settings.

import {numberText} from "../charts/numbers.ts";
import type {Language} from "../texts.ts";
import type {Page} from "../page/page.ts";
import type {Condition, Lesson, Lever, LeverValue} from "./lesson.ts";
import {valuesOfSetting} from "./lesson.ts";

const money = new Set(["project.budget_usd"]);

/** "25 %", "3 months", "on". */
export function valueText({t, language}: Page, lever: Lever, value: LeverValue): string {
  if (typeof value === "boolean") return t(value ? "teach.on" : "teach.off");
  if (lever.percent) return numberText(language, value, "share", Number.isInteger(Math.round(value * 1e6) / 1e4) ? 0 : 1);
  const millions = money.has(lever.key);
  const number = millions ? t("teach.millions", {number: numberText(language, value / 1e6)}) : numberText(language, value, "1", decimals(value));
  return `${number} ${lever.unit?.[language] ?? ""}`.trim();
}

function decimals(value: number): number {
  const text = String(Math.round(value * 100) / 100);
  return text.includes(".") ? text.split(".")[1]!.length : 0;
}

/** A setting in the words of its levers. */
export function settingText(page: Page, lesson: Lesson, setting: string[]): string {
  const values = valuesOfSetting(lesson, setting);
  return lesson.lever
    .filter(({key}) => key in values)
    .map((lever) => `${lever.label[page.language]}: ${valueText(page, lever, values[lever.key]!)}`)
    .join("; ");
}

/** A condition's value: of shares in percent, of changes with their sign. */
export function conditionText(language: Language, {outcome, relative}: Condition, value: number): string {
  if (relative) return `${value > 0 ? "+" : ""}${numberText(language, value, "share", 0)}`;
  const share = outcome.startsWith("kaplan_meier");
  return numberText(language, value, share ? "share" : "1", 0);
}
