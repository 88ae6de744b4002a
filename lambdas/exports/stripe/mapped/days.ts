/** The day of an instant in UTC, in which all dates of the tables are. */
export const dayOf = (at: number) => new Date(at * 1000).toISOString().slice(0, 10);

/** Of several changes on a day the last one counts: days are the least that spans are made of. */
export function lastOfDays(cuts: readonly number[]): readonly number[] {
  return cuts.filter((at, n) => {
    const next = cuts[n + 1];
    return next === undefined || dayOf(next) !== dayOf(at);
  });
}
