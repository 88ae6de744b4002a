import { standingsOf } from '../commerce/standings.ts';
import { ifThere, periodOf } from '../commerce/within.ts';
import type { NaiveOptions } from '../options.ts';
import { type NaiveRecord, percent } from '../record.ts';
import { inside, instant } from '../time.ts';
import { distinct } from '../usage.ts';
import { must, type Row, rowsOf, text, type World } from '../world.ts';

/** The account that referred, else that of the user who did. */
function referrerOf(world: World, referral: Row): string | null {
  const account = text(referral, 'referrer_account_id');
  if (account !== null) return account;
  const user = text(referral, 'referrer_user_id');
  const row = rowsOf(world, 'users').find((one) => user !== null && one.user_id === user);
  return row ? must(row, 'account_id') : null;
}

/** Customers that invited somebody or took up a prompt to do so. */
function participation(world: World, options: NaiveOptions): NaiveRecord {
  const { customers } = standingsOf(world, options);
  const isNow = (row: Row, column: string) => inside(instant(row, column), periodOf(options));
  const inviting = rowsOf(world, 'referrals')
    .filter((referral) => isNow(referral, 'invited_at'))
    .map((referral) => referrerOf(world, referral));
  const accepting = rowsOf(world, 'referral_prompts')
    .filter((prompt) => isNow(prompt, 'accepted_at'))
    .map((prompt) => text(prompt, 'account_id'));
  const taking = new Set([...inviting, ...accepting]);
  return percent(
    { kpi: 'referral_program_participation_rate' },
    customers.filter((account) => taking.has(account)).length,
    customers.length,
  );
}

/** Users who did with a prompt of the period, before its end, what one of the columns says. */
function prompted(
  world: World,
  options: NaiveOptions,
  kpi: string,
  columns: readonly string[],
): NaiveRecord {
  const period = periodOf(options);
  const shown = rowsOf(world, 'referral_prompts').filter((prompt) =>
    inside(instant(prompt, 'shown_at'), period),
  );
  const did = shown.filter((prompt) =>
    columns.some((column) => (instant(prompt, column) ?? period.until) < period.until),
  );
  return percent({ kpi }, distinct(did, 'user_id').size, distinct(shown, 'user_id').size);
}

/** `world` is prepared. */
export function programmeKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const programme = ['referrals', 'referral_prompts', 'subscription_periods'];
  const taking = { kpi: 'referral_program_participation_rate' };
  const [acceptance, interaction] = [
    'referral_prompt_acceptance_rate',
    'referral_prompt_interaction_rate',
  ];
  const names = [{ kpi: acceptance }, { kpi: interaction }];
  return [
    ...ifThere(world, programme, [taking], () => [participation(world, options)]),
    ...ifThere(world, ['referral_prompts'], names, () => [
      prompted(world, options, acceptance, ['accepted_at']),
      prompted(world, options, interaction, ['interacted_at', 'accepted_at']),
    ]),
  ];
}
