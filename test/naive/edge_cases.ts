import type { Example } from './examples/builders.ts';
import { exchange } from './examples/exchange.ts';
import { movements } from './examples/movements.ts';
import { normalisation } from './examples/normalisation.ts';
import { retention } from './examples/retention.ts';
import { status } from './examples/status.ts';

/** The rows of edge-cases.md that concern a table, with numbers calculated by hand. */
export const edgeCases: readonly Example[] = [
  ...normalisation,
  ...status,
  ...movements,
  ...exchange,
  ...retention,
];

/** The rows without an example, and why. */
export const leftOut: Readonly<Record<number, string>> = {
  6: 'tiers are computed by the mapper; a span holds the result only',
  16: 'stacked coupons are compounded by the mapper; a span holds the result only',
  46: 'a missing snapshot month is a gap between runs in the archive, not rows of a table',
  47: 'an export that ends early is stopped by the freshness gate before any KPI',
  48: 'a truncated export is stopped by the row-count guard before any KPI',
  61: 'the names of NRR and GRR are text of the report',
};

export type { Example, Expectation } from './examples/builders.ts';
