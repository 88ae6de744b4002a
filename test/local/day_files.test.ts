import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDuckDb } from '../../lambdas/local/duckdb.ts';
import { openFolder } from '../../lambdas/local/folder.ts';

it('days are planned for as many rows as they have, though the first has one', async () => {
  const root = mkdtempSync(join(tmpdir(), 'cs-pulse-days-'));
  const engine = await openDuckDb(openFolder(root));
  try {
    const [first, then] = [
      { from: '2026-10-01', until: '2026-10-02', n: 1 },
      { from: '2026-10-02', until: '2026-10-03', n: 1 },
    ];
    await engine.unloadDays(
      'account_features_daily',
      [first, then],
      `select date '2026-10-02' as day, cast(n as varchar) as account_id, 'f' as feature_id,
  1 as events from range(50000) as r (n)
union all select date '2026-10-01', 'a', 'f', 1`,
    );
    await engine.useDays('account_features_daily', [first, then]);
    const [plan] = await engine.query('explain select account_id from account_features_daily');
    const rows = /~([\d,]+)\s+rows/.exec(JSON.stringify(plan));
    expect(Number(rows?.[1]?.replaceAll(',', ''))).toBeGreaterThan(50_000);
  } finally {
    engine.close();
    rmSync(root, { recursive: true });
  }
});
