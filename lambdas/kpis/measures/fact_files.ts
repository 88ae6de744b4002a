/**
 * How a fact file states its rows; `shapes/` turns each into the rows that are grouped.
 * `within`: account_id, fact, item, member_id, from_at, done_at, within_days
 * `durations`, `answered`: account_id, fact, member_id, from_at, done_at, else_at
 * `counted`: window_id, account_id, fact, item, member_id, is_hit, currency, amount
 * `timed`: window_id, account_id, fact, member_id, duration_ms, amount
 */
export type Shape = 'within' | 'durations' | 'answered' | 'counted' | 'timed';

/** A file of facts: one row per member of each fact, with its own reason to be there. */
export interface FactFile {
  readonly file: string;
  readonly shape: Shape;
  /** Facts that it states. */
  readonly facts: readonly string[];
}

const file =
  (shape: Shape) =>
  <const Facts extends readonly string[]>(name: string, ...facts: Facts) => ({
    file: name,
    shape,
    facts,
  });

export const within = file('within');
export const durations = file('durations');
export const answered = file('answered');
export const counted = file('counted');
export const timed = file('timed');
