import type { EditionName } from '../../settings/schema.ts';

const nouns = { weekly: 'week', monthly: 'month', quarterly: 'quarter' } as const;

/** What readers call the period of an edition. */
export function nounOf(edition: EditionName): string {
  return nouns[edition];
}
