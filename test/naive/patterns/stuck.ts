import type { NaiveRecord } from '../record.ts';
import { ownRows } from '../signals/at.ts';
import { day, instant } from '../time.ts';
import { isTrue, text } from '../world.ts';
import type { Book } from './book.ts';

/** Onboarding begun and not done, and no step of it begun or done of late. */
function isStuck({ world, cutOff, rules }: Book, account: string): boolean {
  const required = ownRows(world, 'onboarding_milestones', account).filter(
    (row) => isTrue(row, 'is_required') && text(row, 'user_id') === null,
  );
  const past = (column: string) =>
    required
      .map((row) => instant(row, column))
      .filter((at) => at !== null)
      .filter((at) => at < cutOff);
  const [started, completed] = [past('started_at'), past('completed_at')];
  const isUnderWay = started.length > 0 && completed.length < required.length;
  return isUnderWay && Math.max(...started, ...completed) <= cutOff - rules.stuckDays * day;
}

export function stuckCustomers(book: Book): NaiveRecord {
  const stuck = book.customers.filter((account) => isStuck(book, account));
  return book.countWithMrr('stuck_customers', stuck);
}
