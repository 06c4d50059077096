// Numbers as the page writes them: percent for shares, millions where they are that large, the language's comma.

import type {Language} from "../texts.ts";
import {textIn} from "../texts.ts";

const million = 1e6;
const mostDecimals = 3;

function percent(language: Language): string {
  return language === "es" ? "\u00a0%" : "%";
}

/** "share" is told in percent, "points" are hundredths too; other units are as they are. */
function scaleOf(unit: string, size: number): {factor: number; behind: (language: Language) => string} {
  if (unit === "share") return {factor: 100, behind: percent};
  if (unit === "points") return {factor: 100, behind: () => ""};
  if (size >= million) return {factor: 1 / million, behind: (language) => `\u00a0${textIn(language, "number.million")}`};
  return {factor: 1, behind: () => ""};
}

function written(language: Language, value: number, decimals: number): string {
  const rounded = Number(value.toFixed(decimals)) + 0;  // no minus before zero
  const options = {useGrouping: "always", minimumFractionDigits: decimals, maximumFractionDigits: decimals};
  return new Intl.NumberFormat(language, options as Intl.NumberFormatOptions).format(rounded).replace("-", "−");
}

function decimalsOf(value: number): number {
  if (Number.isInteger(value)) return 0;
  const size = Math.abs(value);
  return size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : mostDecimals;
}

/** "43.9 %", "1.6 million", "772"; a dash where there is none. As many decimals as are told, or as the size wants. */
export function numberText(language: Language, value: number | null | undefined, unit = "1", decimals?: number): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  const {factor, behind} = scaleOf(unit, Math.abs(value));
  const scaled = factor * value;
  return written(language, scaled, decimals ?? (factor < 1 ? 1 : decimalsOf(unit === "share" ? Number(scaled.toFixed(1)) : scaled))) + behind(language);
}

/** "+4.1" and "+3.4 to +4.8": as many decimals as the interval is worth; differences of shares are in points. */
export function differenceParts(language: Language, mean: number | null, low: number | null, high: number | null, unit: string): [string, string] {
  if (mean === null || Number.isNaN(mean)) return ["–", ""];
  const size = Math.max(Math.abs(mean), Math.abs(low ?? 0), Math.abs(high ?? 0));
  const {factor} = scaleOf(unit, size);
  const sure = low !== null && high !== null && !Number.isNaN(low);
  const half = sure ? (factor * (high - low)) / 2 : factor * size;
  const decimals = half > 0 ? Math.min(mostDecimals, Math.max(0, 1 - Math.floor(Math.log10(half)))) : 0;
  const signed = (value: number) => (factor * value > 0 ? "+" : "") + written(language, factor * value, decimals);
  const behind = factor === 1 / million ? `\u00a0${textIn(language, "number.million")}` : "";
  return [signed(mean) + behind, sure ? textIn(language, "chart.range", {low: signed(low), high: signed(high)}) : ""];
}

/** Short enough for an axis. */
export function axisText(language: Language, value: number, unit: string): string {
  const options = {maximumFractionDigits: 2, useGrouping: "always"} as unknown as Intl.NumberFormatOptions;
  if (unit === "share") return new Intl.NumberFormat(language, options).format(100 * value).replace("-", "−") + percent(language);
  if (unit === "points") return new Intl.NumberFormat(language, options).format(100 * value).replace("-", "−");
  const large = Math.abs(value) >= million;
  const text = new Intl.NumberFormat(language, options).format(large ? value / million : value).replace("-", "−");
  return large ? `${text} M` : text;
}
