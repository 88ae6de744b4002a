import { hubspotFace } from '../../test/exports/vendors/hubspot_face.ts';
import type { VendorRequest } from '../../test/exports/vendors/server.ts';
import { drawn, type Generated, generated, indexes, instantOf, oneOf } from './generated.ts';

const [companies, contacts] = [2000, 4000];

/** HubSpot with so many e-mails, each linked to a person, most of them to a company too. */
export function hubspot(rows: number): Generated {
  const face = hubspotFace();
  for (let id = 1; id <= companies; id += 1) {
    const properties = { name: `Company ${id}`, domain: `c${id}.example` };
    face.put('companies', String(id), properties, instantOf(id, 0));
  }
  for (let id = 1; id <= contacts; id += 1) {
    const properties = { firstname: 'Jo', associatedcompanyid: companyOf(id) };
    face.put('contacts', String(id), properties, instantOf(id, 0));
    face.link('contacts', String(id), 'companies', companyOf(id), true);
  }
  return generated(
    (request) => {
      const { path } = request;
      if (path === '/crm/v3/objects/emails') return list(request, rows);
      // All e-mails are older than what changed since an export that was made before.
      if (path === '/crm/v3/objects/emails/search') return { body: { total: 0, results: [] } };
      const [, to] = /associations\/emails\/(\w+)\/batch\/read$/.exec(path) ?? [];
      return to ? links(request, to) : null;
    },
    face,
    { secret: (address) => ({ token: face.token, address }) },
  );
}

function list({ query }: VendorRequest, rows: number) {
  const from = Number(query.get('after') ?? 0);
  const isArchived = query.get('archived') === 'true';
  const page = isArchived ? [] : indexes(from, Number(query.get('limit')), rows);
  const after = from + page.length;
  const paging = !isArchived && after < rows ? { paging: { next: { after: String(after) } } } : {};
  return { body: { results: page.map(email), ...paging } };
}

function email(index: number) {
  const [id, at] = [String(index + 1), instantOf(index, 1).replace('Z', '.000Z')];
  const properties = {
    ...{ hs_object_id: id, hs_timestamp: at, hubspot_owner_id: null, hs_object_source: null },
    hs_email_status: oneOf(['SENT', 'BOUNCED', 'SENT'], index, 2),
    hs_email_direction: oneOf(['EMAIL', 'INCOMING_EMAIL'], index, 3),
    hs_sequence_id: drawn(index, 4, 4) === 0 ? '17' : null,
  };
  return { id, properties, createdAt: at, updatedAt: at, archived: false };
}

const companyOf = (nth: number) => String(1 + drawn(nth, 5, companies));

function links(request: VendorRequest, to: string) {
  const { inputs } = Object(request.json());
  const results = inputs.flatMap(({ id }: { id: string }) => {
    const index = Number(id);
    if (to === 'companies' && drawn(index, 6, 4) === 0) return [];
    const other = to === 'companies' ? companyOf(index) : String(1 + drawn(index, 7, contacts));
    const associationTypes = [{ category: 'HUBSPOT_DEFINED', typeId: 185, label: null }];
    return [{ from: { id }, to: [{ toObjectId: Number(other), associationTypes }] }];
  });
  return { body: { status: 'COMPLETE', results } };
}
