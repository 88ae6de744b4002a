import type { Api } from '../source.ts';

/** Zendesk counts requests to the incremental exports apart: they must not slow everything else down. */
export function lanes(exports: Api, others: Api): Api {
  const laneOf = (path: string) => (path.startsWith('/api/v2/incremental/') ? exports : others);
  return {
    get: (path, asking) => laneOf(path).get(path, asking),
    post: (path, body, asking) => laneOf(path).post(path, body, asking),
  };
}
