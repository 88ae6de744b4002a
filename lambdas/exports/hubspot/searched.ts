import { VendorDown } from '../../errors.ts';
import type { Api, Received, Slice, Stream } from '../source.ts';
import { type AnswerPage, failureIn, idsOf, nextOf, receivedPage } from './answers.ts';
import type { CrmDefinition } from './crm_object.ts';
import { linkAnswers } from './linked.ts';
import { pageSize } from './listed.ts';
import { paths } from './paths.ts';

const searchSize = 200;

/**
 * Goes through the records that changed in a window, by their ids: every page is a search of its own for
 * the ids after the last one, since a search ends at 10,000 records however many there are.
 */
export function searched(definition: CrmDefinition, slice: Slice): Stream {
  const { name, history } = definition;
  return {
    name: 'changed',
    page: async (api, cursor) => {
      const { received } = await api.post(paths.search(name), query(definition, slice, cursor));
      const page = receivedPage(received);
      const ids = idsOf(page);
      checkOrder(name, ids, cursor);
      const [whole, links] = await Promise.all([
        history.length > 0 ? asTheyAre(api, definition, ids) : [],
        linkAnswers(api, definition, ids),
      ]);
      return { received: [received, ...whole, ...links], next: following(name, page, ids) };
    },
  };
}

function query(definition: CrmDefinition, { from, to }: Slice, cursor: string | null) {
  const { modified, properties, history } = definition;
  const filter = (propertyName: string, operator: string, value: string) => [
    { propertyName, operator, value },
  ];
  const since = from === null ? [] : filter(modified, 'GTE', String(Date.parse(from)));
  const filters = [
    ...since,
    ...filter(modified, 'LT', String(Date.parse(to))),
    ...(cursor === null ? [] : filter('hs_object_id', 'GT', cursor)),
  ];
  return {
    filterGroups: [{ filters }],
    sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
    properties: history.length > 0 ? [] : properties,
    limit: history.length > 0 ? pageSize.withHistory : searchSize,
  };
}

/** The records with their history, which no search gives. One that is gone by now is among the archived. */
async function asTheyAre(
  api: Api,
  { name, properties, history }: CrmDefinition,
  ids: readonly string[],
): Promise<readonly Received[]> {
  if (ids.length === 0) return [];
  const body = { properties, propertiesWithHistory: history, inputs: ids.map((id) => ({ id })) };
  const { received } = await api.post(paths.batch(name), body);
  const failure = failureIn(receivedPage(received).errors ?? []);
  if (failure === undefined) return [received];
  throw new VendorDown(
    `hubspot: ${paths.batch(name)} gave only some of the records asked for (${failure}). Try again; what was read so far is kept.`,
  );
}

function following(name: string, page: AnswerPage, ids: readonly string[]): string | null {
  const isMore = nextOf(page) !== null || (page.total ?? 0) > ids.length;
  const last = ids.at(-1);
  if (isMore && last === undefined) {
    throw new VendorDown(
      `hubspot: the search of ${name} says that it found ${page.total ?? 'more'} records and gives none. Try again; if it stays, look at HubSpot's status page.`,
    );
  }
  return isMore ? (last ?? null) : null;
}

/** Without the order asked for, going on after the last id would leave records out. */
function checkOrder(name: string, ids: readonly string[], cursor: string | null): void {
  const all = [cursor ?? '0', ...ids].map(numberOf);
  const isSorted = all.every(
    (id, at) => id !== undefined && (at === 0 || id > (all[at - 1] ?? 0n)),
  );
  if (isSorted) return;
  throw new VendorDown(
    `hubspot: the search of ${name} does not come in the order of hs_object_id, so its end cannot be found. Try again; tell HubSpot if it stays.`,
  );
}

const numberOf = (id: string) => (/^\d{1,30}$/.test(id) ? BigInt(id) : undefined);
