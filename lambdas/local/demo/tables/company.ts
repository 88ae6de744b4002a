import { dice } from '../random.ts';
import { addMonths, type Day, dateText, isWorkday, monthNumber, monthStart } from '../time.ts';
import { features } from '../words/features.ts';
import { accountsPerTeam, type Csm, teamOf } from '../words/team.ts';
import { season, type World } from '../world.ts';
import { date, type Row } from './cells.ts';

/** Tables that are of the company, not of one of its accounts. */

export function featureRows(): readonly Row[] {
  return features.map(({ id, name, module, roles }) => ({
    feature_id: id,
    name,
    module,
    is_core: roles.includes('core'),
    is_key: roles.includes('key'),
    is_critical: roles.includes('critical'),
    is_activation: roles.includes('activation'),
    is_top: roles.includes('top'),
    is_expansion: roles.includes('expansion'),
  }));
}

/** US dollars a month and 300 accounts, by category and channel. */
const budget = [
  ['sales', 'outbound', 31_000],
  ['sales', 'partner', 9000],
  ['marketing', 'paid_search', 14_500],
  ['marketing', 'content', 8000],
  ['marketing', 'events', 9500],
  ['marketing', 'referral', 2500],
  ['success', null, 36_000],
  ['support', null, 14_000],
] as const;

export function spendRows(world: World): readonly Row[] {
  const rows: Row[] = [];
  for (let month = world.start; month < monthStart(world.horizon); month = addMonths(month, 1)) {
    for (const [category, channel, dollars] of budget) {
      const roll = dice(world.seed, 'spend', month, category, channel ?? '');
      // Trade fairs are in spring and autumn.
      const isFair = channel === 'events' && [4, 5, 9, 10].includes(monthNumber(month));
      const share = (world.accounts / 300) * (isFair ? 1.8 : 1) * (0.92 + 0.16 * roll.unit());
      rows.push({
        spent_on: date(month),
        covers_until: date(addMonths(month, 1)),
        category,
        channel,
        amount_minor: Math.round(dollars * share * growth(world, month)) * 100,
        currency: 'USD',
      });
    }
  }
  return rows;
}

/** Costs grew with the company, to the full budget at the end. */
function growth({ horizon }: World, month: Day): number {
  return Math.max(0.4, 1 - (horizon - month) / 1800);
}

const work = [
  ['customer_meetings', true, 150],
  ['customer_preparation', true, 95],
  ['onboarding', true, 60],
  ['internal', false, 55],
  ['administration', false, 40],
] as const;

export function csmTimeRows(world: World): readonly Row[] {
  const teams = Array.from({ length: Math.ceil(world.accounts / accountsPerTeam) }, (_, no) => no);
  return teams.flatMap(teamOf).flatMap((csm) => timeOf(world, csm));
}

function timeOf(world: World, csm: Csm): readonly Row[] {
  const rows: Row[] = [];
  for (let day = world.start; day < world.horizon; day += 1) {
    const roll = dice(world.seed, 'csm time', csm.name, day);
    const isOff = !isWorkday(day) || roll.chance(season(day) < 1 ? 0.35 : 0.06);
    for (const [category, isCustomerWork, minutes] of isOff ? [] : work) {
      const pull = isCustomerWork ? Math.min(1, 0.55 + 0.45 * csm.cadence) : 1.4;
      rows.push({
        csm: csm.name,
        worked_on: dateText(day),
        category,
        minutes: Math.round(minutes * pull * (0.75 + 0.5 * roll.unit())),
        is_customer_work: isCustomerWork,
        capacity_minutes: 480,
      });
    }
  }
  return rows;
}
