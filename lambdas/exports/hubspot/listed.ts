import type { Api, Stream } from '../source.ts';
import { idsOf, nextOf, pageIn, receivedPage } from './answers.ts';
import type { CrmDefinition } from './crm_object.ts';
import { linkAnswers } from './linked.ts';
import { paths } from './paths.ts';

/** Records to a page; HubSpot gives fewer where their history comes with them. */
export const pageSize = { plain: 100, withHistory: 50 };

/** Goes through all records, from the list that lags behind nothing. */
export function listed(definition: CrmDefinition, which: 'live' | 'archived'): Stream {
  const isArchived = which === 'archived';
  // Of what is archived no row is made: it needs neither history nor links.
  const history = isArchived ? [] : definition.history;
  const query = {
    limit: history.length > 0 ? pageSize.withHistory : pageSize.plain,
    archived: isArchived,
    properties: definition.properties.join(','),
    ...(history.length > 0 && { propertiesWithHistory: history.join(',') }),
  };
  return {
    name: which,
    page: async (api, cursor) => {
      const after = cursor === null ? {} : { after: cursor };
      const asked = { query: { ...query, ...after } };
      const { received } = await api.get(paths.list(definition.name), asked);
      const page = receivedPage(received);
      const links = isArchived ? [] : await linkAnswers(api, definition, idsOf(page));
      const next = nextOf(page);
      // Said at the beginning it tells how much there is, at the end it is held against what came.
      const isTold = next === null ? definition.isCounted : cursor === null;
      const total = isTold && !isArchived ? await countedBySearch(api, definition) : undefined;
      return { received: [received, ...links], next, ...(total !== undefined && { total }) };
    },
  };
}

/** How many records there are, by another way than the list: 8,000 companies were once missing from one. */
async function countedBySearch(api: Api, { name }: CrmDefinition): Promise<number | undefined> {
  const path = paths.search(name);
  const { json } = await api.post(path, { filterGroups: [], limit: 1, properties: [] });
  return pageIn(json, path).total;
}
