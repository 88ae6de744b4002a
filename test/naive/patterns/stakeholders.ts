import { type NaiveRecord, percent } from '../record.ts';
import { lastDays, notBefore, ownRows } from '../signals/at.ts';
import { isTouch } from '../signals/touches.ts';
import { inside, instant } from '../time.ts';
import { rowsOf, text } from '../world.ts';
import type { Book } from './book.ts';

/** Personas of the account's contacts who were touched of late and have not left. */
function personasInTouch({ world, at, cutOff, rules }: Book, account: string) {
  const recent = lastDays(at, rules.stakeholderDays);
  const touched = rowsOf(world, 'activities')
    .filter((row) => isTouch(row, cutOff) && inside(instant(row, 'occurred_at'), recent))
    .map((row) => text(row, 'contact_id'));
  return ownRows(world, 'contacts', account)
    .filter((row) => notBefore(row, 'left_at', cutOff))
    .filter((row) => touched.includes(text(row, 'contact_id')))
    .map((row) => text(row, 'persona'));
}

const stakeholders = ['champion', 'decision_maker', 'business_owner'];

export function stakeholderCoverage(book: Book): NaiveRecord {
  const covered = book.customers.filter((account) => {
    const personas = personasInTouch(book, account);
    return stakeholders.every((persona) => personas.includes(persona));
  });
  return percent({ kpi: 'stakeholder_coverage' }, covered.length, book.customers.length);
}

export function championless(book: Book): NaiveRecord {
  const without = book.customers.filter(
    (account) => !personasInTouch(book, account).includes('champion'),
  );
  return book.countWithMrr('championless_accounts', without);
}
