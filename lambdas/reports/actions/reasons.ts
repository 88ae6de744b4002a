import { scoreIds } from '../../kpis/scores/scorecard.ts';
import { changeFrom } from '../change.ts';
import type { Context } from '../context.ts';
import type { Figure, Prose } from '../model.ts';
import { signalsBehind } from '../sections/reasons.ts';
import { median } from '../unusual.ts';
import { factWords } from '../words/account_facts.ts';
import { capital, list, say } from '../words/say.ts';
import { changeWords, nameOf } from '../words/tile_words.ts';
import type { Asked, AskedOfAccount } from './asked.ts';
import type { AskedOfKpi } from './kpi_asks.ts';
import type { Judged } from './kpi_conditions.ts';

/** Reasons that an action gives; more would hide the first. */
const mostReasons = 4;

/** Why an action is asked for: what its rules looked at, without a full stop. */
export function reasonOf(asked: Asked, context: Context): Prose {
  return capital(asked.about === 'kpi' ? kpiReason(asked) : accountReason(asked, context));
}

/** The fact by which a rule looks at each score. */
const fieldOf = {
  customer_health_score: 'health',
  churn_risk_score: 'churn_risk',
  expansion_opportunity_score: 'expansion_opportunity',
  customer_engagement_score: 'engagement',
  expansion_readiness_index: 'expansion_readiness',
  referral_readiness_score: 'referral_readiness',
  relationship_depth_score: 'relationship_depth',
  adoption_score: 'adoption',
} as const;

/** A score that fired also says what is behind it. */
function accountReason({ account, facts, fired }: AskedOfAccount, context: Context): Prose {
  const conditions = fired.flatMap(({ when }) => when ?? []);
  const fields = new Set(conditions.map(({ field }) => field));
  const seen = [...fields].map((field) =>
    factWords(field, facts[field] ?? 0, { facts, currency: context.currency }),
  );
  const scores = scoreIds.filter((id) => fields.has(fieldOf[id]));
  const behind = signalsBehind(scores, account, context);
  return list(distinct([...seen, ...behind]).slice(0, mostReasons));
}

function distinct(all: readonly Prose[]): Prose[] {
  return [...new Map(all.map((prose) => [JSON.stringify(prose), prose])).values()];
}

function kpiReason({ judged, segment }: AskedOfKpi): Prose {
  return list(judged.map((one) => judgedWords(one, segment?.value ?? null)));
}

function judgedWords(judged: Judged, part: string | null): Prose {
  const { condition, reference, value, before, limit } = judged;
  if (value === null) return [];
  const name = nameOf({ label: reference.kpi.label, window: reference.window });
  const whose = part === null ? name : say`${name} for ${part}`;
  if (condition.is === 'unusually_worse') return say`${whose} is ${value}${usually(judged)}`;
  if (condition.is === 'worse_by') {
    const change = changeFrom(before?.value ?? value.value, value);
    return say`${whose} ${changeWords(change)} to ${value}`;
  }
  const aim = { ...value, value: limit ?? 0 };
  if (condition.value === undefined) return say`${whose} is ${value}, and its target ${aim}`;
  return say`${whose} is ${value}, ${sideOf(condition.is, aim)}`;
}

function sideOf(is: 'at_least' | 'at_most' | 'above' | 'below', aim: Figure): Prose {
  if (is === 'at_least') return say`at or above ${aim}`;
  if (is === 'at_most') return say`at or below ${aim}`;
  return is === 'above' ? say`above ${aim}` : say`below ${aim}`;
}

/** The middle of the values before; of what grows the step is unusual, and its middle says little. */
function usually({ reference, value, trend }: Judged): Prose {
  const earlier = trend.slice(0, -1).filter((one) => one !== null);
  if (value === null || reference.kpi.range === 'change') return say`, a step worse than usual`;
  return say`; usually it is ${{ ...value, value: median(earlier) }}`;
}
