import {
  type ColumnInfo,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  type Row as ResultRow,
} from '@aws-sdk/client-athena';
import { OurBug } from '../../errors.ts';
import type { Row, Value } from '../../ports.ts';
import { callAthena } from './calls.ts';
import type { Athena } from './executions.ts';

/** Most rows that Athena gives at once, the header among them. */
const rowsOfAPage = 1000;

/** Every row of a query that succeeded; a page is asked for when the one before it is used up. */
export async function* readResults(athena: Athena, execution: string): AsyncGenerator<Row> {
  const value = remembering(toValue);
  let token: string | undefined;
  do {
    const page: GetQueryResultsCommandOutput = await callAthena('read results', athena, () =>
      athena.client.send(
        new GetQueryResultsCommand({
          QueryExecutionId: execution,
          MaxResults: rowsOfAPage,
          NextToken: token,
        }),
      ),
    );
    const columns = page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? [];
    const found = page.ResultSet?.Rows ?? [];
    const body = token === undefined && isHeader(found[0], columns) ? found.slice(1) : found;
    for (const row of body) yield toRow(row, columns, value);
    token = page.NextToken;
  } while (token !== undefined);
}

/** Of a query the first row repeats the names of the columns; of other statements there is none such. */
function isHeader(row: ResultRow | undefined, columns: readonly ColumnInfo[]): boolean {
  return (
    columns.length > 0 && columns.every(({ Name }, n) => row?.Data?.[n]?.VarCharValue === Name)
  );
}

/** Different values of a type that are remembered: of days, names and small counts there are fewer. */
const mostRemembered = 10_000;

/** The same value for the same text, as a column repeats it: most rows are held for as long as a step takes. */
function remembering(parse: typeof toValue): typeof toValue {
  const known = new Map<string, Map<string, Value>>();
  return (type, text) => {
    if (text === undefined) return null;
    const ofType = known.get(type) ?? new Map<string, Value>();
    known.set(type, ofType);
    const value = ofType.get(text) ?? parse(type, text);
    if (ofType.size < mostRemembered) ofType.set(text, value);
    return value;
  };
}

function toRow(
  { Data = [] }: ResultRow,
  columns: readonly ColumnInfo[],
  parse: typeof toValue,
): Row {
  return Object.fromEntries(
    columns.map(({ Name = '', Type = '' }, n) => [Name, parse(Type, Data[n]?.VarCharValue)]),
  );
}

/** All values come as text; one that is absent is null, which an empty one is not. */
export function toValue(type: string, text: string | undefined): Value {
  if (text === undefined) return null;
  switch (type) {
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return BigInt(text);
    case 'float':
    case 'double':
      return Number(text);
    case 'boolean':
      return text === 'true';
    case 'timestamp':
      return isoInstant(text);
    case 'date':
    case 'decimal':
    case 'char':
    case 'varchar':
      return text;
    default:
      throw new OurBug(`a query returned a ${type}; cast it to a plain type`);
  }
}

function isoInstant(text: string): string {
  const [, day, time, fraction = ''] = /^(\S+) ([\d:]{8})(?:\.(\d+))?$/.exec(text) ?? [];
  return `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
}
