// Numbers as the page writes them: percent for shares, three or four digits that tell, the language's comma.

import type {Language} from "../texts.ts";

function formatOf(language: Language, digits: Intl.NumberFormatOptions): Intl.NumberFormat {
  return new Intl.NumberFormat(language, {useGrouping: "always", ...digits} as Intl.NumberFormatOptions);
}

/** `unit` "share" is told in percent; others as they are, with `decimals` or as many as the size wants. */
export function numberText(language: Language, value: number | null | undefined, unit = "1", decimals?: number): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  const scaled = unit === "share" ? 100 * value : value;
  const size = Math.abs(scaled);
  const places = decimals ?? (Number.isInteger(scaled) ? 0 : size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3);
  const text = formatOf(language, {minimumFractionDigits: places, maximumFractionDigits: places}).format(scaled);
  const plain = Number(scaled.toFixed(places)) === 0 ? text.replace("-", "") : text.replace("-", "−");
  return unit === "share" ? `${plain} %` : plain;
}

/** Large numbers short enough for an axis. */
export function axisText(language: Language, value: number, unit: string): string {
  if (unit === "share") return `${formatOf(language, {maximumFractionDigits: 1}).format(100 * value)} %`;
  return new Intl.NumberFormat(language, {notation: "compact", maximumFractionDigits: 2}).format(value);
}
