import { createHash } from 'node:crypto';

/**
 * Folder of a book of business below `site/`: the same in every run and edition, and without a name, since the
 * values of a scope are people and may be their addresses.
 */
export function bookFolder(label: string | null): string {
  if (label === null) return 'site/company';
  return `site/book-${createHash('sha256').update(label).digest('hex').slice(0, 16)}`;
}
