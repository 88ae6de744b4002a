import { termsOf } from '../story/agreements.ts';
import type { Cast } from '../story/cast.ts';
import type { Cycle } from '../story/cycles.ts';
import { type Day, daySeconds } from '../time.ts';
import { date, instant, known, type Row } from './cells.ts';

export function contractRows(cast: Cast): readonly Row[] {
  const { world, profile } = cast;
  return termsOf(cast).map(({ id, cycle, nextId, renewedOn }) => ({
    contract_id: id,
    account_id: profile.id,
    starts_on: date(cycle.startsOn),
    ends_on: date(cycle.endsOn),
    status: statusOf(cycle, renewedOn, world.horizon),
    value_minor: cycle.price,
    currency: cycle.span.currency,
    renewed_by_contract_id: nextId,
    renewed_at: instant(known(world, renewedOn === null ? null : renewedOn * daySeconds + 54_000)),
    exit_reason: exitReason(cycle, world.horizon),
  }));
}

function statusOf({ startsOn, endsOn }: Cycle, renewedOn: Day | null, horizon: Day): string {
  if (startsOn >= horizon) return 'signed';
  if (endsOn >= horizon) return 'active';
  return renewedOn === null ? 'expired' : 'renewed';
}

function exitReason({ endsOn, stopsOn, span }: Cycle, horizon: Day): string | null {
  const isOver = stopsOn !== null && stopsOn <= endsOn && stopsOn < horizon;
  return isOver ? (span.endComment ?? span.endReason) : null;
}
