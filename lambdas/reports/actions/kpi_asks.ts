import { recordsOf } from '../../kpis/by_kpi.ts';
import type { KpiRecord } from '../../kpis/record.ts';
import type { EditionName } from '../../settings/schema.ts';
import type { Context } from '../context.ts';
import { type Reference, resolve } from '../references.ts';
import type { Ask } from './asked.ts';
import { fires, type Judged, judge } from './kpi_conditions.ts';
import { type KpiRule, kpiRules } from './rules.ts';

export interface AskedOfKpi extends Ask {
  readonly about: 'kpi';
  /** The whole company, or the value of the rule's dimension. */
  readonly segment: KpiRecord['segment'];
  /** Each condition with what it looked at; the first gives the number. */
  readonly judged: readonly Judged[];
}

/** Who acts on a KPI where the rule names nobody. */
const teams: Readonly<Record<EditionName, string>> = {
  weekly: 'Customer success team',
  monthly: 'Customer success leadership',
  quarterly: 'Customer success leadership',
};

/** Segments of what could not be told apart: nobody can act on them. */
const nameless = ['unknown', 'unlinked'];

/** What the rules ask for of KPIs at a cut-off. Nothing of a part of the company: targets are of the whole. */
export function kpiAsks(context: Context, back: number): readonly AskedOfKpi[] {
  if (context.scope !== null) return [];
  return kpiRules(context).flatMap((rule) =>
    segmentsOf(rule, context, back).flatMap((segment) => askOf(rule, segment, context, back)),
  );
}

/** The same rule on the same segment at another cut-off; null where a KPI of it is unknown. */
export function judgedAt(
  { playbook, when }: KpiRule,
  segment: KpiRecord['segment'],
  context: Context,
  back: number,
): readonly Judged[] | null {
  const references = when.map(({ kpi, window }) => find(kpi, window, playbook.id, context));
  if (references.some((reference) => reference === null)) return null;
  return when.flatMap((condition, i) => {
    const reference = references[i];
    return reference ? [judge(condition, reference, segment, context, back)] : [];
  });
}

function askOf(
  rule: KpiRule,
  segment: KpiRecord['segment'],
  context: Context,
  back: number,
): AskedOfKpi[] {
  const judged = judgedAt(rule, segment, context, back);
  if (judged === null || !judged.every((one) => fires(one, context))) return [];
  const { playbook } = rule;
  const manager = segment?.dimension === 'csm' ? segment.value : undefined;
  return [
    {
      about: 'kpi',
      key: [playbook.id, segment?.dimension ?? 'company', segment?.value ?? ''].join('\u0000'),
      playbook,
      owner: playbook.owner ?? manager ?? teams[context.edition],
      segment,
      judged,
      found: judged.flatMap(({ reference, condition, limit, value }) =>
        value === null
          ? []
          : [
              {
                name: reference.kpi.id,
                is: [condition.is, limit ?? []].flat().join(' '),
                value: value.value,
              },
            ],
      ),
    },
  ];
}

/** Null for a KPI of a default rule that is not in the catalogue; a rule of the settings must name one. */
function find(
  id: string,
  window: string | undefined,
  rule: string,
  { kpis, settings }: Context,
): Reference | null {
  const isKnown = kpis.some((kpi) => kpi.id === id || kpi.aliases?.includes(id));
  if (!isKnown && settings.playbooks === undefined) return null;
  return resolve(window === undefined ? id : `${id}@${window}`, kpis, `playbooks, ${rule}`);
}

function segmentsOf(
  { playbook: { by }, when }: KpiRule,
  { records, trend }: Context,
  back: number,
): readonly KpiRecord['segment'][] {
  if (by === undefined) return [null];
  const label = trend.at(-1 - back)?.label;
  const values = recordsOf(when[0]?.kpi ?? '', records).flatMap(({ period, segment }) =>
    period === label && segment?.dimension === by ? [segment.value] : [],
  );
  return [...new Set(values)]
    .filter((value) => !nameless.includes(value))
    .sort()
    .map((value) => ({ dimension: by, value }));
}
