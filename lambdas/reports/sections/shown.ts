import type { EditionName } from '../../settings/schema.ts';

/** A week is too short for a bridge and for cohorts by month; leaders get both. */
export function showsBridge(edition: EditionName): boolean {
  return edition !== 'weekly';
}

export function showsCohorts(edition: EditionName): boolean {
  return edition !== 'weekly';
}

/** How many of all a list shows: "… and 1 more" takes as much room as the one. */
export const mostOf = (all: number, longest: number): number =>
  all === longest + 1 ? all : longest;
