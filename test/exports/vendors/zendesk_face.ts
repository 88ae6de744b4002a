import type { Face, VendorAnswer, VendorRequest } from './server.ts';

type Fields = Readonly<Record<string, unknown>>;
type Kind = 'tickets' | 'users';

/** A change that an export gives: what the record became, and when Zendesk wrote it down. */
interface Entry {
  readonly id: number;
  readonly at: number;
  readonly fields: Fields;
}

/** What stands in for Zendesk Support, in the shapes of its documentation. */
export class ZendeskFace implements Face {
  readonly organizations = new Map<number, Fields>();
  readonly ratings = new Map<number, Fields>();
  readonly audits = new Map<number, readonly Fields[]>();
  readonly #records = { tickets: new Map<number, Entry>(), users: new Map<number, Entry>() };
  readonly credentials = new Set(['admin@example.com/token:sesame']);
  /** Paths whose prefix is answered with 403. */
  readonly forbidden = new Set<string>();
  ratingsAreOn = true;
  /** Records of one page at most. */
  pageSize = 1000;
  /** What happens just before a page is given, e.g. a change while the export is read. */
  beforePage: ((request: VendorRequest, nth: number) => void) | undefined;
  #pages = 0;

  /** Writes a ticket as of an instant; the export gives it from a minute later on. */
  ticket(id: number, at: string, fields: Fields = {}): void {
    const before = this.#records.tickets.get(id)?.fields;
    this.#write('tickets', id, at, {
      ...(before ?? newTicket(id, at)),
      updated_at: whole(at),
      ...fields,
    });
  }
  user(id: number, at: string, fields: Fields = {}): void {
    const before = this.#records.users.get(id)?.fields;
    this.#write('users', id, at, {
      ...(before ?? newUser(id, at)),
      updated_at: whole(at),
      ...fields,
    });
  }
  organization(id: number, fields: Fields = {}): void {
    const before = this.organizations.get(id) ?? newOrganization(id);
    this.organizations.set(id, { ...before, ...fields });
  }
  rating(id: number, ticket: number, at: string, fields: Fields = {}): void {
    const times = { created_at: whole(at), updated_at: whole(at) };
    this.ratings.set(id, {
      id,
      ticket_id: ticket,
      score: 'good',
      comment: null,
      ...times,
      ...fields,
    });
  }
  /** Removes a ticket for good: no export names it again. */
  scrub(id: number): void {
    this.#records.tickets.delete(id);
  }
  ticketFields(id: number): Fields | undefined {
    return this.#records.tickets.get(id)?.fields;
  }

  #write(kind: Kind, id: number, at: string, fields: Fields): void {
    const seconds = Math.floor(Date.parse(at) / 1000);
    this.#records[kind].set(id, {
      id,
      at: seconds,
      fields: { ...fields, ...(kind === 'tickets' && { generated_timestamp: seconds }) },
    });
  }

  handle(request: VendorRequest): VendorAnswer {
    const { path } = request;
    const who = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64').toString();
    const isKnown = this.credentials.has(who);
    if (path === '/api/v2/users/me.json') {
      return {
        body: {
          user: isKnown ? { id: 1, role: 'admin', name: 'Ada' } : { id: null, role: 'end-user' },
        },
      };
    }
    if (!isKnown) return { status: 401, body: { error: "Couldn't authenticate you" } };
    if ([...this.forbidden].some((prefix) => path.startsWith(prefix))) {
      return { status: 403, body: { error: 'Forbidden' } };
    }
    this.beforePage?.(request, this.#pages++);
    if (path === '/api/v2/incremental/tickets/cursor.json') return this.#export('tickets', request);
    if (path === '/api/v2/incremental/users/cursor.json') return this.#export('users', request);
    if (path === '/api/v2/organizations.json')
      return this.#list('organizations', [...this.organizations.values()], request);
    if (path === '/api/v2/satisfaction_ratings.json' && this.ratingsAreOn) {
      return this.#list('satisfaction_ratings', this.#answered(request), request);
    }
    const audits = /^\/api\/v2\/tickets\/(\d+)\/audits$/.exec(path)?.[1];
    const known = audits === undefined ? undefined : this.audits.get(Number(audits));
    if (known) return this.#list('audits', known, request);
    return { status: 404, body: { error: 'RecordNotFound' } };
  }

  /** By time of writing, then by id; the last minute is left out; the cursor stands after the last one given. */
  #export(kind: Kind, { query, now }: VendorRequest): VendorAnswer {
    const cursor = query.get('cursor');
    const [at, id] =
      cursor === null
        ? [Number(query.get('start_time')) - 1, Number.MAX_SAFE_INTEGER]
        : decoded(cursor);
    const until = Math.floor(Date.parse(now) / 1000) - 60;
    const rest = [...this.#records[kind].values()]
      .filter((one) => one.at > at || (one.at === at && one.id > id))
      .filter((one) => one.at <= until)
      .sort((a, b) => a.at - b.at || a.id - b.id);
    const page = rest.slice(0, Math.min(Number(query.get('per_page') ?? 1000), this.pageSize));
    const last = page.at(-1);
    const after = last ? encoded(last) : (cursor ?? encoded({ at, id }));
    const included = query.get('include')?.split(',') ?? [];
    return {
      body: {
        [kind]: page.map(({ fields }) =>
          included.includes('metric_sets') ? fields : { ...fields, metric_set: undefined },
        ),
        ...(included.includes('users') && { users: this.#requesters(page) }),
        ...{ after_url: `https://x.example/?cursor=${after}`, after_cursor: after },
        ...{ before_url: null, before_cursor: null, end_of_stream: page.length === rest.length },
      },
    };
  }

  #requesters(page: readonly Entry[]): readonly Fields[] {
    const ids = new Set(page.map(({ fields }) => Number(fields.requester_id)));
    return [...ids].flatMap((id) => {
      const user = this.#records.users.get(id);
      return user ? [user.fields] : [];
    });
  }

  #answered({ query }: VendorRequest): readonly Fields[] {
    const all = [...this.ratings.values()];
    if (query.get('score') !== 'received') return all;
    return all.filter(({ score }) => /^(good|bad)/.test(String(score)));
  }

  #list(name: string, records: readonly Fields[], { query }: VendorRequest): VendorAnswer {
    const size = Math.min(Number(query.get('page[size]') ?? 100), this.pageSize);
    const after = Number(query.get('page[after]') ?? Number.NEGATIVE_INFINITY);
    const sorted = [...records].sort((a, b) => Number(a.id) - Number(b.id));
    const rest = sorted.filter(({ id }) => Number(id) > after);
    const page = rest.slice(0, size);
    const meta = {
      has_more: page.length < rest.length,
      after_cursor: String(page.at(-1)?.id ?? after),
    };
    return { body: { [name]: page, meta, links: {} } };
  }
}

const encoded = ({ at, id }: { at: number; id: number }) =>
  Buffer.from(`${at}|${id}`).toString('base64');
const decoded = (cursor: string) => {
  const [at, id] = Buffer.from(cursor, 'base64').toString().split('|').map(Number);
  return [at ?? 0, id ?? 0] as const;
};
const whole = (at: string) => `${at.slice(0, 19)}Z`;

function newTicket(id: number, at: string): Fields {
  return {
    id,
    created_at: whole(at),
    status: 'open',
    priority: 'normal',
    type: 'question',
    subject: 'Help, my printer is on fire!',
    description: 'The fire is very colorful.',
    requester_id: 7,
    organization_id: 42,
    ticket_form_id: 9,
    tags: ['enterprise'],
    custom_fields: [{ id: 27642, value: '745' }],
    via: { channel: 'web', source: { from: {}, to: {}, rel: null } },
    satisfaction_rating: { score: 'unoffered' },
    metric_set: {
      ...{ id: id * 10, ticket_id: id, reopens: 0, replies: 0, solved_at: null },
      reply_time_in_minutes: { calendar: null, business: null },
    },
  };
}

function newUser(id: number, at: string): Fields {
  return {
    ...{ id, name: 'Jo Example', email: `jo${id}@example.com`, role: 'end-user', active: true },
    ...{ suspended: false, external_id: `u-${id}`, organization_id: 42, created_at: whole(at) },
    user_fields: { product_id: id + 1000 },
  };
}

function newOrganization(id: number): Fields {
  return {
    ...{ id, name: `Organisation ${id}`, external_id: null, domain_names: ['acme.example'] },
    ...{ created_at: '2024-01-01T00:00:00Z', updated_at: '2024-01-01T00:00:00Z' },
    ...{ tags: [], organization_fields: { crm_id: 5001 } },
  };
}
