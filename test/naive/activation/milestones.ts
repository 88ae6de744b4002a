import { decimal, type Fraction } from '../fraction.ts';
import type { Company, User } from '../product/company.ts';
import { instant } from '../time.ts';
import { must, number, type Row, rowsOf, text, type World } from '../world.ts';

/** A row of onboarding_milestones; times are epoch milliseconds. */
export interface Milestone {
  readonly id: string;
  readonly account: string;
  /** Null for one of the account itself. */
  readonly user: string | null;
  /** Rows that name no flow are of one that is called ''. */
  readonly flow: string;
  readonly stepNo: number | null;
  readonly weight: Fraction | null;
  readonly isRequired: boolean | null;
  readonly session: string | null;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
}

export function milestonesOf(world: World, until: number): readonly Milestone[] {
  const before = (row: Row, column: string) => {
    const at = instant(row, column);
    return at !== null && at < until ? at : null;
  };
  return rowsOf(world, 'onboarding_milestones').map((row) => {
    const [weight, isRequired] = [text(row, 'weight'), text(row, 'is_required')];
    return {
      id: must(row, 'milestone_id'),
      account: must(row, 'account_id'),
      user: text(row, 'user_id'),
      flow: text(row, 'flow_id') ?? '',
      stepNo: number(row, 'step_no'),
      weight: weight === null ? null : decimal(weight),
      isRequired: isRequired === null ? null : isRequired === 'true',
      session: text(row, 'session_id'),
      startedAt: before(row, 'started_at'),
      completedAt: before(row, 'completed_at'),
    };
  });
}

export function least(times: readonly (number | null)[]): number | null {
  const given = times.filter((time) => time !== null);
  return given.length === 0 ? null : Math.min(...given);
}

/** When a user first reached a milestone; null when not yet. */
export function reachedBy(
  { milestones }: Pick<Company, 'milestones'>,
  id: string,
  user: string,
): number | null {
  const rows = milestones.filter((row) => row.user === user && row.id === id);
  return least(rows.map(({ completedAt }) => completedAt));
}

/** When an account itself first reached a milestone. */
export function reachedByAccount(
  { milestones }: Pick<Company, 'milestones'>,
  id: string,
  account: string,
): number | null {
  const rows = milestones.filter(
    (row) => row.account === account && row.user === null && row.id === id,
  );
  return least(rows.map(({ completedAt }) => completedAt));
}

export function activatedAt(company: Company, user: string): number | null {
  return reachedBy(company, 'activated', user);
}

/** An account is activated with the first of its users. */
export function accountActivatedAt(company: Company, account: string): number | null {
  const own = company.users.filter((user) => user.account === account);
  return least(own.map(({ id }) => activatedAt(company, id)));
}

/** The user's rows of the flows that hold `activated`, for whichever user. */
export function flowRows({ milestones }: Company, { id }: Pick<User, 'id'>): readonly Milestone[] {
  const activations = milestones.filter((row) => row.user !== null && row.id === 'activated');
  const flows = new Set(activations.map(({ flow }) => flow));
  return milestones.filter((row) => row.user === id && flows.has(row.flow));
}

/** Onboarding of one account. */
export interface Onboarding {
  readonly account: string;
  /** Its required steps. */
  readonly steps: readonly Milestone[];
  readonly startedAt: number | null;
  /** The last completion, when every step has one. */
  readonly completedAt: number | null;
}

export function onboardingsOf({ milestones, own }: Company): readonly Onboarding[] {
  const steps = milestones.filter((row) => row.user === null && row.isRequired === true);
  const ours = new Set(rowsOf(own, 'onboarding_milestones').map((row) => must(row, 'account_id')));
  const accounts = new Set(steps.map(({ account }) => account).filter((id) => ours.has(id)));
  return [...accounts].map((account) => {
    const mine = steps.filter((step) => step.account === account);
    const done = mine.map(({ completedAt }) => completedAt).filter((at) => at !== null);
    return {
      account,
      steps: mine,
      startedAt: least(mine.map(({ startedAt }) => startedAt)),
      completedAt: done.length === mine.length ? Math.max(...done) : null,
    };
  });
}

export function onboardingCompletedAt(company: Company, account: string): number | null {
  return onboardingsOf(company).find((one) => one.account === account)?.completedAt ?? null;
}
