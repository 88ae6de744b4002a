import { fraction, sum, times } from '../fraction.ts';
import { type Calculation, isWithin } from '../product/calculation.ts';
import { type Company, groupBy } from '../product/company.ts';
import { type NaiveRecord, type Name, percent, ratio } from '../record.ts';
import { itemsOf, pastOf, standingAt, standingOf } from '../spans.ts';
import { normalised } from '../surveys.ts';
import { dayNumber, inside, instant } from '../time.ts';
import { must, type Row, rowsOf, text } from '../world.ts';
import { accountActivatedAt, activatedAt } from './milestones.ts';

/** Accounts whose first payment is a new movement of the period. */
function newCustomers({ own, options, definitions }: Company): readonly string[] {
  const items = itemsOf(own, definitions.pastDueDays);
  const [before, after] = [standingAt(items, options.start), standingAt(items, options.end)];
  const paidBefore = pastOf(items, options.end)
    .filter(({ firstPaidOn }) => firstPaidOn !== null && firstPaidOn < dayNumber(options.start))
    .map(({ account }) => account);
  return [...after.keys()].filter(
    (account) =>
      standingOf(after, account).isPaying &&
      !standingOf(before, account).isBase &&
      !paidBefore.includes(account),
  );
}

function modelSplit(company: Company, name: Name): readonly NaiveRecord[] {
  const models = new Map(
    rowsOf(company.own, 'accounts').map((row) => [
      must(row, 'account_id'),
      text(row, 'onboarding_model') ?? 'unknown',
    ]),
  );
  const all = newCustomers(company);
  return [...groupBy(all, (account) => models.get(account) ?? 'unknown')].map(([value, own]) => {
    const segment = { dimension: 'model', value };
    return percent({ ...name, segment }, own.length, all.length);
  });
}

function answersOf({ own, period }: Company, type: string): readonly Row[] {
  return rowsOf(own, 'survey_responses').filter(
    (row) => row.type === type && inside(instant(row, 'responded_at'), period),
  );
}

/** Mean of the answers, from 0 to 100. */
function meanOf(name: Name, answers: readonly Row[]): NaiveRecord {
  return ratio(name, times(sum(answers.map(normalised)), fraction(100)), answers.length);
}

/** Whether an answer comes from somebody activated, and soon enough after it. */
function followsActivation(company: Company, answer: Row): boolean {
  const [user, account] = [text(answer, 'user_id'), text(answer, 'account_id')];
  const ofAccount = account === null ? null : accountActivatedAt(company, account);
  // a user whom the table of users does not hold is none, here as everywhere
  const isListed = company.users.some(({ id }) => id === user);
  const ofUser = user !== null && isListed ? activatedAt(company, user) : null;
  const activated = user === null ? ofAccount : ofUser;
  const at = instant(answer, 'responded_at');
  if (activated === null || at === null || at < activated) return false;
  return isWithin(at, activated, company.definitions.feedbackAfterActivationDays);
}

export const customers: readonly Calculation[] = [
  {
    kpi: 'onboarding_model_split',
    tables: ['accounts', 'subscription_periods'],
    calculate: modelSplit,
  },
  {
    kpi: 'onboarding_satisfaction_score',
    tables: ['survey_responses'],
    calculate: (company, name) => meanOf(name, answersOf(company, 'oss')),
  },
  {
    kpi: 'customer_feedback_score',
    tables: ['survey_responses', 'onboarding_milestones', 'users'],
    calculate: (company, name) =>
      meanOf(
        name,
        answersOf(company, 'post_activation').filter((row) => followsActivation(company, row)),
      ),
  },
];
