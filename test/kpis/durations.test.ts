import { expect, it } from 'vitest';
import { periodOf } from '../naive/periods.ts';
import { instantsOf } from '../naive/time.ts';
import { recordFor, withMeasuredWorld } from './compare.ts';

const hour = 3_600_000;
const iso = (at: number) => new Date(at).toISOString();

it.each(['Etc/GMT+12', 'America/Santiago', 'Pacific/Auckland', 'Pacific/Kiritimati'])(
  'count where they end, to the second of the borders of the last period: %s',
  async (timeZone) => {
    const period = periodOf('2026-W44', { timeZone });
    const { from, until } = instantsOf(period.start, period.end, timeZone);
    // The hours that each took say which of them were counted.
    const solved = [from - 1000, from, until - 1000, until];
    const tickets = solved.map((at, no) => ({
      ...{ ticket_id: `t${no}`, account_id: 'a', solved_at: iso(at) },
      created_at: iso(at - 10 ** no * hour),
    }));
    const accounts = [{ account_id: 'a', name: 'A', created_at: '2026-01-01T00:00:00Z' }];
    await withMeasuredWorld({ accounts, tickets }, period, ({ records }) => {
      const found = recordFor(records, {
        ...{ kpi: 'average_resolution_time', window: 'period', segment: null },
        period: period.label,
      });
      expect(found).toMatchObject({ sample: 2, value: 55, mean: 55 });
    });
  },
);
