import type { Row, Value } from '../../ports.ts';
import type { SignalColumn } from '../measures/signal_files.ts';
import { addPeople } from './people_signals.ts';
import type { Found, Signals } from './score.ts';

const dayMs = 86_400_000;

/** What is known of one account at one cut-off: its row of the signal files, and where it stands. */
export interface Known {
  /** Undefined where no file has a row for the account. */
  readonly row: Row | undefined;
  /** Purchased seats of its counting spans at closing; null where none is named. */
  readonly seats: number | null;
  /** Since the first paid day; null where it never paid. */
  readonly monthsPaying: number | null;
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

/** A column of the signal files; null where it is unknown or the account has no row. */
export function column({ row }: Pick<Known, 'row'>, name: SignalColumn): Value {
  return row?.[name] ?? null;
}

/** The same as a number; 0 where there is none. */
export const num = (known: Pick<Known, 'row'>, name: SignalColumn): number =>
  Number(column(known, name) ?? 0);

const days = (value: Value): number | undefined =>
  value === null ? undefined : Number(value) / dayMs;

/** No touch and no login ever count as the worst bound, whatever the settings make of it. */
const never = 36_500;

/**
 * The signals that are there, as definitions of account scores, version 1, state them. One object for each
 * account and cut-off, to which each part adds its own: copying parts into it takes longer than finding them.
 */
export function signalsOf(known: Known, sources: Sources): Signals {
  const found: Found = {};
  addUsage(found, known, sources);
  addAnswers(found, known, sources);
  addPeople(found, known, sources);
  addDealings(found, known, sources);
  return found;
}

function addDealings(found: Found, known: Known, { has }: Sources): void {
  found.open_ticket_weight = has('tickets') ? num(known, 'open_weight') : undefined;
  found.recent_ticket_weight = has('tickets') ? num(known, 'weight_30') : undefined;
  found.days_since_touch = has('activities')
    ? (days(column(known, 'since_two_way_ms')) ?? never)
    : undefined;
  found.days_overdue = has('invoices') ? (days(column(known, 'overdue_ms')) ?? 0) : undefined;
  found.days_to_end = daysToEnd(known);
  found.open_growth_deals = has('opportunities') ? num(known, 'open_growth_deals') : undefined;
  found.months_paying = known.monthsPaying ?? undefined;
}

function addUsage(found: Found, known: Known, sources: Sources): void {
  const events = sources.has('events');
  const users = events && sources.users;
  const features = events && sources.features > 0;
  const { seats } = known;
  const before = num(known, 'events_90_before') / 90;
  const active = num(known, 'active_users');
  const share = (part: number) => (users && active > 0 ? part / active : undefined);
  found.seat_use = users && seats ? active / seats : undefined;
  found.usage_ratio = events && before > 0 ? num(known, 'events_30') / 30 / before : undefined;
  found.feature_share = features ? num(known, 'features_used') / sources.features : undefined;
  found.days_since_login =
    events && sources.logins ? (days(column(known, 'since_login_ms')) ?? never) : undefined;
  found.expansion_uses = features ? num(known, 'expansion_uses') : undefined;
  found.logins_per_user = sources.logins ? share(num(known, 'logins_30')) : undefined;
  found.active_days_per_user = share(num(known, 'active_days_30'));
}

/** Answers have no age limit, but for their mean. */
function addAnswers(found: Found, known: Known, { has }: Sources): void {
  const [answers, respondents] = [num(known, 'nps_answers_180'), num(known, 'nps_respondents')];
  found.mean_nps = answers > 0 ? num(known, 'nps_score_180') / answers : undefined;
  found.lowest_answer = lowestAnswer(known);
  found.answered = has('survey_responses') ? Number(num(known, 'answers_180') > 0) : undefined;
  found.promoter_share = respondents > 0 ? num(known, 'nps_promoters') / respondents : undefined;
}

/** The lower of the latest NPS and CSAT, 0–1. */
function lowestAnswer(known: Known): number | undefined {
  const latest = (['nps', 'csat'] as const).flatMap((type) => {
    const width = column(known, `${type}_latest_width`);
    return width === null ? [] : [num(known, `${type}_latest_distance`) / Number(width)];
  });
  return latest.length > 0 ? Math.min(...latest) : undefined;
}

/** Days from the cut-off to the nearer of a contract's end and a span's. */
function daysToEnd(known: Known): number | undefined {
  const ends = (['contract_days_to_end', 'span_days_to_end'] as const).flatMap((name) => {
    const value = column(known, name);
    return value === null ? [] : [Number(value)];
  });
  return ends.length > 0 ? Math.min(...ends) : undefined;
}
