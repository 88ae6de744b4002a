import { dice } from '../random.ts';
import { addMonths, type Day } from '../time.ts';
import type { Cast } from './cast.ts';
import { type Cycle, cyclesOf } from './cycles.ts';
import { moodOn } from './story.ts';

/** A year that was agreed on, and what followed it. */
export interface Term {
  readonly id: string;
  readonly cycle: Cycle;
  readonly nextId: string | null;
  /** When the next year was signed. */
  readonly renewedOn: Day | null;
}

/** Years of annual customers; the coming one stands among them once it is signed. */
export function termsOf(cast: Cast): readonly Term[] {
  const years = cyclesOf(cast).filter(({ span }) => span.billing === 'annual');
  return years.flatMap((cycle) => {
    const renewedOn = renewalDay(cast, cycle);
    const nextId = renewedOn === null ? null : contractId(cycle, 1);
    const term = { id: contractId(cycle, 0), cycle, nextId, renewedOn };
    return renewedOn !== null && cycle.endsOn >= cast.world.horizon
      ? [term, signedAhead(cycle)]
      : [term];
  });
}

function contractId({ no, span }: Cycle, ahead: number): string {
  return `k-${span.subscriptionId.slice(4)}-${no + 1 + ahead}`;
}

function signedAhead(cycle: Cycle): Term {
  const endsOn = addMonths(cycle.endsOn, 12);
  const next = { ...cycle, startsOn: cycle.endsOn, endsOn };
  return { id: contractId(cycle, 1), cycle: next, nextId: null, renewedOn: null };
}

/** Most renew in the weeks before the end, a few some days after it; the unhappy do not yet. */
function renewalDay(cast: Cast, { startsOn, endsOn, stopsOn }: Cycle): Day | null {
  const { world, profile } = cast;
  if (stopsOn !== null && stopsOn <= endsOn) return null;
  const roll = dice(world.seed, profile.index, 'renewal', startsOn);
  const day = endsOn + (roll.chance(0.06) ? roll.between(2, 9) : roll.between(-50, -1));
  if (day >= world.horizon) return null;
  return endsOn >= world.horizon && moodOn(cast, day) < 60 ? null : day;
}
