import { readFile } from 'node:fs/promises';
import type { Engine } from '../../../ports.ts';
import { weekOf, weeks } from '../weeks.ts';

/** What the weekly report must at least read and count, each in one pass over the drop's own files. */
export const boundNames = ['usage', 'first_uses', 'mrr', 'tickets', 'surveys'] as const;
export type BoundName = (typeof boundNames)[number];

const features = 24;
const sums = Array.from(
  { length: features },
  (_, bit) => `sum((features >> ${bit}) & 1) as feature_${bit}`,
).join(', ');

/** Text of a bound. */
export async function boundSql(name: BoundName): Promise<string> {
  const text = await readFile(new URL(`./${name}.sql`, import.meta.url), 'utf8');
  return text
    .replace(':feature_sums', sums)
    .replaceAll(':week_of_occurred_at', weekOf('e.occurred_at'))
    .replace(':from_at', weeks[0]?.fromAt ?? '')
    .replace(':to_at', weeks.at(-1)?.toAt ?? '');
}

/** Active users of the last week, and tickets created in it: what the report says of them too. */
export async function boundAnswers(engine: Engine): Promise<Readonly<Record<string, number>>> {
  const last =
    'week = (select max(week) from weeks) and coalesce(segment, region, country, csm, plan) is null';
  const of = async (relation: BoundName, sum: string) => {
    const [row] = await engine.query(
      `select ${sum} as answer from bound_${relation} where ${last}`,
    );
    return Number(row?.answer);
  };
  return {
    wau: await of('usage', 'max(active_users)'),
    support_ticket_volume: await of('tickets', 'max(created)'),
  };
}
