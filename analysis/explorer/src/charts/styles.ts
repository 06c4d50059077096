// How arms are told apart: by colour, and by dashes for those who do not see the colours apart.

export interface ArmStyle {
  /** Name of the colour in page.css. */
  colour: string;
  /** Empty for a full line. */
  dash: number[];
}

export const armStyles: readonly ArmStyle[] = [
  {colour: "--arm-0", dash: []},
  {colour: "--arm-1", dash: [9, 4]},
  {colour: "--arm-2", dash: [2, 3]},
  {colour: "--arm-3", dash: [10, 3, 2, 3]},
];

export function colourOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The colour, so faint that lines on it stay legible. */
export function faint(colour: string, alpha: string): string {
  return `${colour}${alpha}`;
}
