import { z } from 'zod';
import { QueryFailed } from './backend.ts';

const page = z.object({
  nextUri: z.string().optional(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })).optional(),
  data: z.array(z.array(z.unknown())).optional(),
  stats: z.object({ physicalInputBytes: z.number().optional() }).optional(),
  error: z.object({ errorName: z.string(), errorType: z.string(), message: z.string() }).optional(),
});
type Page = z.infer<typeof page>;

export interface TrinoAnswer {
  /** With the types as Trino names them: `timestamp(3)`. */
  readonly columns: NonNullable<Page['columns']>;
  readonly rows: readonly (readonly (string | null)[])[];
  readonly bytes: number;
}

/** Runs a statement; Trino's error becomes the one that Athena would give. */
export async function askTrino(
  address: string,
  sql: string,
  schema: string,
  session: string,
): Promise<TrinoAnswer> {
  const headers = {
    'X-Trino-User': 'test',
    'X-Trino-Catalog': 'awsdatacatalog',
    'X-Trino-Schema': schema,
    'X-Trino-Session': session,
    'X-Trino-Time-Zone': 'UTC',
  };
  let columns: TrinoAnswer['columns'] = [];
  const rows: (string | null)[][] = [];
  let bytes = 0;
  let next: string | undefined = `${address}/v1/statement`;
  let request: RequestInit = { method: 'POST', headers, body: sql };
  while (next !== undefined) {
    const { error, ...found }: Page = await fetchPage(next, request);
    if (error) throw failure(error);
    columns = found.columns ?? columns;
    bytes = found.stats?.physicalInputBytes ?? bytes;
    for (const row of found.data ?? []) rows.push(row.map(textOf));
    next = found.nextUri;
    request = { headers };
  }
  return { columns, rows, bytes };
}

const textOf = (value: unknown) => (value === null ? null : String(value));

function failure({ errorName, errorType, message }: NonNullable<Page['error']>): QueryFailed {
  const isUser = errorType === 'USER_ERROR';
  return new QueryFailed(`${errorName}: ${message}`, isUser ? 2 : 1, !isUser);
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
