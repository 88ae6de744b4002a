import fc from 'fast-check';
import type { NaiveOptions } from '../options.ts';
import { addDays, dateIn, hour, midnight } from '../time.ts';
import type { Row } from '../world.ts';
import { instantText, maybe, someDelay, someInstant } from './moments.ts';

const minute = 60_000;
const second = 1000;

/** Pauses between events; 30 minutes without a session's id end one, a second more is needed. */
const somePause = fc.constantFrom(
  minute,
  5 * minute,
  30 * minute - second,
  30 * minute,
  30 * minute + second,
  45 * minute,
);

const someUse = fc.record({
  pause: somePause,
  name: fc.constantFrom('login', 'view', 'export'),
  // seldom one that the list of features does not know
  feature: maybe(fc.nat({ max: 10 })),
});

/** Where a visit begins: somewhere, at or some time after what happened, or at the border of a local day. */
function someBeginning(period: NaiveOptions) {
  return fc.record({
    from: fc.constantFrom(
      'nowhere',
      'sign_up',
      'sign_up',
      'activated',
      'day',
      'onboarded',
      'trial_start',
      'trial_end',
      'visit',
    ),
    at: someInstant(period),
    isClose: fc.constantFrom(true, false, false),
    delay: someDelay,
    days: fc.constantFrom(7, 7, 30, 8),
    offset: fc.constantFrom(0, 0, second, -second, 10 * minute, hour, -hour),
  });
}

export function someVisit(period: NaiveOptions) {
  return fc.record({
    begins: someBeginning(period),
    session: fc.constantFrom('none', 'none', 'none', 'own', 'own', 'first', 'common'),
    uses: fc.array(someUse, { minLength: 1, maxLength: 4 }),
  });
}

/** The same every week, in some of the weeks before the end. */
export function someHabit(period: NaiveOptions) {
  return fc.record({
    ends: fc
      .subarray([0, 1, 2, 3, 4], { minLength: 2 })
      .map((weeks) =>
        weeks.map((week) => midnight(addDays(period.end, -7 * week), period.timeZone)),
      ),
    before: fc.constantFrom(0, second, hour, 50 * hour),
    feature: fc.nat({ max: 10 }),
  });
}

type Made<T> = T extends (...all: never[]) => fc.Arbitrary<infer D> ? D : never;
export type VisitDraft = Made<typeof someVisit>;
export type HabitDraft = Made<typeof someHabit>;

/** Instants that visits may follow; null for what has not happened. */
export interface Anchors {
  readonly sign_up: number;
  readonly activated: number | null;
  readonly onboarded: number | null;
  readonly trial_start: number | null;
  readonly trial_end: number | null;
  /** When the visit before began. */
  readonly visit: number | null;
}

function beginningOf(draft: VisitDraft['begins'], anchors: Anchors, timeZone: string): number {
  const { from, at, isClose, delay, days, offset } = draft;
  if (from === 'day' && anchors.activated !== null) {
    return midnight(addDays(dateIn(anchors.activated, timeZone), days), timeZone) + offset;
  }
  const anchor = from in anchors ? anchors[from as keyof Anchors] : null;
  if (anchor === null) return at;
  return anchor + (isClose || from === 'visit' ? offset : delay);
}

export interface Visit {
  /** Null: silence ends its session. */
  readonly session: string | null;
  readonly uses: readonly {
    readonly at: number;
    readonly name: string;
    readonly feature: number | null;
  }[];
}

/** The nth visit of a user. Visits of one session may lie far apart, and users may share a session's id. */
export function visitFrom(
  draft: VisitDraft,
  n: number,
  user: string,
  anchors: Anchors,
  timeZone: string,
): Visit {
  const ids: Readonly<Record<string, string>> = {
    own: `${user}-v${n}`,
    first: `${user}-v0`,
    common: 'common',
  };
  let at = beginningOf(draft.begins, anchors, timeZone);
  const uses = draft.uses.map(({ pause, name, feature }, index) => {
    if (index > 0) at += pause;
    return { at, name, feature };
  });
  return { session: ids[draft.session] ?? null, uses };
}

export function habitVisits({ ends, before, feature }: HabitDraft): readonly Visit[] {
  return ends.map((end) => ({
    session: null,
    uses: [{ at: end - before, name: 'view', feature }],
  }));
}

/** Rows of events; one in eleven features is not on the list. */
export function eventRows(
  visits: readonly Visit[],
  owner: { readonly account: string; readonly user: string },
  features: readonly string[],
): readonly Row[] {
  const uses = visits.flatMap(({ session, uses }) => uses.map((use) => ({ ...use, session })));
  return uses.map(({ at, name, feature, session }, n) => ({
    event_id: `${owner.user}-e${n}`,
    account_id: owner.account,
    user_id: owner.user,
    session_id: session,
    event_name: name,
    feature_id:
      feature === null
        ? null
        : feature === 10
          ? 'f-unlisted'
          : (features[feature % features.length] ?? null),
    occurred_at: instantText(at),
  }));
}
