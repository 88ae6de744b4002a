import { total } from '../money.ts';
import { definitionsOf, type NaiveOptions } from '../options.ts';
import { type NaiveRecord, percent } from '../record.ts';
import { isTouch } from '../signals/touches.ts';
import { addDays, dateIn, day, instant } from '../time.ts';
import { must, type Row, rowsOf, text, type World } from '../world.ts';
import { accountsOf, minorOf, moneyOf } from './invoices.ts';
import { ratesOfPeriod } from './standings.ts';
import { ifThere, isWithin, periodOf, rateWithin } from './within.ts';

/** Whether a contract was renewed by its last day, grace included, as far as the end of the period tells. */
function isRenewed(contract: Row, options: NaiveOptions): boolean {
  const renewedAt = instant(contract, 'renewed_at');
  if (renewedAt === null) return text(contract, 'renewed_by_contract_id') !== null;
  const grace = definitionsOf(options).renewalGraceDays;
  const latest = addDays(must(contract, 'ends_on'), grace);
  const isInTime = dateIn(renewedAt, options.timeZone) <= latest;
  return isInTime && renewedAt < periodOf(options).until;
}

function renewals(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const ending = rowsOf(world, 'contracts').filter((contract) => {
    const endsOn = must(contract, 'ends_on');
    return endsOn >= options.start && endsOn < options.end;
  });
  const renewed = ending.filter((contract) => isRenewed(contract, options));
  const rates = ratesOfPeriod(world, options);
  const worthOf = (contracts: readonly Row[]) =>
    total(
      contracts.map((row) => moneyOf(row, minorOf(row, 'value_minor'))),
      rates,
    );
  const kpi = 'contract_renewal_rate';
  const segment = { dimension: 'basis', value: 'contract_value' };
  return [
    percent({ kpi }, renewed.length, ending.length),
    percent({ kpi, segment }, worthOf(renewed), worthOf(ending)),
    percent({ kpi: 'customer_renewal_rate' }, accountsOf(renewed).size, accountsOf(ending).size),
  ];
}

/** Accounts that used the product or spoke with us in the days after a renewal. */
function engagement(world: World, options: NaiveOptions): NaiveRecord {
  const period = periodOf(options);
  const days = definitionsOf(options).postRenewalDays;
  const touches = rowsOf(world, 'activities').filter((row) => isTouch(row, period.until));
  const signs = [...rowsOf(world, 'events'), ...touches];
  const starts = rowsOf(world, 'contracts').flatMap((contract) => {
    const at = instant(contract, 'renewed_at');
    if (at === null) return [];
    const isHit = signs.some((sign) => {
      const time = instant(sign, 'occurred_at');
      return sign.account_id === contract.account_id && time !== at && isWithin(time, at, days);
    });
    return [{ member: must(contract, 'account_id'), at, isHit }];
  });
  return rateWithin({ kpi: 'post_renewal_engagement_rate' }, starts, period, days * day);
}

/** `world` is prepared. */
export function renewalKpis(world: World, options: NaiveOptions): readonly NaiveRecord[] {
  const names = [{ kpi: 'contract_renewal_rate' }, { kpi: 'customer_renewal_rate' }];
  const engaged = [{ kpi: 'post_renewal_engagement_rate' }];
  return [
    ...ifThere(world, ['contracts'], names, () => renewals(world, options)),
    ...ifThere(world, ['contracts', 'events', 'activities'], engaged, () => [
      engagement(world, options),
    ]),
  ];
}
