// Reading the report of a comparison, which is the one that `ayni compare --json` prints.

import type {Report, ReportSection, ReportTable} from "../core.mjs";

export function sectionOf(report: Report | null, name: string): ReportSection | undefined {
  return report?.sections.find((section) => section.name === name);
}

export type Row = ReportTable["rows"][number];

export function numberAt(row: Row, column: string): number | null {
  const value = row[column];
  return typeof value === "number" ? value : null;
}

export function textAt(row: Row, column: string): string {
  const value = row[column];
  return value === null || value === undefined ? "" : String(value);
}

/** What is asked first of a policy, in words, with the row of numbers behind each sentence. */
export function findingsOf(report: Report | null, arm: string): Row[] {
  const rows = sectionOf(report, "summary")?.tables[0]?.rows ?? [];
  return rows.filter((row) => row.finding_arm === arm);
}

/** Whether an interval of a difference leaves out zero: 1 more, -1 less, 0 cannot be told. */
export function signOf(low: number | null, high: number | null): -1 | 0 | 1 {
  if (low === null || high === null) return 0;
  return low > 0 ? 1 : high < 0 ? -1 : 0;
}
