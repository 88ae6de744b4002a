import { dice } from '../random.ts';
import type { Cast } from '../story/cast.ts';
import { type Deal, dealsOf } from '../story/deals.ts';
import { leadId, leadsOf } from '../story/leads.ts';
import { type Day, daySeconds } from '../time.ts';
import type { World } from '../world.ts';
import { date, instant, type Row } from './cells.ts';

/** State of a deal from a day on. */
interface Move {
  readonly on: Day;
  readonly stage: string;
  readonly forecast: string;
  readonly amount: number;
  readonly expectedOn: Day;
}

/** Stage, forecast, and when it is reached on the way to the closing day. */
const path = [
  ['qualification', 'pipeline', 0],
  ['discovery', 'pipeline', 0.2],
  ['proposal', 'best_case', 0.5],
  ['negotiation', 'commit', 0.78],
] as const;

export function opportunityRows(cast: Cast): readonly Row[] {
  const { world, profile } = cast;
  return dealsOf(cast).map((deal) => {
    const now = movesOf(world, deal).at(-1);
    const isFirst = deal.type === 'new_business' && !deal.lead;
    const ownLead = isFirst && leadsOf(cast)[0]?.no === 0 ? leadId(cast, 0) : null;
    const channel = deal.lead?.channel ?? profile.channel;
    return {
      opportunity_id: deal.id,
      account_id: deal.lead ? null : profile.id,
      lead_id: deal.lead ? leadId(cast, deal.lead.no) : ownLead,
      type: deal.type,
      stage: now?.stage ?? null,
      amount_minor: deal.amount,
      currency: deal.currency,
      created_at: instant(deal.openedOn * daySeconds + 32_400),
      expected_close_on: date(deal.expectedOn),
      closed_at: instant(deal.closedOn === null ? null : deal.closedOn * daySeconds + 39_600),
      is_won: deal.closedOn === null ? null : deal.isWon,
      forecast_category: now?.forecast ?? null,
      channel,
      is_strategic_source: channel === 'partner' || channel === 'referral',
      referral_id: isFirst ? (cast.referral?.id ?? null) : null,
    };
  });
}

export function opportunityHistoryRows(cast: Cast): readonly Row[] {
  return dealsOf(cast).flatMap((deal) =>
    movesOf(cast.world, deal).map(({ on, stage, amount, expectedOn, forecast }) => ({
      opportunity_id: deal.id,
      changed_at: instant(on * daySeconds + (stage.startsWith('closed') ? 39_600 : 32_400)),
      stage,
      amount_minor: amount,
      expected_close_on: date(expectedOn),
      forecast_category: forecast,
    })),
  );
}

/** At first the amount is a guess and the day too early; both settle on the way. */
function movesOf(world: World, deal: Deal): readonly Move[] {
  const roll = dice(world.seed, deal.id, 'moves');
  const length = Math.max(4, (deal.closedOn ?? deal.expectedOn) - deal.openedOn);
  const moves = path.map(([stage, forecast, share], place): Move => {
    const guess = 1 + (1 - share) * 0.25 * roll.bell();
    const slip = Math.round((1 - share) * roll.between(-5, 25));
    const on = deal.openedOn + Math.max(place, Math.floor(length * share));
    const amount = Math.round(deal.amount * guess);
    return { on, stage, forecast, amount, expectedOn: Math.max(on + 1, deal.expectedOn - slip) };
  });
  const reached = moves.filter(({ on }) => on < Math.min(world.horizon, deal.closedOn ?? on + 1));
  const settled = { amount: deal.amount, expectedOn: deal.expectedOn };
  const last = reached.at(-1);
  if (deal.closedOn === null) return last ? [...reached.slice(0, -1), { ...last, ...settled }] : [];
  const stage = deal.isWon ? 'closed_won' : 'closed_lost';
  const forecast = deal.isWon ? 'closed' : 'omitted';
  return [...reached, { on: deal.closedOn, stage, forecast, ...settled }];
}
