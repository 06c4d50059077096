// The figures of the World Bank's evaluation beside the model's, as `ayni evidence` judged them when the page was built.

import type {Facts} from "../core.mjs";
import {figuresBehind} from "./outcomes.ts";

export type Verdict = "good" | "fair" | "poor";
const worstFirst: readonly Verdict[] = ["poor", "fair", "good"];

export interface Figure {
  figure: string;
  /** "calibrate": parameters may be fitted to it; "validate": kept aside; "input": what the scenario starts from. */
  use: string;
  report: number | null;
  model: number | null;
  /** Their distance in standard errors. */
  z: number | null;
  /** good, fair, poor; same or differs of what the scenario sets; "not available". */
  verdict: string;
}

/** Whether the figures are of what the scenario is about: regions and years of the evaluation, with the project. */
export function applies(facts: Facts | undefined): boolean {
  if (!facts?.project) return false;
  const regions = ["chaco", "lago", "norte", "salar", "tropico", "valles"];
  const {startYear, months} = facts;
  return regions.every((region) => facts.regions.includes(region)) && startYear <= 2010 && startYear + Math.floor((months - 1) / 12) >= 2013;
}

/** The figures behind a finding that have a verdict, the worst first. */
export function figuresOf(evidence: Figure[], finding: string): Figure[] {
  const prefixes = figuresBehind[finding] ?? [];
  const known = evidence.filter(({figure, verdict}) => worstFirst.includes(verdict as Verdict) && prefixes.some((prefix) => figure.startsWith(prefix)));
  return known.sort((a, b) => worstFirst.indexOf(a.verdict as Verdict) - worstFirst.indexOf(b.verdict as Verdict));
}

/** The worst verdict on the figures behind a finding; null where there is none, or where they say nothing about the scenario. */
export function verdictOf(evidence: Figure[], finding: string, facts: Facts | undefined): Verdict | null {
  if (!applies(facts)) return null;
  return (figuresOf(evidence, finding)[0]?.verdict as Verdict | undefined) ?? null;
}

/** How often each verdict is given to figures of a use. */
export function countsOf(evidence: Figure[], use: string): Record<string, number> {
  const counts: Record<string, number> = {good: 0, fair: 0, poor: 0, same: 0, differs: 0};
  for (const figure of evidence) if (figure.use === use && figure.verdict in counts) counts[figure.verdict]! += 1;
  return counts;
}

/** A row of scenarios/levers.csv: whether a lever moves an outcome as economics expects. */
export interface LeverSign {
  lever: string;
  outcome: string;
  /** as_expected, wrong_sign, idle; none_expected is left out. */
  verdict: string;
}
