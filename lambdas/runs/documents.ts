import { renderDocuments } from '../rendering/documents.ts';
import { accountsCsv } from '../reports/accounts_csv.ts';
import { actionsCsv } from '../reports/actions_csv.ts';
import { forScope, readersRecords, scopeOf } from '../reports/scopes.ts';
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
  const current = run.measured.records.filter(({ period }) => period === run.period.label);
  return renderDocuments({
    report,
    reader,
    records: readersRecords(current, scope),
    assets: run.assets,
    run: id,
    sentAt: run.period.endsAt,
    from: sender,
    attachments: [
      csv('accounts.csv', accountsCsv(forScope(run.measured, scope).accounts)),
      csv('actions.csv', actionsCsv(actions)),
    ],
  });
}

const csv = (name: string, body: string) => ({ name, type: 'text/csv; charset=utf-8', body });

/** An address is a fine file name but for what a file system may not take. */
function fileName({ email }: Reader): string {
  return email.toLowerCase().replace(/[^a-z0-9@._+-]/g, '_');
}
