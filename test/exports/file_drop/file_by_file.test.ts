import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deep } from '../../deep.ts';
import { anyFile, openDrop } from './event_files.ts';
import '../../seed.ts';

type Drop = Awaited<ReturnType<typeof openDrop>>;

async function withDrop(
  format: 'csv' | 'parquet',
  timeZone: string,
  check: (drop: Drop) => Promise<void>,
) {
  const drop = await openDrop(format, timeZone);
  try {
    await check(drop);
  } finally {
    drop.close();
  }
}

const good = (at = 'timestamp', account = "'a'") =>
  `select 'e' as event_id, ${account} as account_id, 'u' as user_id, 'open' as event_name,
  cast('2026-10-01 12:00:00' as ${at}) as occurred_at`;

/** What landing gives, or why it fails. */
const outcome = (asked: ReturnType<Drop['land']>) =>
  asked.then(
    ({ isKept: _, ...landed }) => landed,
    (error: Error) => error.message,
  );

describe('files of events, landed one by one', () => {
  it('that hold the columns of their table as they land are kept as they are, with all that rows land with', async () => {
    await withDrop('parquet', 'UTC', async (drop) => {
      await drop.write(1, good());
      await drop.write(2, good('timestamptz'));
      await drop.write(3, good('timestamp', "' a'"));
      await drop.write(4, good('timestamp', 'null'));
      const { isKept, rows } = await drop.land('lake', true);
      expect(isKept).toEqual([true, true, false, false]);
      expect(rows).toMatchObject(
        [1, 2, 3].map((n) => ({
          ...{ source: 'test', account_id: 'a', occurred_at: '2026-10-01T12:00:00.000Z' },
          ...{ session_id: null, _file: `events/${n}.parquet`, _line: 1n },
        })),
      );
    });
  });

  it('that are kept are not those of the drop: what is written over them there changes no landed row', async () => {
    await withDrop('parquet', 'UTC', async (drop) => {
      await drop.write(1, good());
      const before = await drop.land('lake', true);
      await drop.write(1, good().replace("'e'", "'other'"));
      const after = await drop.land('lake', true);
      expect(after.rows).not.toEqual(before.rows);
      await drop.write(1, good());
      expect(await drop.land('lake', true)).toEqual(before);
    });
  });

  it('and changed meanwhile are not taken for what they were', async () => {
    await withDrop('csv', 'UTC', async (drop) => {
      await drop.write(1, good());
      const changing = () => drop.write(1, good('date'));
      await expect(drop.land('lake', true, changing)).rejects.toThrow(
        /was changed while it was read/,
      );
    });
  });

  it.each(['parquet', 'csv'] as const)(
    'in any order, changed, gone and come again, land as the files that are there land anew (%s)',
    async (format) => {
      const change = fc.record({
        file: fc.integer({ min: 1, max: 4 }),
        sql: fc.option(anyFile, { freq: 5 }),
      });
      const cases = fc.tuple(
        fc.constantFrom('UTC', 'Europe/Berlin'),
        fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 5 }),
      );
      await fc.assert(
        fc.asyncProperty(cases, ([timeZone, steps]) =>
          withDrop(format, timeZone, async (drop) => {
            await drop.write(0, good());
            for (const [n, changes] of steps.entries()) {
              for (const { file, sql } of changes) await drop.write(file, sql);
              const anew = await outcome(drop.land(`anew-${n}`, false));
              expect(await outcome(drop.land('kept', true))).toEqual(anew);
              const opened: string[] = [];
              expect(await outcome(drop.land('kept', true, (key) => opened.push(key)))).toEqual(
                anew,
              );
              if (typeof anew === 'object') expect(opened).toEqual([]);
            }
          }),
        ),
        { numRuns: deep ? 60 : 4 },
      );
    },
    300_000,
  );
});
