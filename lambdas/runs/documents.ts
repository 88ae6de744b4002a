import type { KpiRecord } from '../kpis/record.ts';
import type { Scorecard } from '../kpis/scores/scorecard.ts';
import { renderDocuments } from '../rendering/documents.ts';
import { accountsCsv } from '../reports/accounts_csv.ts';
import { actionsCsv } from '../reports/actions_csv.ts';
import { type ReaderScope, scopeOf } from '../reports/scopes.ts';
import type { Reader } from '../settings/schema.ts';
import type { Keeper } from './keeper.ts';
import type { Composed, Run } from './run.ts';

/** A laptop sends nothing; the address marks the message as made here. */
const sender = 'CS Pulse <cs-pulse@localhost.invalid>';

/** Renders and keeps every reader's documents; returns their names. */
export async function keepDocuments(
  run: Run,
  id: string,
  whole: Composed,
  written: Keeper,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const reader of run.readers) {
    run.progress.step(`Rendering for ${reader.name}`);
    const documents = await documentsFor(run, id, whole, reader);
    const name = `documents/${fileName(reader)}`;
    await written.keep(`${name}.html`, documents.html);
    await written.keep(`${name}.txt`, documents.text);
    await written.keep(`${name}.eml`, documents.eml);
    files.push(`${name}.html`, `${name}.txt`, `${name}.eml`);
  }
  return files;
}

function documentsFor(run: Run, id: string, whole: Composed, reader: Reader) {
  const scope = scopeOf(reader, run.scopes);
  const { report, actions } = scope === null ? whole : run.compose(scope);
  return renderDocuments({
    report,
    reader,
    records: recordsFor(run, scope),
    assets: run.assets,
    run: id,
    sentAt: run.period.endsAt,
    from: sender,
    attachments: [
      csv('accounts.csv', accountsCsv(accountsFor(run, scope))),
      csv('actions.csv', actionsCsv(actions)),
    ],
  });
}

const csv = (name: string, body: string) => ({ name, type: 'text/csv; charset=utf-8', body });

/** An address is a fine file name but for what a file system may not take. */
function fileName({ email }: Reader): string {
  return email.toLowerCase().replace(/[^a-z0-9@._+-]/g, '_');
}

function accountsFor({ measured }: Run, scope: ReaderScope | null): readonly Scorecard[] {
  if (scope === null) return measured.accounts;
  const own = measured.scopeAccounts.get(scope.id) ?? new Set();
  return measured.accounts.filter(({ account_id }) => own.has(account_id));
}

/** The period's values: all segments for the whole company, a scope's own as its total. */
function recordsFor({ measured, period }: Run, scope: ReaderScope | null): readonly KpiRecord[] {
  const current = measured.records.filter((record) => record.period === period.label);
  if (scope === null) return current.filter(({ segment }) => segment?.dimension !== 'scope');
  return current
    .filter(({ segment }) => segment?.dimension === 'scope' && segment.value === scope.id)
    .map((record) => ({ ...record, segment: null }));
}
