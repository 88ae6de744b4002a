import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { SourceObject } from '../../lambdas/exports/source.ts';
import { organizations, users } from '../../lambdas/exports/zendesk/people.ts';
import { tickets } from '../../lambdas/exports/zendesk/tickets.ts';
import { zendeskOptions } from '../../lambdas/settings/exports/zendesk.ts';

const data = resolve(import.meta.dirname, '../../../shared/data/dbt_zendesk');
const present = existsSync(data);
const why = present ? '' : ` (skipped: ${data} is not there)`;
const options = zendeskOptions.parse({ contacts: true });

type Line = Readonly<Record<string, string>>;
const lines = (name: string): Line[] =>
  parse(readFileSync(join(data, `${name}_data.csv`), 'utf8'), { columns: true, bom: true });

const numbers = /^(id|.*_id|count)$/;
/** A line of Fivetran's tables as the API would write it: its own types, and nothing for an empty cell. */
const asJson = (line: Line): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(line).map(([name, cell]) => {
      if (cell === '') return [name, null];
      if (/^(true|false)$/i.test(cell)) return [name, cell.toLowerCase() === 'true'];
      if (numbers.test(name) && name !== 'external_id') return [name, Number(cell)];
      if (/_at$/.test(name)) return [name, `${cell.slice(0, 19).replace(' ', 'T')}Z`];
      return [name, cell];
    }),
  );

function readBy(object: SourceObject<unknown>, name: string, records: readonly unknown[]) {
  const received = [{ path: '/', body: JSON.stringify({ [name]: records }) }];
  return object.read(received).map((one) => object.schema.parse(one));
}

describe.skipIf(!present)(`the columns of dbt_zendesk${why}`, () => {
  it('of tickets are read, with tags of their own table and the channel as the API nests it', () => {
    const tags = lines('ticket_tag');
    const records = lines('ticket').map((line) => {
      const via = { channel: line.via_channel };
      const own = tags.filter(({ ticket_id }) => ticket_id === line.id).map(({ tag }) => tag);
      return { ...asJson(line), via, tags: own };
    });
    const object = tickets(options);
    const read = readBy(object, 'tickets', records) as Parameters<typeof object.identify>[0][];
    expect(read).toHaveLength(records.length);
    const deleted = read.filter((ticket) => object.identify(ticket).isDeleted);
    expect(deleted.map(({ id }) => String(id))).toEqual(
      lines('ticket')
        .filter(({ status }) => status === 'deleted')
        .map(({ id }) => id),
    );
    expect(deleted.length).toBeGreaterThan(0);
  });

  it('of organisations are read, with domains of their own table', () => {
    const domains = lines('domain_name');
    const records = lines('organization').map((line) => ({
      ...asJson(line),
      domain_names: domains
        .filter(({ organization_id }) => organization_id === line.id)
        .map(({ domain_name }) => domain_name),
    }));
    expect(readBy(organizations(options), 'organizations', records)).toHaveLength(records.length);
  });

  it('of users are read', () => {
    const records = lines('user').map(asJson);
    expect(readBy(users(options), 'users', records)).toHaveLength(records.length);
  });

  it('hold tickets whose organisation or requester is not there: they stay, with an id that nothing links', () => {
    const known = new Set(lines('organization').map(({ id }) => id));
    const orphans = lines('ticket').filter(
      ({ organization_id }) => organization_id && !known.has(organization_id),
    );
    expect(orphans.length).toBeGreaterThan(0);
    const read = readBy(
      tickets(options),
      'tickets',
      orphans.map((line) => ({ ...asJson(line), via: null, tags: [] })),
    );
    expect(read).toHaveLength(orphans.length);
  });
});
