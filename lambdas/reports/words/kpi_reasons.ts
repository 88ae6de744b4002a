import type { Message } from '../../kpis/record.ts';
import type { Prose, Said } from '../model.ts';
import { chain, say } from './say.ts';

/** Of a KPI's record. */
interface Recorded {
  readonly reason: string | null;
  readonly about?: readonly Message[] | undefined;
}

/** Why a KPI has no value, as a clause; null where it has one. */
export function reasonOf({ reason, about }: Recorded): Said | null {
  if (reason === null || about === undefined) return reason;
  const clauses = about.map(({ words, with: named }): Prose => {
    return [{ words, with: named.map((name) => [name]) }];
  });
  return chain(clauses, (all, one) => say`${all}; ${one}`);
}
