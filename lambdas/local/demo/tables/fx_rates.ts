import { hash } from '../random.ts';
import { drift } from '../story/mood.ts';
import { type Day, dateText } from '../time.ts';
import type { World } from '../world.ts';
import type { Row } from './cells.ts';

/** US dollars for one unit, and how far it swings. */
const middles = [
  ['EUR', 1.1, 0.04],
  ['GBP', 1.29, 0.05],
  ['JPY', 0.0067, 0.0004],
] as const;

/** A rate for every day and currency, the dollar's own among them. */
export function fxRateRows(world: World): readonly Row[] {
  const rows: Row[] = [];
  for (let day = world.start - 31; day < world.horizon; day += 1) {
    rows.push({ rate_on: dateText(day), currency: 'USD', reporting_per_unit: '1.000000' });
    for (const [currency, middle, swing] of middles) {
      const reporting_per_unit = (middle + swing * movement(world, currency, day)).toFixed(6);
      rows.push({ rate_on: dateText(day), currency, reporting_per_unit });
    }
  }
  return rows;
}

/** Slow waves with small daily steps on them, within -1 and 1. */
function movement({ seed }: World, currency: string, day: Day): number {
  const slow = drift(hash(seed, currency, 'slow'), Math.floor(day / 4));
  return 0.8 * slow + 0.2 * drift(hash(seed, currency, 'fast'), day * 9);
}
