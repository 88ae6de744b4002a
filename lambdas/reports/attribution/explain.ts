import type { Context } from '../context.ts';
import type { Reference } from '../references.ts';
import { showsBridge } from '../sections/shown.ts';
import { byAccounts } from './account_parts.ts';
import { bestOf, type Explanation } from './choose.ts';
import {
  type Change,
  changeBetween,
  type Decomposition,
  isWhole,
  stepOf,
} from './decomposition.ts';
import { byMovements, byReasons } from './revenue_parts.ts';
import { differenceOf } from './rounding.ts';
import { bySegments } from './segment_parts.ts';

export interface Explained {
  readonly change: Change;
  readonly explanation: Explanation;
}

/** What explains most of a KPI's change since the period before; null where that cannot be told or seen. */
export function explain({ kpi, window }: Reference, context: Context): Explained | null {
  const before = context.record(kpi.id, window, context.before);
  const change = changeBetween(before, context.record(kpi.id, window, context.period));
  if (change === null || isWhole(change)) return null;
  if (differenceOf(change.now, stepOf(change)).value === 0) return null;
  const explanation = bestOf(decompositions(change, context), change);
  return explanation === null ? null : { change, explanation };
}

/** The change by every dimension that is known of it, in the order in which equals are preferred. */
export function decompositions(change: Change, context: Context): readonly Decomposition[] {
  const all = [
    ...bySegments(change, context),
    ...byReasons(change, context),
    ...byMovements(change, context),
    ...byAccounts(change, context),
  ];
  return all
    .filter(({ dimension }) => !isToldBeside(dimension, change, context))
    .sort((a, b) => placeOf(a.dimension) - placeOf(b.dimension));
}

/** The bridge shows the movements of recurring revenue, where there is one. */
function isToldBeside(dimension: string, { now }: Change, { edition }: Context): boolean {
  return dimension === 'movement' && now.kpi !== 'net_new_mrr' && showsBridge(edition);
}

/** What a business cuts itself by comes first, persons last. */
const order = ['segment', 'plan', 'region', 'reason', 'movement', 'account', 'csm'];

function placeOf(dimension: string): number {
  const place = order.indexOf(dimension);
  return place === -1 ? order.indexOf('region') + 0.5 : place;
}
