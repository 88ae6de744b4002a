import { z } from 'zod';
import { type Answer, kindOf } from './answer.ts';

const page = z.object({
  nextUri: z.string().optional(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })).optional(),
  data: z.array(z.array(z.unknown())).optional(),
  error: z.object({ errorName: z.string(), message: z.string() }).optional(),
});
type Page = z.infer<typeof page>;

/** A schema of the running Trino. */
export interface Trino {
  query(sql: string): Promise<Answer>;
}

/** The Trino that `.ci/trino.sh` started, in a schema of its own that is made here. */
export async function openTrino(schema: string): Promise<Trino> {
  const address = process.env.TRINO;
  if (!address) throw new Error('no Trino: run these checks by `bash .ci/trino.sh`');
  const headers = {
    'X-Trino-User': 'test',
    'X-Trino-Catalog': 'awsdatacatalog',
    'X-Trino-Schema': schema,
    'X-Trino-Time-Zone': 'UTC',
  };
  const query = (sql: string) => run(address, headers, sql);
  await query(`create schema if not exists ${schema}`);
  return { query };
}

async function run(
  address: string,
  headers: Readonly<Record<string, string>>,
  sql: string,
): Promise<Answer> {
  let columns: NonNullable<Page['columns']> = [];
  const data: unknown[][] = [];
  let next: string | undefined = `${address}/v1/statement`;
  let request: RequestInit = { method: 'POST', headers, body: sql };
  while (next !== undefined) {
    const { error, ...found }: Page = await fetchPage(next, request);
    if (error) throw new Error(`Trino refused: ${error.errorName}: ${error.message}\n${sql}`);
    columns = found.columns ?? columns;
    data.push(...(found.data ?? []));
    next = found.nextUri;
    request = { headers };
  }
  const kinds = columns.map(({ type }) => kindOf(type));
  return {
    columns: columns.map(({ name }, n) => ({ name, kind: kinds[n] ?? '' })),
    rows: data.map((row) => row.map((value, n) => textOf(kinds[n], value))),
  };
}

async function fetchPage(address: string, request: RequestInit): Promise<Page> {
  const response = await fetch(address, request);
  const body = await response.text();
  if (!response.ok) throw new Error(`Trino answered ${response.status}: ${body}`);
  // Integers past 2^53 would be rounded as numbers.
  const exact = body.replaceAll(/"(?:[^"\\]|\\.)*"|(?<![\d.])-?\d{16,}(?![\d.eE])/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
  return page.parse(JSON.parse(exact));
}

function textOf(kind: string | undefined, value: unknown): string | null {
  if (value === null) return null;
  if (kind !== 'timestamp') return String(value);
  const [, day, time, fraction = ''] = /^(\S+) ([\d:]+)(?:\.(\d+))?$/.exec(String(value)) ?? [];
  if (/[1-9]/.test(fraction.slice(3))) throw new Error(`${value} is finer than milliseconds`);
  return `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
}
