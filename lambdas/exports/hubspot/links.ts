import { z } from 'zod';
import { VendorDown } from '../../errors.ts';
import type { Api, Received } from '../source.ts';
import { failureIn, parsed, problem } from './answers.ts';
import { askedBy, paths } from './paths.ts';

const identifier = z.union([z.string(), z.number()]);
const link = z.object({
  toObjectId: identifier,
  associationTypes: z.array(z.object({ category: z.string(), typeId: z.number() })).default([]),
});
const linksAnswer = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: identifier }),
      to: z.array(link),
      paging: z.object({ next: z.object({ after: z.string() }).nullish() }).nullish(),
    }),
  ),
  errors: z.array(problem).default([]),
});
type LinksAnswer = z.infer<typeof linksAnswer>;
/** None of the records asked for is there. */
const gone = z.object({ category: z.literal('OBJECT_NOT_FOUND') });

/** HubSpot's own type of the link to the primary company: of a contact, a deal, a ticket. */
const primary = [1, 5, 26];

interface Input {
  readonly id: string;
  readonly after?: string;
}

/** Answers that say which records `ids` are linked to: searches say nothing of links. */
export async function askLinks(
  api: Api,
  from: string,
  to: string,
  ids: readonly string[],
): Promise<readonly Received[]> {
  const received: Received[] = [];
  const asked = new Set<string>();
  let inputs: readonly Input[] = ids.map((id) => ({ id }));
  while (inputs.length > 0) {
    // A record that was deleted since it was found has no links; that is no failure.
    const answer = await api.post(paths.links(from, to), { inputs }, { accepted: [404] });
    received.push(answer.received);
    inputs = following(answerOf(answer.received));
    for (const { id, after } of inputs) {
      const place = `${id} ${after}`;
      if (asked.has(place)) throw repeated(from, to);
      asked.add(place);
    }
  }
  return received;
}

/** Which records each record is linked to: the primary one first, then by age. */
export function linksIn(
  received: readonly Received[],
  from: string,
  to: string,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Map<string, boolean>>();
  for (const one of received) {
    const asked = askedBy(one.path);
    if (asked.for !== 'links' || asked.of !== from || asked.to !== to) continue;
    for (const { from: owner, to: linked } of answerOf(one).results) {
      const known = found.get(String(owner.id)) ?? new Map<string, boolean>();
      found.set(String(owner.id), known);
      for (const { toObjectId, associationTypes } of linked) {
        const isPrimary = associationTypes.some(
          ({ category, typeId }) => category === 'HUBSPOT_DEFINED' && primary.includes(typeId),
        );
        known.set(String(toObjectId), isPrimary || known.get(String(toObjectId)) === true);
      }
    }
  }
  return new Map([...found].map(([id, linked]) => [id, sorted(linked)]));
}

function sorted(linked: ReadonlyMap<string, boolean>): readonly string[] {
  const rank = ([id, isPrimary]: readonly [string, boolean]) => [isPrimary ? 0 : 1, Number(id)];
  return [...linked]
    .sort((a, b) => {
      const [[first = 0, one = 0], [second = 0, other = 0]] = [rank(a), rank(b)];
      return first - second || one - other;
    })
    .map(([id]) => id);
}

function answerOf({ body, path }: Received): LinksAnswer {
  const json = parsed(body);
  if (gone.safeParse(json).success) return { results: [], errors: [] };
  const answer = linksAnswer.safeParse(json);
  if (!answer.success) throw unreadable(path, 'has another shape than documented');
  const failure = failureIn(answer.data.errors);
  if (failure) throw unreadable(path, `is not whole (${failure})`);
  return answer.data;
}

/** Where a record has more links than fit into one answer. */
function following({ results }: LinksAnswer): readonly Input[] {
  return results.flatMap(({ from, paging }) => {
    const after = paging?.next?.after;
    return after === undefined ? [] : [{ id: String(from.id), after }];
  });
}

const unreadable = (path: string, what: string) =>
  new VendorDown(
    `hubspot: the answer of ${path} ${what}. A record without its links would silently lose its account, so nothing of it is used; try again.`,
  );

const repeated = (from: string, to: string) =>
  new VendorDown(
    `hubspot: the links of ${from} to ${to} come again and again. Try again; tell HubSpot if it stays.`,
  );
