// A hand-drawn curve of survival: shares by year, which never rise.

export const yearsGuessed = 7;
export const monthsOfYear = 12;
export const firstGuess: number[] = Array.from({length: yearsGuessed + 1}, () => 1);

/** By how much a key moves a point. */
export const steps: Record<string, number> = {ArrowUp: 0.01, ArrowDown: -0.01, PageUp: 0.1, PageDown: -0.1, Home: 1, End: -1};

interface Point {
  year: number;
  share: number;
}

/** The curve after a stroke from one point to another: years between lie on the stroke, and the rest gives way, so that it never rises. */
export function drawn(guess: number[], from: Point, to: Point): number[] {
  const next = [...guess];
  const [first, last] = from.year <= to.year ? [from, to] : [to, from];
  for (let year = first.year; year <= last.year; ++year) {
    const part = last.year === first.year ? 1 : (year - first.year) / (last.year - first.year);
    next[year] = first.share + part * (last.share - first.share);
  }
  next[to.year] = to.share;
  for (let year = to.year + 1; year < next.length; ++year) next[year] = Math.min(next[year]!, next[year - 1]!);
  for (let year = to.year - 1; year >= 0; --year) next[year] = Math.max(next[year]!, next[year + 1]!);
  next[0] = 1;
  return next;
}

/** The year in which the guess is furthest from what came out, both by year. */
export function furthest(guess: number[], truth: number[]): number {
  const distances = guess.map((share, year) => Math.abs(share - (truth[year] ?? share)));
  return distances.indexOf(Math.max(...distances));
}
