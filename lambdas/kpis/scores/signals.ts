import type { Row, Value } from '../../ports.ts';
import type { SignalName } from './definitions.ts';
import type { Signals } from './score.ts';

const dayMs = 86_400_000;

/** Rows of the signal measures for one account and cut-off; undefined where the account has none. */
export interface SignalRows {
  readonly usage: Row | undefined;
  readonly tickets: Row | undefined;
  readonly nps: Row | undefined;
  readonly csat: Row | undefined;
  readonly touch: Row | undefined;
  readonly invoices: Row | undefined;
  readonly ends: Row | undefined;
  readonly deals: Row | undefined;
  /** Purchased seats of its counting spans at closing; null where none is named. */
  readonly seats: number | null;
}

/** What the data has at all: a signal without a source is missing, one without rows may be the best or worst. */
export interface Sources {
  readonly has: (table: string) => boolean;
  /** Events name their users. */
  readonly users: boolean;
  /** There was a login event before the cut-off. */
  readonly logins: boolean;
  /** Rows in the features table. */
  readonly features: number;
}

const num = (value: Value | undefined): number => Number(value ?? 0);
const days = (value: Value | undefined): number | undefined =>
  value === null || value === undefined ? undefined : Number(value) / dayMs;

/** No touch and no login ever count as the worst bound, whatever the settings make of it. */
const never = 36_500;

/** The signals that are there, as definitions of account scores, version 1, state them. */
export function signalsOf(rows: SignalRows, sources: Sources): Signals {
  const found: Record<SignalName, number | undefined> = {
    ...usageSignals(rows, sources),
    mean_nps: meanNps(rows.nps),
    lowest_answer: lowestAnswer(rows),
    open_ticket_weight: sources.has('tickets') ? num(rows.tickets?.open_weight) : undefined,
    recent_ticket_weight: sources.has('tickets') ? num(rows.tickets?.weight_30) : undefined,
    days_since_touch: sources.has('activities')
      ? (days(rows.touch?.since_two_way_ms) ?? never)
      : undefined,
    days_overdue: sources.has('invoices') ? (days(rows.invoices?.overdue_ms) ?? 0) : undefined,
    days_to_end: rows.ends ? num(rows.ends.days_to_end) : undefined,
    no_champion_touched:
      sources.has('activities') && sources.has('contacts')
        ? Number(num(rows.touch?.champion_touches) === 0)
        : undefined,
    open_growth_deals: sources.has('opportunities')
      ? num(rows.deals?.open_growth_deals)
      : undefined,
    health: undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

type UsageSignal =
  | 'seat_use'
  | 'usage_ratio'
  | 'feature_share'
  | 'days_since_login'
  | 'expansion_uses';

function usageSignals(
  { usage, seats }: SignalRows,
  sources: Sources,
): Record<UsageSignal, number | undefined> {
  const events = sources.has('events');
  const before = num(usage?.events_90_before) / 90;
  return {
    seat_use: events && sources.users && seats ? num(usage?.active_users) / seats : undefined,
    usage_ratio: events && before > 0 ? num(usage?.events_30) / 30 / before : undefined,
    feature_share:
      events && sources.features > 0 ? num(usage?.features_used) / sources.features : undefined,
    days_since_login: events && sources.logins ? (days(usage?.since_login_ms) ?? never) : undefined,
    expansion_uses: events && sources.features > 0 ? num(usage?.expansion_uses) : undefined,
  };
}

function meanNps(nps: Row | undefined): number | undefined {
  const answers = num(nps?.answers_180);
  return answers > 0 ? num(nps?.score_180) / answers : undefined;
}

/** The lower of the latest NPS and CSAT, 0–1; answers have no age limit. */
function lowestAnswer({ nps, csat }: SignalRows): number | undefined {
  const latest = [nps, csat].flatMap((row) =>
    row ? [num(row.latest_distance) / num(row.latest_width)] : [],
  );
  return latest.length > 0 ? Math.min(...latest) : undefined;
}
