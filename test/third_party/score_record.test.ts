import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseMapping } from '../../lambdas/exports/file_drop/mapping.ts';
import { riskWithoutHindsight } from '../../lambdas/kpis/scores/hindsight.ts';
import type { Scorecard } from '../../lambdas/kpis/scores/scorecard.ts';
import { trackRecord } from '../../lambdas/kpis/scores/track_record.ts';
import { withMeasuredDrop } from '../measured_world.ts';

const folder = resolve(import.meta.dirname, '../../../shared/data/ravenstack');
const present = existsSync(folder);
const why = present ? '' : ` (skipped: ${folder} is not there)`;
const file = join(import.meta.dirname, 'ravenstack.mapping.json');

interface ChurnEvent {
  readonly account_id: string;
  readonly churn_date: string;
}

function accountsOf(): Promise<readonly Scorecard[]> {
  const mapping = parseMapping(readFileSync(file, 'utf8'), file);
  const drop = { folder, edition: 'monthly', period: '2024-11', mapping, periods: 13 } as const;
  return withMeasuredDrop(drop, ({ accounts }) => accounts);
}

const record = (accounts: readonly Scorecard[]) =>
  trackRecord(accounts, {
    horizon: 3,
    limit: 70,
    score: (moment) => riskWithoutHindsight(moment, {}),
  });

/** The same accounts, lost where RavenStack's own list says so: on the dates of its churn events. */
function lostByEvents(accounts: readonly Scorecard[]): readonly Scorecard[] {
  const text = readFileSync(join(folder, 'ravenstack_churn_events.csv'), 'utf8');
  const events: readonly ChurnEvent[] = parse(text, { columns: true });
  return accounts.map((account) => {
    const dates = events.filter(({ account_id }) => account_id === account.account_id);
    const history = account.history.map((moment, n) => {
      const start = account.history[n - 1]?.end ?? '';
      const inside = dates.some(({ churn_date: on }) => on >= start && on < moment.end);
      const { period, end, is_customer, mrr, tier, scores, facts } = moment;
      return { period, end, is_customer, mrr, tier, scores, facts, is_lost: inside };
    });
    return { ...account, history };
  });
}

describe.skipIf(!present)(`the churn-risk score on RavenStack${why}`, () => {
  let accounts: readonly Scorecard[];
  beforeAll(async () => {
    accounts = await accountsOf();
  });

  it('is not judged: by its billing one account of 344 was lost in a year', () => {
    const { losses, survivors, judged } = record(accounts);
    expect({ losses, survivors, judged }).toEqual({ losses: 1, survivors: 343, judged: false });
  });

  it('says nothing of its churn events, which follow neither billing nor use: chance, in every band', () => {
    const { judged, auc, bands } = record(lostByEvents(accounts));
    expect(judged).toBe(true);
    expect(Math.abs((auc ?? 0) - 0.5)).toBeLessThan(0.03);
    const shares = bands.flatMap(({ ratings, share }) => (ratings < 100 ? [] : [share ?? 0]));
    expect(shares).toHaveLength(4);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThan(10);
  });
});
