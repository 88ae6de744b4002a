import type { AccountState } from '../scores/account_scores.ts';
import type { Cell } from './row_table.ts';

/** Names from a state down to a value, e.g. `signals`, `usage_ratio`. */
type Path = readonly string[];

const dayMs = 86_400_000;

/** What a judgement of accounts looked at: a function that gives an account's values there, by column. */
export function evidenceOf(
  states: readonly AccountState[],
  judge: (state: AccountState) => unknown,
): (state: AccountState) => readonly (readonly [column: string, cell: Cell])[] {
  const paths = new Map<string, Path>();
  for (const state of states) {
    judge(watched(state, [], (path) => paths.set(path.join('.'), path)));
  }
  return (state) => [...paths.values()].map((path) => shown(path, valueAt(state, path)));
}

function watched<T extends object>(object: T, path: Path, note: (path: Path) => void): T {
  return new Proxy(object, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof name !== 'string') return value;
      if (isObject(value)) return watched(value, [...path, name], note);
      note([...path, name]);
      return value;
    },
  });
}

function valueAt(object: unknown, [name, ...rest]: Path): unknown {
  if (name === undefined) return object;
  return isObject(object) ? valueAt(Reflect.get(object, name), rest) : undefined;
}

/** Scores stand under `value`, times in milliseconds: both are shown as people name them. */
function shown(path: Path, value: unknown): readonly [string, Cell] {
  const [last = '', parent = ''] = [...path].reverse();
  if (last.endsWith('_ms')) {
    const days = value === null || value === undefined ? null : Number(value) / dayMs;
    return [last.replace(/_ms$/, '_days'), days];
  }
  const name = last === 'value' ? parent : last;
  return [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), cellOf(value)];
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'bigint') return Number(value);
  const isCell =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isCell ? value : null;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
