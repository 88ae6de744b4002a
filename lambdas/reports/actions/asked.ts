import type { Scorecard } from '../../kpis/scores/scorecard.ts';
import type { Playbook } from '../../settings/playbooks.ts';
import type { Context } from '../context.ts';
import type { Action } from '../model.ts';
import { accountAsks } from './account_asks.ts';
import { type AskedOfKpi, kpiAsks } from './kpi_asks.ts';

/** What a rule asks of an owner at one cut-off. */
export interface Ask {
  /** The same at every cut-off: playbook, and whom it is about. */
  readonly key: string;
  readonly playbook: Playbook;
  readonly owner: string;
  readonly found: Action['found'];
}

export interface AskedOfAccount extends Ask {
  readonly about: 'account';
  readonly account: Scorecard;
  readonly facts: Scorecard['facts'];
  /** Every playbook that fired for it; the first gives the play. */
  readonly fired: readonly Playbook[];
}

export type Asked = AskedOfAccount | AskedOfKpi;

/**
 * Everything that the rules ask for at a cut-off, `back` periods before the report's own. Accounts at risk
 * come first, then other warnings, then KPIs, then what may be gained; among accounts, most MRR first.
 */
export function askedAt(context: Context, back: number): readonly Asked[] {
  const accounts = accountAsks(context, back);
  const isWarning = ({ playbook }: Ask) => playbook.kind === 'risk';
  return [
    ...accounts.filter(isWarning),
    ...kpiAsks(context, back),
    ...accounts.filter((asked) => !isWarning(asked)),
  ];
}

/** Those that each owner is asked for now; the others wait. */
export function givenOf<T extends Pick<Ask, 'owner'>>(
  asked: readonly T[],
  { settings }: Pick<Context, 'settings'>,
): ReadonlySet<T> {
  const taken = new Map<string, number>();
  return new Set(
    asked.filter(({ owner }) => {
      const number = (taken.get(owner) ?? 0) + 1;
      taken.set(owner, number);
      return number <= settings.actions_per_owner;
    }),
  );
}
