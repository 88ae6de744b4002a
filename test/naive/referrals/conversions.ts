import { ifThere, periodOf, rateWithin } from '../commerce/within.ts';
import { fraction } from '../fraction.ts';
import { definitionsOf, type NaiveOptions } from '../options.ts';
import { duration, type NaiveRecord } from '../record.ts';
import { day, inside, instant } from '../time.ts';
import { must, rowsOf, text, type World } from '../world.ts';

/** Days from the click to the conversion. */
function conversionTime(world: World, options: NaiveOptions): NaiveRecord {
  const period = periodOf(options);
  const times = rowsOf(world, 'referrals').flatMap((referral) => {
    const clickedAt = instant(referral, 'clicked_at');
    const convertedAt = instant(referral, 'converted_at');
    if (clickedAt === null || clickedAt >= period.until) return [];
    if (convertedAt === null || !inside(convertedAt, period)) return [];
    return [fraction(convertedAt - clickedAt, day)];
  });
  return duration({ kpi: 'first_referral_conversion_time' }, times);
}

/** Referrals converted in time; `mayPrecede` says whether a conversion before the clock started is one. */
function conversion(
  world: World,
  options: NaiveOptions,
  kpi: string,
  { column, mayPrecede }: { readonly column: string; readonly mayPrecede: boolean },
): NaiveRecord {
  const length = definitionsOf(options).referralConversionDays * day;
  const starts = rowsOf(world, 'referrals').flatMap((referral) => {
    const at = instant(referral, column);
    if (at === null) return [];
    const convertedAt = instant(referral, 'converted_at');
    const isInTime = convertedAt !== null && convertedAt <= at + length;
    const isHit = isInTime && (mayPrecede || convertedAt >= at);
    return [{ member: must(referral, 'referral_id'), at, isHit }];
  });
  return rateWithin({ kpi }, starts, periodOf(options), length);
}

const earliest = (times: readonly (number | null)[]): number | null => {
  const given = times.filter((time) => time !== null);
  return given.length === 0 ? null : Math.min(...given);
};

/** Days from a user's activation to the first invitation that he or she sent. */
function firstReferral(world: World, options: NaiveOptions): NaiveRecord {
  const period = periodOf(options);
  const times = rowsOf(world, 'users').flatMap((user) => {
    const id = must(user, 'user_id');
    const invitedAt = earliest(
      rowsOf(world, 'referrals')
        .filter((referral) => text(referral, 'referrer_user_id') === id)
        .map((referral) => instant(referral, 'invited_at')),
    );
    const activatedAt = earliest(
      rowsOf(world, 'onboarding_milestones')
        .filter((row) => row.milestone_id === 'activated' && text(row, 'user_id') === id)
        .map((row) => instant(row, 'completed_at')),
    );
    if (invitedAt === null || !inside(invitedAt, period)) return [];
    if (activatedAt === null || activatedAt >= period.until) return [];
    return [fraction(invitedAt - activatedAt, day)];
  });
  return duration({ kpi: 'time_to_first_referral' }, times);
}

/** A referral is of two accounts, so that only what is of users is told of a segment. `world` is prepared. */
export function conversionKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const journey = ['referrals', 'users', 'onboarding_milestones'];
  const names = [
    'first_referral_conversion_time',
    'referral_conversion_rate',
    'referral_incentive_conversion_rate',
  ].map((kpi) => ({ kpi }));
  const ofReferrals = ifThere(world, ['referrals'], names, () => [
    conversionTime(world, options),
    conversion(world, options, 'referral_conversion_rate', {
      column: 'clicked_at',
      mayPrecede: true,
    }),
    conversion(world, options, 'referral_incentive_conversion_rate', {
      column: 'incentive_shown_at',
      mayPrecede: false,
    }),
  ]);
  return [
    ...(options.accountIds === undefined ? ofReferrals : []),
    ...ifThere(world, journey, [{ kpi: 'time_to_first_referral' }], () => [
      firstReferral(world, options),
    ]),
  ];
}
