import { prepare } from '../accounts.ts';
import { type Milestone, milestonesOf } from '../activation/milestones.ts';
import { type Definitions, definitionsOf, type NaiveOptions } from '../options.ts';
import { instant, instantsOf, type Span } from '../time.ts';
import { isTrue, must, rowsOf, text, type World } from '../world.ts';

/** A product event; times are epoch milliseconds. */
export interface Use {
  readonly account: string;
  readonly user: string;
  readonly name: string;
  readonly feature: string | null;
  readonly session: string | null;
  readonly at: number;
}

export interface User {
  readonly id: string;
  readonly account: string;
  readonly channel: string | null;
  readonly signedUpAt: number;
  readonly deactivatedAt: number | null;
}

/** The facts of a company up to the end of a period, merges followed. */
export interface Company {
  /** Rows of the segment that is asked for. */
  readonly own: World;
  /** Rows of every account, e.g. those that name the segment's users and no account. */
  readonly all: World;
  readonly options: NaiveOptions;
  readonly definitions: Definitions;
  readonly period: Span;
  /** Users of the segment's accounts. */
  readonly users: readonly User[];
  /** Events of the segment's accounts before the end, oldest first. */
  readonly uses: readonly Use[];
  /** Those of events that name their user. */
  readonly userUses: readonly Use[];
  /** Every event of each user before the end, oldest first. */
  readonly usesByUser: ReadonlyMap<string, readonly Use[]>;
  /** Those after the cut-off too: a session that goes on then ends when it ends. */
  readonly everyUseByUser: ReadonlyMap<string, readonly Use[]>;
  /** Milestones of every account; what happened at or after the end has not happened. */
  readonly milestones: readonly Milestone[];
}

function usesBefore(world: World, until: number): readonly Use[] {
  return rowsOf(world, 'events')
    .map((row) => ({
      account: must(row, 'account_id'),
      user: text(row, 'user_id') ?? '',
      name: must(row, 'event_name'),
      feature: text(row, 'feature_id'),
      session: text(row, 'session_id'),
      at: instant(row, 'occurred_at') ?? 0,
    }))
    .filter(({ at }) => at < until)
    .sort((a, b) => a.at - b.at);
}

function usersOf(world: World): readonly User[] {
  return rowsOf(world, 'users').map((row) => ({
    id: must(row, 'user_id'),
    account: must(row, 'account_id'),
    channel: text(row, 'acquisition_channel'),
    signedUpAt: instant(row, 'signed_up_at') ?? 0,
    deactivatedAt: instant(row, 'deactivated_at'),
  }));
}

export function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** `world` is as it was landed. */
export function companyOf(world: World, options: NaiveOptions): Company {
  const { start, end, timeZone } = options;
  const own = prepare(world, options);
  const all = prepare(world, { timeZone });
  const period = instantsOf(start, end, timeZone);
  return {
    own,
    all,
    options,
    definitions: definitionsOf(options),
    period,
    users: usersOf(own),
    uses: usesBefore(own, period.until),
    userUses: usesBefore(own, period.until).filter(({ user }) => user !== ''),
    usesByUser: groupBy(usesBefore(all, period.until), ({ user }) => user),
    everyUseByUser: groupBy(usesBefore(all, Number.POSITIVE_INFINITY), ({ user }) => user),
    milestones: milestonesOf(all, period.until),
  };
}

export type Role = 'core' | 'key' | 'critical' | 'activation' | 'top' | 'expansion';

export function featuresWith(world: World, role: Role): ReadonlySet<string> {
  const withRole = rowsOf(world, 'features').filter((row) => isTrue(row, `is_${role}`));
  return new Set(withRole.map((row) => must(row, 'feature_id')));
}

/** Those of the events that use one of the features. */
export function usesWith(uses: readonly Use[], features: ReadonlySet<string>): readonly Use[] {
  return uses.filter(({ feature }) => feature !== null && features.has(feature));
}

/** Those of the events that use any feature. */
export function meaningful(uses: readonly Use[]): readonly Use[] {
  return uses.filter(({ feature }) => feature !== null);
}
