import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Engine } from '../../../ports.ts';
import { features } from '../words/features.ts';
import type { PlanRow, UsagePlan } from './plan.ts';

/** Columns of the plan's relations, as the engine knows them. */
const relations = {
  people:
    'account_id varchar, user_id varchar, user_key bigint, signup_second bigint, from_day bigint, to_day bigint, opens_second bigint, rate_ppm bigint, depth bigint, features varchar',
  weeks: 'account_id varchar, week bigint, lively bigint',
  moments:
    'account_id varchar, user_id varchar, second bigint, session_id varchar, feature_no bigint',
  features: 'feature_no bigint, feature_id varchar, event_name varchar',
} as const;
type Relation = keyof typeof relations;
const names: readonly Relation[] = ['people', 'weeks', 'moments', 'features'];

/** The usage plan on its way to the engine: too big to hold, so it goes through files. */
export interface PlanFiles {
  add(plan: UsagePlan): Promise<void>;
  /** Makes the plan readable as `demo_people`, `demo_weeks`, `demo_moments`, `demo_features`. */
  handOver(engine: Engine): Promise<void>;
}

export async function openPlanFiles(folder: string): Promise<PlanFiles> {
  const path = (name: Relation) => join(folder, `${name}.csv`);
  const files = names.map((name) => [name, createWriteStream(path(name))] as const);
  const fileOf = new Map<Relation, WriteStream>(files);
  await append(fileOf.get('features'), featureList());
  return {
    add: async (plan) => {
      await append(fileOf.get('people'), plan.people);
      await append(fileOf.get('weeks'), plan.weeks);
      await append(fileOf.get('moments'), plan.moments);
    },
    handOver: async (engine) => {
      for (const [name, file] of files) {
        file.end();
        await finished(file);
        await engine.store(`demo_${name}`, reading(path(name), relations[name]));
      }
    },
  };
}

/** No value of the plan holds a comma or a quote, so the lines are plain. */
async function append(file: WriteStream | undefined, rows: readonly PlanRow[]): Promise<void> {
  const text = rows.map((row) => `${row.join(',')}\n`).join('');
  if (file && !file.write(text)) await once(file, 'drain');
}

function featureList(): readonly PlanRow[] {
  return features.map(({ no, id, event }) => [no, id, event]);
}

/** The list of a user's features is parsed once, not for every event. */
function reading(path: string, columns: string): string {
  const fields = columns.split(', ').map((column) => column.split(' '));
  const types = fields.map(([name, type]) => `'${name}': '${type}'`).join(', ');
  const source = `read_csv('${path.replaceAll("'", "''")}', header = false, columns = {${types}})`;
  const selected = fields.map(([name]) =>
    name === 'features' ? "cast(string_split(features, ';') as bigint[]) as features" : `${name}`,
  );
  return `select ${selected.join(', ')} from ${source}`;
}
