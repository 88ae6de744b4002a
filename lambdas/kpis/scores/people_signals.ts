import type { Found } from './score.ts';
import { type Known, num, type Sources } from './signals.ts';

/** How well we know the people of an account; each needs the tables that name them. */
export function addPeople(found: Found, known: Known, { has }: Sources): void {
  const touches = has('activities');
  const people = touches && has('contacts');
  const isTouched = Number(num(known, 'champion_touches') > 0);
  found.touches = touches ? num(known, 'touches_90') : undefined;
  found.no_champion_touched = people ? 1 - isTouched : undefined;
  found.champion_touched = people ? isTouched : undefined;
  found.contacts_touched = touches ? num(known, 'contacts_touched_90') : undefined;
  found.personas_touched = people ? num(known, 'personas_touched_90') : undefined;
  found.leader_touched = people ? Number(num(known, 'leaders_touched_180') > 0) : undefined;
  found.acts_of_advocacy = has('advocacy_acts') ? num(known, 'acts_of_advocacy') : undefined;
}
