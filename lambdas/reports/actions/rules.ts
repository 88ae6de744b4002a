import { defaultPlaybooks } from '../../settings/default_playbooks.ts';
import type { AccountCondition, KpiCondition, Playbook } from '../../settings/playbooks.ts';
import type { Settings } from '../../settings/schema.ts';

/** A playbook with its conditions, of which there is at least one. */
interface Rule<Condition> {
  readonly playbook: Playbook;
  readonly when: readonly Condition[];
}
export type AccountRule = Rule<AccountCondition>;
export type KpiRule = Rule<KpiCondition>;

type Own = { readonly settings: Pick<Settings, 'playbooks'> };

/** Rules over accounts in the order of the settings, which is their priority. */
export function accountRules(context: Own): readonly AccountRule[] {
  return inForce(context).flatMap((playbook) =>
    playbook.when ? [{ playbook, when: playbook.when }] : [],
  );
}

/** Rules over KPIs, in the same order. */
export function kpiRules(context: Own): readonly KpiRule[] {
  return inForce(context).flatMap((playbook) =>
    playbook.when_kpi ? [{ playbook, when: playbook.when_kpi }] : [],
  );
}

function inForce({ settings }: Own): readonly Playbook[] {
  return settings.playbooks ?? defaultPlaybooks;
}
