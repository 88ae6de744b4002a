import { describe, expect, it } from 'vitest';
import { type Subject, subjects } from '../../lambdas/kpis/measures/subjects.ts';
import { queryText } from '../../lambdas/local/world.ts';
import { scansOf } from './scans.ts';

const folder = 'kpis/measures';

/** The files that a measure query is made of. */
function filesOf(name: string, subject: Subject): readonly string[] {
  if (subject.kind === 'query') return [`${folder}/${name}.sql`];
  if (subject.kind === 'facts')
    return subject.files.map(({ file }) => `${folder}/facts/${file}.sql`);
  return Object.keys(subject.files).map((file) => `${folder}/signals/${file}.sql`);
}

describe('the measure queries', () => {
  it('are at most 25 for the whole catalogue', () => {
    expect(Object.keys(subjects).length).toBeLessThanOrEqual(25);
  });

  it.each(Object.entries<Subject>(subjects))(
    'reads no base table twice: %s',
    async (name, subject) => {
      const texts = await Promise.all(filesOf(name, subject).map(queryText));
      const scans = new Map<string, number>();
      for (const text of texts) {
        for (const [table, count] of scansOf(text))
          scans.set(table, (scans.get(table) ?? 0) + count);
      }
      expect([...scans].filter(([, count]) => count > 1)).toEqual([]);
    },
  );

  it('would be seen to read a table twice', () => {
    const sql = 'with a as (select x from events), b as (select x from a) select x from a join b';
    expect(scansOf(sql)).toEqual(new Map([['events', 2]]));
  });
});
