import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Outside } from '../account.ts';

/** One call that leaves a process. */
export interface Call {
  /** E.g. `archive.write runs/…/report.json`, with `#2` where the process makes it a second time. */
  readonly label: string;
  /** The port and its method, e.g. `archive.write`. */
  readonly method: string;
  /** Where in lambdas/ it was made, and by whose call: calls of one site are the same line of code at work. */
  readonly site: string;
}

/** What a stream that crosses the border asks before every chunk and before its end. */
export type Flow = () => void;

/** Is given every call: `carryOut` does it, and passes its streams through `flow`. */
export type Hook = (call: Call, carryOut: (flow: Flow) => Promise<unknown>) => Promise<unknown>;

/** These answer from memory. */
const inside = new Set(['locate', 'arn', 'costs', 'close']);

/**
 * The outside with a hook around every call: whatever a port of it has for a method is one. Of DuckDB, which
 * stands in for Athena, the calls to the lake are those of a port `athena`: what it leaves there when it ends
 * on the way is as torn as an unload that was cut.
 */
export function tapped(outside: Outside, hook: Hook): Outside {
  const counts = new Map<string, number>();
  const port = <Port extends object>(name: string, real: Port): Port =>
    new Proxy(real, {
      get: (_, key) => {
        const value: unknown = Reflect.get(real, key);
        if (typeof value !== 'function' || typeof key === 'symbol' || inside.has(key)) return value;
        return (...args: readonly unknown[]) => {
          const call = { ...named(`${name}.${key}`, args, counts), site: site() };
          if (name === 'engine' && key === 'read') {
            return awaited(() =>
              hook(call, async (flow) => flowing(value.apply(real, args), flow)),
            );
          }
          return hook(call, async (flow) => {
            const answer = await value.apply(
              real,
              args.map((arg) => flowing(arg, flow)),
            );
            return key === 'parts' ? port(`${name}.parts`, answer) : flowing(answer, flow);
          });
        };
      },
    });
  const ports = Object.entries(outside).filter(([, value]) => typeof value === 'object');
  return {
    ...(Object.fromEntries(
      ports.map(([name, real]) => [name, port(name, real)]),
    ) as typeof outside),
    bytesPerLanding: outside.bytesPerLanding,
    drop: (source) => port('drop', outside.drop(source)),
    engine: async () => port('engine', await outside.engine(port('athena', outside.lake))),
  };
}

function named(method: string, [first]: readonly unknown[], counts: Map<string, number>) {
  const about = typeof first === 'object' && first && 'to' in first ? first.to : first;
  const text = `${method} ${typeof about === 'string' ? shortened(about) : ''}`.trim();
  const count = (counts.get(text) ?? 0) + 1;
  counts.set(text, count);
  return { method, label: count === 1 ? text : `${text} #${count}` };
}

/** A key as it is; a statement by its beginning and its hash. */
function shortened(text: string): string {
  if (!/\s/.test(text)) return text;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 6);
  return `${text.replace(/\s+/g, ' ').slice(0, 40)}… ${hash}`;
}

function site(): string {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = 40;
  const frames = new Error().stack?.split('\n') ?? [];
  Error.stackTraceLimit = usual;
  return frames.flatMap((frame) => /lambdas\/[^)]*/.exec(frame) ?? []).join(' ');
}

/** A stream, whichever way it flows; anything else as it is. */
function flowing(value: unknown, flow: Flow): unknown {
  const isStream = typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
  if (!isStream) return value;
  return Readable.from(watched(value as AsyncIterable<unknown>, flow));
}

/** Rows are asked for when the first of them is taken. */
async function* awaited(ask: () => Promise<unknown>): AsyncGenerator<unknown> {
  yield* (await ask()) as AsyncIterable<unknown>;
}

async function* watched(stream: AsyncIterable<unknown>, flow: Flow) {
  for await (const chunk of stream) {
    yield chunk;
    flow();
  }
  flow();
}
