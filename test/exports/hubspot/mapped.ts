import type { z } from 'zod';
import { hubspot } from '../../../lambdas/exports/hubspot/hubspot.ts';
import type { Kept, Mapped, SourceObject } from '../../../lambdas/exports/source.ts';
import { hubspotOptions } from '../../../lambdas/settings/exports/hubspot.ts';
import { findTable } from '../../../lambdas/tables/catalogue.ts';
import { type CanonicalRow, rowSchema } from '../../../lambdas/tables/row_schema.ts';

/** A record as HubSpot gives it, by kind; properties are text, as there. */
export interface Given {
  readonly object: string;
  readonly id?: string;
  readonly properties?: Readonly<Record<string, string | null>>;
  readonly history?: Readonly<Record<string, readonly (readonly [string, string | null])[]>>;
  readonly companies?: readonly string[];
  readonly contacts?: readonly string[];
}

interface Asked {
  readonly options?: z.input<typeof hubspotOptions>;
  readonly namesAccounts?: boolean;
  /** Records of owners, deals_stages, tickets_stages and account_info. */
  readonly lookups?: Readonly<Record<string, readonly object[]>>;
  readonly until?: string;
}

export interface Made {
  readonly rows: readonly (CanonicalRow & { readonly table: string })[];
  readonly refused: readonly Mapped[];
  readonly notes: readonly string[];
}

export const day = '2026-10-01T08:00:00.000Z';

/** What a record becomes, checked as the landing checks it; cells that are unknown are left out. */
export function made(given: Given, asked: Asked = {}): Made {
  const {
    options = {},
    namesAccounts = true,
    lookups = {},
    until = '2026-11-01T00:00:00Z',
  } = asked;
  const source = hubspot(hubspotOptions.parse(options));
  const object = source.objects.find(({ name }) => name === given.object);
  if (!object) throw new Error(`no ${given.object}`);
  const notes: string[] = [];
  const found = (name: string, id: string | null | undefined) => {
    const lookup = source.objects.find((one) => one.name === name);
    const records = (lookups[name] ?? []).map((one) => kept(lookup ?? object, one));
    return records.find((one) => one.id === id);
  };
  const record = kept(object, raw(given));
  const group = {
    key: object.identify(record.data).group,
    of: <Data>(one: SourceObject<Data>) =>
      one.name === object.name ? [record as unknown as Kept<Data>] : [],
  };
  const mapped = [
    ...source.mapping.rows(group, {
      find: <Data>(one: SourceObject<Data>, id: string | null | undefined) =>
        found(one.name, id) as Kept<Data> | undefined,
      namesAccounts,
      until,
      note: (table, text) => notes.push(`${table}: ${text}`),
    }),
  ];
  const refused = mapped.filter((one) => 'refused' in one);
  const rows = mapped.flatMap((one) => ('row' in one ? [landed(one.table, one.row)] : []));
  return { rows, refused, notes };
}

/** The only row of a table that a record becomes. */
export function rowOf(table: string, given: Given, asked: Asked = {}): CanonicalRow {
  const rows = made(given, asked).rows.filter((row) => row.table === table);
  if (rows.length !== 1) throw new Error(`${rows.length} rows of ${table}`);
  const beside = ['table', 'source', 'source_updated_at'];
  return Object.fromEntries(
    Object.entries(rows[0] ?? {}).filter(([name]) => !beside.includes(name)),
  );
}

function kept(object: SourceObject<unknown>, one: object): Kept<unknown> {
  const data = object.schema.parse(one);
  const { id, changedAt, isDeleted } = object.identify(data);
  return { id, changedAt, isDeleted, seenAt: day, data, states: [] };
}

function raw({ id = '1', properties = {}, history, companies = [], contacts = [] }: Given) {
  const earlier = Object.entries(history ?? {}).map(([name, values]) => [
    name,
    values.map(([timestamp, value]) => ({ timestamp, value })),
  ]);
  return {
    ...{ id, properties, createdAt: day, updatedAt: '2026-10-02T08:00:00Z', archived: false },
    propertiesWithHistory: Object.fromEntries(earlier),
    links: { companies, contacts, companies_of_contacts: [] },
  };
}

function landed(table: string, row: object): Made['rows'][number] {
  const definition = findTable(table);
  if (!definition) throw new Error(`no table ${table}`);
  const full = rowSchema(definition).parse({ source: 'hubspot', ...row });
  const cells = Object.entries(full).filter(([, value]) => value !== null);
  return { table, ...Object.fromEntries(cells) };
}
