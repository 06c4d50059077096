// What one month of a film shows of each group.

import type {Pictures} from "../messages.ts";

export interface Ends {
  /** By group: month and number of the cause of its first agreement that ended; null while none has. */
  month: (number | null)[];
  cause: number[];
}

export function endsOf({event, groups}: Pictures): Ends {
  const kinds = event.columns.find(({name}) => name === "kind")!.flags;
  const ended = kinds.indexOf("agreement_ended");
  const {kind, group, month, cause} = event.values as Record<string, Float64Array>;
  const ends: Ends = {month: Array.from({length: groups}, () => null), cause: Array.from({length: groups}, () => 0)};
  for (let row = 0; row < event.rows; ++row) {
    const g = group![row]!;
    if (kind![row] !== ended || ends.month[g] !== null) continue;
    ends.month[g] = month![row]!;
    ends.cause[g] = cause![row]!;
  }
  return ends;
}

/** Whether the group takes part in the project or is only watched for comparison. */
export function takesPart({group}: Pictures, g: number): boolean {
  return group.values.control![g] === 0;
}

export function outletOf({outlet, groups, outletNames}: Pictures, month: number, g: number): string {
  return outletNames[outlet[month * groups + g]!]!;
}

export function partnerOf({partner, groups}: Pictures, month: number, g: number): number {
  return partner[month * groups + g]!;
}

export function isOpen({open, buyers}: Pictures, month: number, b: number): boolean {
  return open[month * buyers + b] === 1;
}

/** Groups by outlet in a month. */
export function outletCounts(film: Pictures, month: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let g = 0; g < film.groups; ++g) {
    if (!takesPart(film, g)) continue;
    const outlet = outletOf(film, month, g);
    counts[outlet] = (counts[outlet] ?? 0) + 1;
  }
  return counts;
}

/** Ends of first agreements by number of their cause, up to and with a month. */
export function causeCounts({month, cause}: Ends, until: number): Map<number, number> {
  const counts = new Map<number, number>();
  month.forEach((at, g) => at !== null && at <= until && counts.set(cause[g]!, (counts.get(cause[g]!) ?? 0) + 1));
  return counts;
}
