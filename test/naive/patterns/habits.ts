import { compare, decimal, fraction, times } from '../fraction.ts';
import { amount, type NaiveRecord } from '../record.ts';
import { lastDays, ownRows } from '../signals/at.ts';
import { ownEvents } from '../signals/use.ts';
import { inside, instant } from '../time.ts';
import { rowsOf, text } from '../world.ts';
import type { Book } from './book.ts';

/** Events a day of the last 30 days below a part of those of the 90 days before. */
export function slackers(book: Book): NaiveRecord {
  const { world, at, customers, rules } = book;
  const slack = customers.filter((account) => {
    const now = fraction(ownEvents(world, account, at, 30, 0).length, 30);
    const then = fraction(ownEvents(world, account, at, 120, 30).length, 90);
    const least = times(then, decimal(rules.slackerRatio));
    return compare(now, least) < 0;
  });
  return book.countWithMrr('slacker_accounts', slack);
}

/** The same trouble again and again within 30 days. */
export function victims(book: Book): NaiveRecord {
  const { world, at, customers, rules } = book;
  const month = lastDays(at, 30);
  const troubled = customers.filter((account) => {
    const categories = ownRows(world, 'tickets', account)
      .filter((row) => inside(instant(row, 'created_at'), month))
      .map((row) => text(row, 'category'))
      .filter((category) => category !== null);
    return categories.some(
      (one) => categories.filter((other) => other === one).length >= rules.victimTickets,
    );
  });
  return book.countWithMrr('victim_accounts', troubled);
}

/** Tags are a JSON array, or parted by `;`. */
function tagsOf(written: string): readonly string[] {
  const isList = written.trim().startsWith('[');
  const tags: readonly unknown[] = isList ? JSON.parse(written) : written.split(';');
  return tags.map((tag) => String(tag).trim());
}

export function knowItAlls({ world, customers }: Book): NaiveRecord {
  const tagged = rowsOf(world, 'accounts').filter(
    (row) =>
      customers.includes(text(row, 'account_id') ?? '') &&
      tagsOf(text(row, 'tags') ?? '').includes('know_it_all'),
  );
  return amount({ kpi: 'know_it_all_accounts' }, tagged.length);
}
