import { chargebee } from '../../../lambdas/exports/chargebee/chargebee.ts';
import type {
  Api,
  Group,
  Kept,
  MapContext,
  SourceObject,
} from '../../../lambdas/exports/source.ts';
import { chargebeeOptions } from '../../../lambdas/settings/exports/chargebee.ts';
import { findTable } from '../../../lambdas/tables/catalogue.ts';
import { type CanonicalRow, rowSchema } from '../../../lambdas/tables/row_schema.ts';
import { ChargebeeFace } from '../vendors/chargebee_face.ts';
import { billingOf } from './chargebee_world.ts';

type Records = Map<string, Kept<unknown> & { readonly group: string }>;

/**
 * Chargebee and what exports see of it, without a line or a disk in between: every look reads all there is,
 * as the engine folds it, and the rows are those of the mapping, checked as they would be landed.
 */
export function openRecords(given: object = {}, namesAccounts = false) {
  const face = new ChargebeeFace();
  const source = chargebee(chargebeeOptions.parse(given));
  const kept = new Map<string, Records>(source.objects.map(({ name }) => [name, new Map()]));
  let until = '2026-11-02T03:00:00.000Z';
  const look = async (at = until) => {
    until = at;
    for (const object of source.objects) {
      const records = kept.get(object.name) ?? new Map();
      for (const data of await everything(object, face, at)) keep(records, object, data, at);
    }
  };
  const mapped = () => mapAll(source, kept, until, namesAccounts);
  return {
    ...{ face, look, ...billingOf(face) },
    rows: (table: string) => mapped().rows.get(table) ?? [],
    refused: () => mapped().refused,
    notes: () => mapped().notes,
    /** Spans as `[item, from, to, status, mrr, end reason, change reason]`. */
    spans: () =>
      (mapped().rows.get('subscription_periods') ?? []).map((row) => [
        String(row.subscription_item_id).replace(/^s1:/, ''),
        ...[row.starts_on, row.ends_on, row.status, Number(row.mrr_minor)],
        ...[row.end_reason, row.change_reason],
      ]),
  };
}
export type ChargebeeRecords = ReturnType<typeof openRecords>;

async function everything(object: SourceObject<unknown>, face: ChargebeeFace, now: string) {
  const get: Api['get'] = async (path, { query = {} } = {}) => {
    const url = new URL(path, 'http://vendor');
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const authorization = `Basic ${Buffer.from('live_sesame:').toString('base64')}`;
    const answer = face.handle({
      ...{ method: 'GET', path: url.pathname, query: url.searchParams, headers: { authorization } },
      ...{ body: '', now, form: () => new URLSearchParams(), json: () => null },
    });
    const body = JSON.stringify(answer.body);
    const received = { path: url.pathname, body };
    return {
      status: answer.status ?? 200,
      headers: new Headers(),
      json: JSON.parse(body),
      received,
    };
  };
  const all: unknown[] = [];
  for (const stream of object.streams({ mode: 'all', from: null, to: now })) {
    let cursor: string | null = null;
    do {
      const page = await stream.page({ get, post: get }, cursor);
      all.push(...object.read(page.received).map((raw) => object.schema.parse(raw)));
      cursor = page.next;
    } while (cursor !== null);
  }
  return all;
}

function keep(
  records: Records,
  object: SourceObject<unknown>,
  data: unknown,
  seenAt: string,
): void {
  const { id, group, changedAt, isDeleted } = object.identify(data);
  const before = records.get(id)?.states ?? [];
  const isNew = JSON.stringify(before.at(-1)?.data) !== JSON.stringify(data);
  const states = object.keeps === 'states' && isNew ? [...before, { seenAt, data }] : before;
  records.set(id, { id, group, changedAt, isDeleted, seenAt, data, states });
}

function mapAll(
  { objects, mapping }: ReturnType<typeof chargebee>,
  kept: ReadonlyMap<string, Records>,
  until: string,
  namesAccounts: boolean,
) {
  const rows = new Map<string, CanonicalRow[]>();
  const refused: { id: string; refused: string }[] = [];
  const notes: Record<string, number> = {};
  const context: MapContext = {
    ...{ namesAccounts, until },
    find: (object, id) => kept.get(object.name)?.get(id ?? '') as never,
    note: (_, text) => {
      notes[text] = (notes[text] ?? 0) + 1;
    },
  };
  const others = objects.filter((object) => !mapping.lookups.includes(object));
  const groups = new Set(
    others.flatMap(({ name }) => [...(kept.get(name)?.values() ?? [])].map(({ group }) => group)),
  );
  for (const key of [...groups].sort()) {
    const of: Group['of'] = ({ name }) =>
      [...(kept.get(name)?.values() ?? [])].filter(({ group }) => group === key) as never;
    for (const one of mapping.rows({ key, of }, context)) {
      if ('refused' in one) refused.push(one);
      else rows.set(one.table, [...(rows.get(one.table) ?? []), checked(one.table, one.row)]);
    }
  }
  return { rows, refused, notes };
}

function checked(name: string, row: object): CanonicalRow {
  const table = findTable(name);
  if (!table) throw new Error(`${name} is no table`);
  return rowSchema(table).parse({ source: 'chargebee', ...row });
}
