import type { Company } from '../product/company.ts';
import { instant } from '../time.ts';
import { type Row, rowsOf, text } from '../world.ts';

/** An activity that took place before the end. */
export interface Touch {
  readonly account: string | null;
  readonly at: number;
  readonly row: Row;
}

const didNotHappen = ['scheduled', 'no_show', 'cancelled'];

/** Touches, oldest first. */
export function touchesOf({ own, period }: Company): readonly Touch[] {
  return rowsOf(own, 'activities')
    .filter((row) => !didNotHappen.includes(text(row, 'outcome') ?? ''))
    .map((row) => ({
      row,
      account: text(row, 'account_id'),
      at: instant(row, 'occurred_at') ?? 0,
    }))
    .filter(({ at }) => at < period.until)
    .sort((a, b) => a.at - b.at);
}
