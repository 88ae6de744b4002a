import { readersOf } from '../../runs/job.ts';
import { editionNames, type Settings } from '../../settings/schema.ts';

/** What changed settings ask for: documents of the same KPI values, or everything from the export on. */
export type Needed = 'compose' | 'measure';

/** Said of values and never looked at when they are measured. */
const onlySaid = ['company', 'targets', 'readers'];

export function neededFor(before: Settings, after: Settings): Needed {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...keys].filter((key) => textOf(before, key) !== textOf(after, key));
  if (changed.some((key) => !onlySaid.includes(key))) return 'measure';
  return scopesOf(before) === scopesOf(after) ? 'compose' : 'measure';
}

function textOf(settings: Settings, key: string): string | undefined {
  return JSON.stringify(Object.entries(settings).find(([name]) => name === key)?.[1]);
}

/** Each part of the base is measured on its own, for each edition. */
function scopesOf(settings: Settings): string {
  const scopes = editionNames.map((edition) => {
    const own = readersOf(settings, edition).map(({ scope }) => JSON.stringify(scope ?? null));
    return [edition, [...new Set(own)].sort()];
  });
  return JSON.stringify(scopes);
}
