import type { EditionName } from '../../settings/schema.ts';
import type { Prose } from '../model.ts';
import { counted } from './figures.ts';
import { say } from './say.ts';

/** What readers call the period of an edition. Whole phrases, since languages bend the words in them. */
type Phrase = Readonly<Record<EditionName, Prose>>;

const thisOnes: Phrase = {
  weekly: say`this week`,
  monthly: say`this month`,
  quarterly: say`this quarter`,
};
const theOnes: Phrase = {
  weekly: say`the week`,
  monthly: say`the month`,
  quarterly: say`the quarter`,
};
const ofOnes: Phrase = {
  weekly: say`of the week`,
  monthly: say`of the month`,
  quarterly: say`of the quarter`,
};
const lastOnes: Phrase = {
  weekly: say`last week’s`,
  monthly: say`last month’s`,
  quarterly: say`last quarter’s`,
};
const everyOnes: Phrase = {
  weekly: say`every week`,
  monthly: say`every month`,
  quarterly: say`every quarter`,
};

export const thisPeriod = (edition: EditionName): Prose => thisOnes[edition];
export const thePeriod = (edition: EditionName): Prose => theOnes[edition];
export const ofThePeriod = (edition: EditionName): Prose => ofOnes[edition];
export const lastPeriods = (edition: EditionName): Prose => lastOnes[edition];
export const everyPeriod = (edition: EditionName): Prose => everyOnes[edition];

/** `13 weeks`. */
export function periodsOf(edition: EditionName, n: number): Prose {
  if (edition === 'weekly') return counted(n, 'week');
  return edition === 'monthly' ? counted(n, 'month') : counted(n, 'quarter');
}
