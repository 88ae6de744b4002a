import type { VendorAnswer } from './answers.ts';
import { ownProperties } from './hubspot_properties.ts';
import { type HubspotRecord, type HubspotState, hubspotState } from './hubspot_records.ts';
import { refused, search } from './hubspot_search.ts';
import type { Face, VendorRequest } from './server.ts';

export interface HubspotFace extends Face, HubspotState {
  /** The only token that opens the door. */
  token: string;
  readonly owners: object[];
  /** Pipelines of deals and of tickets. */
  readonly pipelines: Record<string, object[]>;
  account: object;
  /** Kinds of records that the token may not read. */
  readonly forbidden: Set<string>;
  /** Defined properties by kind; remove one and it is nowhere given any more. */
  readonly defined: Record<string, Set<string>>;
  /** Links of one record to a page, and records to a page at most. */
  linksAPage: number;
  recordsAPage: number;
  /** A page of a list begins with the record that the one before ended with. */
  repeatsAtJoins: boolean;
  /** Records that lists leave out, without a word. */
  readonly lost: Set<string>;
}

/** Stands in for HubSpot, from its documented answers. */
export function hubspotFace(): HubspotFace {
  const defined = Object.fromEntries(
    Object.entries(ownProperties).map(([object, names]) => [object, new Set(names)]),
  );
  const face: HubspotFace = Object.assign(hubspotState(), {
    ...{ token: 'token-1', owners: [], pipelines: {}, forbidden: new Set<string>(), defined },
    account: { portalId: 4727653, timeZone: 'UTC', companyCurrency: 'USD' },
    ...{ linksAPage: 500, recordsAPage: 1000, repeatsAtJoins: false, lost: new Set<string>() },
    handle: (request: VendorRequest) => answer(face, request),
  });
  return face;
}

const routes: readonly (readonly [RegExp, (face: HubspotFace, at: At) => VendorAnswer])[] = [
  [/^\/account-info\/v3\/details$/, ({ account }) => ({ body: account })],
  [/^\/crm\/v3\/owners$/, ({ owners }, { request }) => ownersOf(owners, request)],
  [
    /^\/crm\/v3\/pipelines\/(\w+)$/,
    (face, { object }) => ({ body: { results: face.pipelines[object] ?? [] } }),
  ],
  [/^\/crm\/v3\/properties\/(\w+)$/, (face, { object }) => propertyList(face, object)],
  [
    /^\/crm\/v3\/objects\/(\w+)\/search$/,
    (face, { object, request }) =>
      visible(face, object, search(face, object, request, face.recordsAPage)),
  ],
  [/^\/crm\/v3\/objects\/(\w+)\/batch\/read$/, (face, at) => batch(face, at)],
  [/^\/crm\/v3\/objects\/(\w+)$/, (face, at) => list(face, at)],
  [/^\/crm\/v4\/associations\/(\w+)\/(\w+)\/batch\/read$/, (face, at) => links(face, at)],
];

interface At {
  readonly request: VendorRequest;
  readonly object: string;
  readonly other: string;
}

function answer(face: HubspotFace, request: VendorRequest): VendorAnswer {
  if (request.path === '/oauth/v1/token') {
    const isKnown = request.form().get('refresh_token') === 'refresh-1';
    return isKnown
      ? { body: { access_token: face.token, expires_in: 1800 } }
      : { status: 400, body: { status: 'BAD_REFRESH_TOKEN' } };
  }
  if (request.headers.authorization !== `Bearer ${face.token}`) {
    return problem(401, 'INVALID_AUTHENTICATION');
  }
  for (const [pattern, handle] of routes) {
    const [, object = '', other = ''] = pattern.exec(request.path) ?? [];
    if (!pattern.test(request.path)) continue;
    if (face.forbidden.has(object)) return problem(403, 'MISSING_SCOPES');
    return handle(face, { request, object, other });
  }
  return problem(404, 'OBJECT_NOT_FOUND');
}

function ownersOf(owners: readonly object[], { query }: VendorRequest): VendorAnswer {
  const archived = query.get('archived') === 'true';
  const results = owners.filter((owner) => ('archived' in owner && owner.archived) === archived);
  return { body: { results } };
}

function propertyList({ defined }: HubspotFace, object: string): VendorAnswer {
  const names = [...(defined[object] ?? [])];
  return { body: { results: names.map((name) => ({ name, type: 'string', archived: false })) } };
}

function list(face: HubspotFace, { request: { query }, object }: At): VendorAnswer {
  const limit = Number(query.get('limit') ?? 10);
  const history = query.get('propertiesWithHistory')?.split(',') ?? [];
  if (limit > 100 || (history.length > 0 && limit > 50)) return refused('limit is too large');
  const isArchived = query.get('archived') === 'true';
  const after = Number(query.get('after') ?? 0) - (face.repeatsAtJoins ? 1 : 0);
  const rest = face
    .all(object)
    .filter(
      ({ id, archived }) => archived === isArchived && Number(id) > after && !face.lost.has(id),
    );
  const names = query.get('properties')?.split(',') ?? [];
  const size = Math.min(limit, face.recordsAPage);
  const results = rest.slice(0, size).map((one) => written(face, object, one, names, history));
  const last = results.at(-1)?.id;
  const paging = rest.length > size ? { paging: { next: { after: last } } } : {};
  return { body: { results, ...paging } };
}

function batch(face: HubspotFace, { request, object }: At): VendorAnswer {
  const { inputs, properties, propertiesWithHistory = [] } = JSON.parse(request.body);
  if (inputs.length > (propertiesWithHistory.length > 0 ? 50 : 100))
    return refused('too many inputs');
  const found = inputs.flatMap(({ id }: { id: string }) => face.get(object, id) ?? []);
  const results = found
    .filter(({ archived }: HubspotRecord) => !archived)
    .map((one: HubspotRecord) => written(face, object, one, properties, propertiesWithHistory));
  const missing = inputs.length - results.length;
  const errors = [{ status: 'error', category: 'OBJECT_NOT_FOUND', context: { ids: [] } }];
  if (missing === 0) return { body: { status: 'COMPLETE', results } };
  return { status: 207, body: { status: 'COMPLETE', results, numErrors: 1, errors } };
}

function links(face: HubspotFace, { request, object, other }: At): VendorAnswer {
  const { inputs }: { inputs: { id: string; after?: string }[] } = JSON.parse(request.body);
  if (inputs.length > 1000) return refused('too many inputs');
  const results: object[] = [];
  const errors: object[] = [];
  for (const { id, after } of inputs) {
    const all = [...(face.get(object, id)?.links.get(other) ?? [])];
    const from = Number(after ?? 0);
    const to = all.slice(from, from + face.linksAPage).map(([linked, isPrimary]) => ({
      toObjectId: Number(linked),
      associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: isPrimary ? 5 : 341, label: null }],
    }));
    const next = from + face.linksAPage;
    const paging = next < all.length ? { paging: { next: { after: String(next) } } } : {};
    if (to.length > 0) results.push({ from: { id }, to, ...paging });
    else errors.push({ ...notLinked, context: { fromObjectId: [id] } });
  }
  const body = { status: 'COMPLETE', results, ...(errors.length > 0 && { errors }) };
  return errors.length > 0 ? { status: 207, body } : { body };
}

const notLinked = {
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
};

function written(
  { defined }: HubspotFace,
  object: string,
  one: HubspotRecord,
  names: readonly string[],
  history: readonly string[],
) {
  const isDefined = (name: string) => defined[object]?.has(name);
  const { id, createdAt, updatedAt, archived, archivedAt, properties } = one;
  const pairs = names.filter(isDefined).map((name) => [name, properties[name] ?? null]);
  const earlier = history.filter(isDefined).map((name) => [name, one.history[name] ?? []]);
  return {
    ...{ id, createdAt, updatedAt, archived, ...(archivedAt && { archivedAt }) },
    properties: { ...Object.fromEntries(pairs), hs_object_id: id },
    ...(history.length > 0 && { propertiesWithHistory: Object.fromEntries(earlier) }),
  };
}

/** What is no longer defined is no longer given. */
function visible({ defined }: HubspotFace, object: string, found: VendorAnswer): VendorAnswer {
  const body = JSON.parse(JSON.stringify(found.body));
  for (const { properties } of body.results ?? []) {
    for (const name of Object.keys(properties)) {
      if (!defined[object]?.has(name)) delete properties[name];
    }
  }
  return { ...found, body };
}

const problem = (status: number, category: string): VendorAnswer => ({
  status,
  body: { status: 'error', message: 'It is not possible', category },
});
