import type { TestAthena } from './athena_world.ts';

/** Folder of exchange rates, the smallest staged table. */
export const ratesFolder = 'staged/fx_rates/snapshot=2026-11-02';

/** Rates of the currencies as rows of that table. */
export function rates(...currencies: readonly string[]): string {
  const rows = currencies.map((currency, n) => `('${currency}', ${n + 1}.5)`);
  return `select
    'test' as source, timestamp '2026-10-01 12:30:00.125' as source_updated_at,
    false as is_deleted, date '2026-10-01' as rate_on, currency, reporting_per_unit
from (values ${rows.join(', ')}) as v (currency, reporting_per_unit)`;
}

/** Currencies that the staged files of the snapshot hold, as a fresh engine reads them. */
export async function currenciesIn(athena: TestAthena, scope = 'reader'): Promise<unknown[]> {
  const engine = athena.engine({ scope: `${scope}-${athena.facade.executions.length}` });
  await engine.useSnapshot('2026-11-02', ['fx_rates']);
  const rows = await engine.query('select currency from fx_rates order by currency');
  return rows.map(({ currency }) => currency);
}

export const filesIn = (athena: TestAthena, folder: string) => athena.files.list(`${folder}/`);

/** Texts of the statements that were started, from the first one on. */
export const started = ({ facade }: TestAthena) =>
  facade.executions.map(({ request }) => request.QueryString);

/** Landed leads of one run, as landing writes them. */
export async function landLeads(athena: TestAthena, ...rows: readonly object[]): Promise<string> {
  const key = 'landed/leads/source=exports/run=r1/part-0.jsonl';
  const lines = rows.map((row, n) => JSON.stringify({ ...row, _file: 'leads.csv', _line: n + 2 }));
  await athena.files.write(key, lines.map((line) => `${line}\n`).join(''));
  return key;
}
