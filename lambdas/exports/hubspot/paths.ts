/** Where things lie at HubSpot. The only place that names versions of its API. */
const [crm, links] = ['/crm/v3', '/crm/v4/associations'];

export const paths = {
  account: '/account-info/v3/details',
  token: '/oauth/v1/token',
  owners: `${crm}/owners`,
  properties: (object: string) => `${crm}/properties/${object}`,
  pipelines: (object: string) => `${crm}/pipelines/${object}`,
  list: (object: string) => `${crm}/objects/${object}`,
  search: (object: string) => `${crm}/objects/${object}/search`,
  batch: (object: string) => `${crm}/objects/${object}/batch/read`,
  links: (from: string, to: string) => `${links}/${from}/${to}/batch/read`,
};

/** What was asked for, by the path that an answer was received from. */
export type Asked =
  | { readonly for: 'list' | 'search' | 'batch' | 'properties' | 'pipelines'; readonly of: string }
  | { readonly for: 'links'; readonly of: string; readonly to: string }
  | { readonly for: 'other' };

const kinds = [
  ['search', /\/objects\/(?<of>\w+)\/search$/],
  ['batch', /\/objects\/(?<of>\w+)\/batch\/read$/],
  ['list', /\/objects\/(?<of>\w+)$/],
  ['properties', /\/properties\/(?<of>\w+)$/],
  ['pipelines', /\/pipelines\/(?<of>\w+)$/],
] as const;

export function askedBy(path: string): Asked {
  const [pathname = ''] = path.split('?');
  const linked = /\/associations\/(?<of>\w+)\/(?<to>\w+)\/batch\/read$/.exec(pathname)?.groups;
  if (linked?.of && linked.to) return { for: 'links', of: linked.of, to: linked.to };
  for (const [kind, pattern] of kinds) {
    const of = pattern.exec(pathname)?.groups?.of;
    if (of) return { for: kind, of };
  }
  return { for: 'other' };
}
