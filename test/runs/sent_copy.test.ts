import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openFolder } from '../../lambdas/local/folder.ts';
import { batchesOf } from '../../lambdas/runs/batches.ts';
import type { Job } from '../../lambdas/runs/job.ts';
import { keeper } from '../../lambdas/runs/keeper.ts';
import { batchDocuments } from '../../lambdas/runs/rendered.ts';
import { reader, weekly } from '../documents_fixture.ts';
import { silent } from '../measured_world.ts';
import { assets } from '../rendering/render.ts';

const root = mkdtempSync(join(tmpdir(), 'cs-pulse-copy-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('of a report as it was sent has no line that is for one reader alone', async () => {
  const archive = openFolder(root);
  const folder = 'runs/weekly/2026-W45/run-1';
  const files = ['accounts.csv', 'actions.csv', 'books/company/attached_kpis.csv'];
  for (const file of files) await archive.write(`${folder}/${file}`, '');
  await archive.write(`${folder}/report.json`, JSON.stringify(weekly));
  const contents = { totals: [], accounts: [], actions: [] };
  await archive.write(`${folder}/books/company/workbook.json`, JSON.stringify(contents));
  const period = { ...weekly.period, edition: 'weekly', endsAt: '2026-11-09T00:00:00Z' };
  const job = { readers: [reader], scopes: [], id: 'run-1', folder, period } as unknown as Job;
  const footnote = () => 'Queries: 2, about USD 0.01.';
  const world = { lake: archive, archive, assets, progress: silent, sender: 'a@example.com' };
  const render = batchDocuments({ ...world, footnote }, job);
  for (const batch of batchesOf(job)) await render(batch, keeper(archive, folder));
  const read = (file: string) => readFileSync(join(root, folder, 'documents', file), 'utf8');
  expect(read(`${reader.email}.html`)).toContain('about USD 0.01');
  expect(read(`${reader.email}.page.html`)).not.toContain('about USD 0.01');
}, 60_000);
