import type { Use } from './company.ts';

/** Silence after which events without a session begin another, in milliseconds. */
const silence = 30 * 60_000;

export interface Session {
  /** Null for one that silence cuts out. */
  readonly id: string | null;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Oldest first. */
  readonly uses: readonly Use[];
}

function sessionFrom(id: string | null, uses: readonly Use[]): Session {
  const times = uses.map(({ at }) => at);
  return { id, startedAt: Math.min(...times), endedAt: Math.max(...times), uses };
}

/** Events without a session, cut where more than 30 minutes lie between two. */
function cutBySilence(uses: readonly Use[]): readonly Session[] {
  const parts: Use[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const use of uses) {
    if (use.at - last > silence) parts.push([]);
    parts.at(-1)?.push(use);
    last = use.at;
  }
  return parts.map((part) => sessionFrom(null, part));
}

/** Of two that start at once the lesser id is first, and one without an id last. */
function inOrder(a: Session, b: Session): number {
  if (a.startedAt !== b.startedAt) return a.startedAt - b.startedAt;
  if (a.id === null || b.id === null) return a.id === null ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

/** The sessions of one user, first to last; the events are given oldest first. */
export function sessionsOf(uses: readonly Use[]): readonly Session[] {
  const ids = new Set(uses.map(({ session }) => session).filter((id) => id !== null));
  const named = [...ids].map((id) =>
    sessionFrom(
      id,
      uses.filter(({ session }) => session === id),
    ),
  );
  const unnamed = cutBySilence(uses.filter(({ session }) => session === null));
  return [...named, ...unnamed].sort(inOrder);
}
