import type { Span } from './versions.ts';

/** More than a month that is put into one file and the days that follow it, as they were and as they are. */
const mostDays = 80;

/** Days of either list that are not of both, as a folder each; undefined where they are many. */
export function changedDays(
  before: readonly Span[],
  now: readonly Span[],
): readonly Span[] | undefined {
  const [then, since] = [new Set(before.map(nameOf)), new Set(now.map(nameOf))];
  const changed = [
    ...before.filter((span) => !since.has(nameOf(span))),
    ...now.filter((span) => !then.has(nameOf(span))),
  ];
  const days = changed.reduce((sum, span) => sum + lengthOf(span), 0);
  return days <= mostDays ? changed : undefined;
}

const nameOf = ({ from, until, n, version }: Span) => [from, until, n, version].join(' ');

const lengthOf = ({ from, until }: Span) => (Date.parse(until) - Date.parse(from)) / 86_400_000;
