import type { z } from 'zod';
import { instantText, isoStamp } from '../../tables/cells/stamp.ts';
import type { Slice, SourceObject } from '../source.ts';
import type { Org } from './org.ts';
import { parseResults, recordsOf } from './results_csv.ts';
import type { Range } from './soql.ts';
import { bulkStream } from './stream.ts';

/** What every record has of these, whatever object it is of. */
interface Basic {
  readonly Id: string;
  /** Absent where the object knows no deletion. */
  readonly IsDeleted?: 'true' | 'false';
  readonly SystemModstamp?: string | null | undefined;
  readonly CreatedDate?: string | null | undefined;
}

interface Definition<Data> {
  readonly name: string;
  readonly schema: z.ZodType<Data> & { readonly shape: object };
  /** Fields that the settings name. */
  readonly named?: readonly (string | undefined)[];
  /** By which instant its changes are asked for. Default: SystemModstamp. */
  readonly dated?: 'SystemModstamp' | 'CreatedDate';
  /** It happened at some time, so that history may begin later; what is no history is always whole. */
  readonly isHistory?: boolean;
  /** Id of the record that it is mapped with; must never change. Default: its own. */
  readonly groupOf?: (data: Data) => string;
}

/**
 * An object that Bulk API 2.0 reads: what changed in a window, or all there is. What a full read does not
 * see was purged from the recycle bin, which Salesforce says in no other way for long.
 */
export function bulkObject<Data extends Basic>(
  org: Org,
  definition: Definition<Data>,
): SourceObject<Data> {
  const { name, schema, named = [], dated = 'SystemModstamp', isHistory = false } = definition;
  const own = Object.keys(schema.shape);
  const columns = [...new Set([...own, ...named.filter((field) => field !== undefined)])];
  const required = own.filter((field) => ['Id', 'IsDeleted', dated].includes(field));
  const rangeOf = ({ mode, from, to }: Slice): Range =>
    // A full read has no end: a record that changes meanwhile would else look as if it were gone.
    mode === 'all' ? [isHistory ? from : null, null] : [from, to];
  return {
    name,
    schema,
    ...{ reads: 'changes', keeps: 'latest', absence: 'deleted' },
    identify: (data) => ({
      id: data.Id,
      group: definition.groupOf?.(data) ?? data.Id,
      changedAt: inMilliseconds(data[dated] ?? ''),
      isDeleted: data.IsDeleted === 'true',
    }),
    streams: (slice) => [
      bulkStream(org, {
        ...{ object: name, columns, required, dated },
        ...{ range: rangeOf(slice), until: slice.to },
      }),
    ],
    read: (received) =>
      received.flatMap(({ path, body }) => recordsOf(parseResults(body, pageOf(path)))),
  };
}

const pageOf = (path: string) =>
  `salesforce: results of job ${/query\/(\w+)/.exec(path)?.[1] ?? 'unknown'}`;

/** Instants are compared as text, and Salesforce writes them in two ways. */
function inMilliseconds(text: string): string | null {
  const stamp = isoStamp(text);
  return (stamp && instantText(stamp, 'UTC')) ?? null;
}
