import type { SignalName } from './definitions.ts';
import { type Known, num, type Sources } from './signals.ts';

/** Signals as found; a missing one is undefined or has no key. */
export type Found = Readonly<Partial<Record<SignalName, number | undefined>>>;

/** How well we know the people of an account; each needs the tables that name them. */
export function peopleSignals(known: Known, sources: Sources): Found {
  const touches = sources.has('activities');
  const people = touches && sources.has('contacts');
  const isTouched = Number(num(known, 'champion_touches') > 0);
  return {
    touches: touches ? num(known, 'touches_90') : undefined,
    no_champion_touched: people ? 1 - isTouched : undefined,
    champion_touched: people ? isTouched : undefined,
    contacts_touched: touches ? num(known, 'contacts_touched_90') : undefined,
    personas_touched: people ? num(known, 'personas_touched_90') : undefined,
    leader_touched: people ? Number(num(known, 'leaders_touched_180') > 0) : undefined,
    acts_of_advocacy: sources.has('advocacy_acts') ? num(known, 'acts_of_advocacy') : undefined,
  };
}
